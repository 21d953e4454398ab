package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHelpFits reads the help of every command, cobra's own too, as one would on a
// terminal of 80 columns.
func TestHelpFits(t *testing.T) {
	var visit func(command *cobra.Command)
	seen := 0
	visit = func(command *cobra.Command) {
		seen++
		path := strings.Fields(command.CommandPath())[1:]
		help := succeed(t, "", append(path, "--help")...)
		for line := range strings.Lines(help) {
			line = strings.TrimSuffix(line, "\n")
			assert.LessOrEqual(t, utf8.RuneCountInString(line), 80, "%s --help: %s", command.CommandPath(), line)
		}
		for _, c := range command.Commands() {
			visit(c)
		}
	}
	root := newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	visit(root)
	require.Greater(t, seen, 20)
}

func TestFitProse(t *testing.T) {
	words := strings.Repeat("word ", 30)
	require.Equal(t, strings.TrimSpace(strings.Repeat("word ", 16))+"\n"+strings.TrimSpace(strings.Repeat("word ", 14)), fitProse(words))
	require.Equal(t, "one two\n\n  a   list\nthree", fitProse("one\ntwo\n\n  a   list\nthree"))
}

func TestFitShell(t *testing.T) {
	long := `  minaseal app --payload '{"value": "77", "a long": "` + strings.Repeat("x ", 30) + `"}' --json` + "\n  minaseal demo"
	require.Equal(t, strings.NewReplacer(" --payload", " \\\n      --payload", " --json", " \\\n      --json").Replace(long), fitShell(long))
	require.Empty(t, fitShell(""))
}
