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
