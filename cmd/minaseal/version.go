package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/permutation"
)

// build says what this program was built from, and how it computes here.
type build struct {
	Version  string `json:"version"` // of the module, "(devel)" for a checkout
	Commit   string `json:"commit,omitempty"`
	Modified bool   `json:"modified,omitempty"` // the checkout had changes
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Kernels  string `json:"kernels"` // the fastest in use: portable, mulx or ifma

	date *time.Time // of the commit, if known
}

// thisBuild reads what the Go command has written into the program.
func thisBuild() build {
	b := build{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Kernels: permutation.Fastest()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version = cmp.Or(info.Main.Version, b.Version)
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Commit = setting.Value
		case "vcs.time":
			if t, err := time.Parse(time.RFC3339, setting.Value); err == nil {
				b.date = &t
			}
		case "vcs.modified":
			b.Modified = setting.Value == "true"
		}
	}
	return b
}

// String is the text for people.
func (b build) String() string {
	text := fmt.Sprintf("minaseal %s\n", b.Version)
	if b.Commit != "" {
		text += "commit   " + b.Commit
		if b.Modified {
			text += ", with changes"
		}
		text += "\n"
	}
	return text + fmt.Sprintf("go       %s\nplatform %s\nkernels  %s", b.Go, b.Platform, b.Kernels)
}

func versionCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "version",
		Short: "Say which version this is, and how it computes here",
		Long: `Prints the version of the module, the commit it was built from, the version of Go,
and the arithmetic that this processor allows: portable, mulx (assembly) or ifma
(assembly, and AVX-512 IFMA for vectors).`,
		Example: `  minaseal version
  minaseal version --json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			b := thisBuild()
			return printOr(command.OutOrStdout(), asJSON, b, "%s", b)
		},
	}
	addJSONFlag(command, &asJSON)
	return command
}
