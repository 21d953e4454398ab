package peers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// errAbsent wraps the reasons for which a peer is absent; other errors end the run.
var errAbsent = errors.New("absent")

func absent(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errAbsent, fmt.Sprintf(format, args...))
}

// installer builds what the child processes need, once for all that share it.
type installer struct {
	// directory is the absolute path of bench/peers.
	directory string
	progress  func(format string, args ...any)
	done      map[source]error
	// rustFlags are those that the Rust peers were built with, if they were.
	rustFlags string
}

// start starts a peer that is not in this process.
func (i *installer) start(ctx context.Context, p *Peer) (*process, error) {
	if p.source == nowhere {
		return nil, absent("%s", p.absence)
	}
	err, ok := i.done[p.source]
	if !ok {
		if p.source == node {
			err = i.installNode(ctx)
		} else {
			err = i.buildRust(ctx)
		}
		i.done[p.source] = err
	}
	if err != nil {
		return nil, err
	}
	var child *process
	if p.source == node {
		child, err = startProcess(ctx, p.Name, filepath.Join(i.directory, "node"), "node", "peer.mjs", p.Name)
	} else {
		binary := filepath.Join(i.directory, "rust/target/release/minaseal-bench-peer")
		child, err = startProcess(ctx, p.Name, i.directory, binary, p.Name)
	}
	if err != nil && ctx.Err() == nil {
		err = absent("it does not start: %v", err)
	}
	return child, err
}

// installNode runs npm ci unless the packages of the lock file are there.
func (i *installer) installNode(ctx context.Context) error {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return absent("%s is not installed", program)
		}
	}
	directory := filepath.Join(i.directory, "node")
	lock, err := os.Stat(filepath.Join(directory, "package-lock.json"))
	if err != nil {
		return err
	}
	installed, err := os.Stat(filepath.Join(directory, "node_modules/.package-lock.json"))
	if err == nil && installed.ModTime().After(lock.ModTime()) {
		return nil
	}
	return i.run(ctx, directory, nil, "npm", "ci", "--no-audit", "--no-fund")
}

// buildRust runs cargo build, which does nothing if the program is up to date, with the
// first of the flags with which it succeeds.
func (i *installer) buildRust(ctx context.Context) error {
	if _, err := exec.LookPath("cargo"); err != nil {
		return absent("cargo is not installed")
	}
	directory := filepath.Join(i.directory, "rust")
	var failed error
	for _, flags := range rustFlags() {
		environment := []string{"RUSTFLAGS=" + flags, "CARGO_TARGET_DIR=" + filepath.Join(directory, "target")}
		err := i.run(ctx, directory, environment, "cargo", "build", "--release", "--locked")
		if err == nil {
			i.rustFlags = flags
			if failed != nil {
				i.rustFlags += " (" + reason(failed) + ")"
			}
			return nil
		}
		if !errors.Is(err, errAbsent) {
			return err
		}
		i.progress("%s, with RUSTFLAGS=%q", reason(err), flags)
		failed = absent("with %s %s", flags, reason(err))
	}
	return failed
}

// rustFlags returns the flags to build the Rust peers with, in the order in which they
// are tried: those of the environment; or else those that let the compiler use all of
// this processor, and then those of a processor with AVX2 and ADX. Where the compiler
// knows that the processor has AMX, it keeps registers from the assembly of arkworks,
// which then does not build.
func rustFlags() []string {
	if flags, ok := os.LookupEnv("RUSTFLAGS"); ok {
		return []string{flags}
	}
	if runtime.GOARCH == "amd64" {
		return []string{"-C target-cpu=native", "-C target-cpu=x86-64-v3 -C target-feature=+adx"}
	}
	return []string{"-C target-cpu=native", "-C target-cpu=generic"}
}

func (i *installer) run(ctx context.Context, directory string, environment []string, program string, args ...string) error {
	i.progress("%s %s in %s", program, args[0], directory)
	command := exec.CommandContext(ctx, program, args...)
	command.Dir = directory
	command.Env = append(os.Environ(), environment...)
	var output tail
	command.Stdout, command.Stderr = &output, &output
	if err := command.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return absent("%s %s fails: %s", program, args[0], output.last())
	}
	return nil
}
