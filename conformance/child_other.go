//go:build !unix

package conformance

import "os/exec"

// ownGroup does nothing where there are no process groups.
func ownGroup(*exec.Cmd) {}

// killGroup kills the program. It may have ended already.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
