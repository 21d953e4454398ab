package report

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestField(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(path, []byte("model\t: 7\nmodel name\t: A CPU\nmodel name\t: another\nNAME=\"Quoted\"\n"), 0o600))
	require.Equal(t, "A CPU", field(path, "model name", ":"))
	require.Equal(t, "Quoted", field(path, "NAME", "="))
	require.Equal(t, "unknown", field(path, "none", ":"))
	require.Equal(t, "unknown", field(path+"x", "none", ":"))
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"AMD EPYC":                                       "amd-epyc",
		"AMD EPYC 9B45 128-Core Processor":               "amd-epyc-9b45",
		"Intel(R) Xeon(R) Processor":                     "intel-xeon",
		"Intel(R) Xeon(R) CPU @ 2.60GHz":                 "intel-xeon",
		"11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz": "11th-gen-intel-core-i7-1165g7",
		"arm64": "arm64",
	} {
		require.Equal(t, want, slug(name))
	}
}

func TestKernel(t *testing.T) {
	require.Equal(t, "Linux 6.18", kernel("Linux 6.18.44-builder-v1"))
	require.Equal(t, "Darwin 24.1", kernel("Darwin 24.1.0"))
	require.Empty(t, kernel("not installed"))
}
