package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// accepted requires that the command line of a deployment is one: that the command exists,
// has these flags, and nothing is missing.
func accepted(t *testing.T, args []string) {
	t.Helper()
	command, rest, err := newRoot().Find(args)
	require.NoError(t, err, args)
	require.NotNil(t, command.RunE, args)
	require.NoError(t, command.ParseFlags(rest), args)
	require.NoError(t, command.ValidateRequiredFlags(), args)
	require.Empty(t, command.Flags().Args(), args)
}

func TestComposeFile(t *testing.T) {
	text, err := os.ReadFile("../../deploy/container/compose.yaml")
	require.NoError(t, err)
	var file struct {
		Services map[string]struct{ Command []string }
	}
	require.NoError(t, yaml.Unmarshal(text, &file))
	require.Len(t, file.Services, 3)
	for _, service := range file.Services {
		accepted(t, service.Command)
	}
}

func TestSystemdUnits(t *testing.T) {
	units, err := filepath.Glob("../../deploy/systemd/*.service")
	require.NoError(t, err)
	require.Len(t, units, 2)
	for _, unit := range units {
		text, err := os.ReadFile(unit)
		require.NoError(t, err)
		started := 0
		for line := range strings.Lines(string(text)) {
			if program, ok := strings.CutPrefix(strings.TrimSpace(line), "ExecStart=/usr/local/bin/minaseal "); ok {
				started++
				accepted(t, strings.Fields(strings.NewReplacer("%S", "/var/lib", "%i", "zkcw-v2").Replace(program)))
			}
		}
		require.Equal(t, 1, started, unit)
	}
}
