package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func manCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "man DIRECTORY",
		Short: "Write the manual pages into a directory",
		Long: `Writes a manual page for each command: the same text as --help. Shell completion
comes from the command completion.`,
		Example: `  minaseal man /usr/local/share/man/man1
  minaseal completion bash > /etc/bash_completion.d/minaseal`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("one directory is needed")
			}
			return nil
		},
		RunE: func(command *cobra.Command, args []string) error {
			if err := writeManual(command.Root(), args[0]); err != nil {
				return usageError{err}
			}
			return nil
		},
	}
	return command
}

// writeManual writes the pages; the same commit gives the same files.
func writeManual(root *cobra.Command, directory string) error {
	if err := os.MkdirAll(filepath.Clean(directory), 0o755); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	b := thisBuild()
	return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "minaseal " + b.Version, Manual: "minaseal", Date: b.date}, directory)
}
