package peers

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestMain lets this test program be a peer: the script of its answers, in order, is
// in the environment.
func TestMain(m *testing.M) {
	script, ok := os.LookupEnv("PEER_SCRIPT")
	if !ok {
		os.Exit(m.Run())
	}
	requests := bufio.NewScanner(os.Stdin)
	for i, line := range strings.Split(script, "\n") {
		if i > 1 && !requests.Scan() { // after the version and the works, an answer a request
			break
		}
		fmt.Println(line)
	}
	fmt.Fprintln(os.Stderr, "a note\nError: the script is over")
}

func scripted(t *testing.T, lines ...string) (*process, error) {
	t.Helper()
	t.Setenv("PEER_SCRIPT", strings.Join(lines, "\n"))
	p, err := startProcess(context.Background(), "fake", ".", os.Args[0])
	if err == nil {
		t.Cleanup(func() { p.close() })
	}
	return p, err
}

func TestProcess(t *testing.T) {
	p, err := scripted(t, "version: fake 1.2", "works: FpAdd Sign",
		"check FpAdd 00ff", "BenchmarkFpAdd/peer=fake 12 3.5 ns/op", "BenchmarkSign/peer=fake many 3.5 ns/op", "error: no work FpAdd")
	require.NoError(t, err)
	require.Equal(t, []string{"fake 1.2"}, p.versions)
	require.Equal(t, []string{"FpAdd", "Sign"}, p.works)

	got, err := p.check("FpAdd")
	require.NoError(t, err)
	require.Equal(t, "00ff", got)
	m, err := p.measure("FpAdd", time.Millisecond)
	require.NoError(t, err)
	require.Equal(t, Measurement{12, 3.5}, m)
	_, err = p.measure("Sign", time.Millisecond)
	require.ErrorContains(t, err, "many")
	_, err = p.measure("FpAdd", time.Millisecond)
	require.ErrorContains(t, err, "no work FpAdd")
	_, err = p.check("FpAdd") // the child has ended, or is about to
	require.ErrorContains(t, err, "Error: the script is over")
}

func TestProcessThatDoesNotStart(t *testing.T) {
	_, err := scripted(t, "version: fake 1.2")
	require.ErrorContains(t, err, "Error: the script is over")
	_, err = scripted(t, "hello", "works: FpAdd")
	require.ErrorContains(t, err, "unexpected line")
	_, err = startProcess(t.Context(), "fake", ".", "./no-such-program")
	require.Error(t, err)
}

func TestAbsentPeersHaveReasons(t *testing.T) {
	t.Setenv("PATH", "")
	var chosen []string
	for _, p := range All() {
		chosen = append(chosen, p.Name)
	}
	l, err := Start(t.Context(), ".", chosen, t.Logf)
	require.NoError(t, err)
	require.Equal(t, "node is not installed", l.Absent["o1js-wasm"])
	require.Equal(t, "cargo is not installed", l.Absent["arkworks"])
	require.Contains(t, l.Absent["kryptology"], "downloaded")
	require.NotContains(t, l.Absent, Minaseal)
	require.Len(t, l.Absent, len(chosen)-2)
}

// TestRustFlagsThatFail: the flags are tried one after the other, and what the compiler
// said is told. The cargo of this test knows one set of flags.
func TestRustFlagsThatFail(t *testing.T) {
	flags := rustFlags()
	require.Contains(t, flags[0], "native")
	script := "#!/bin/sh\n[ \"$RUSTFLAGS\" = '" + flags[len(flags)-1] + `' ] && exit
echo 'error: inline assembly requires more registers than available
error: could not compile x (bin "x") due to 1 previous error' >&2
exit 101
`
	bin := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(bin, "cargo"), []byte(script), 0o700))
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	i := &installer{directory: bin, progress: t.Logf}
	require.NoError(t, os.Mkdir(filepath.Join(bin, "rust"), 0o700))
	require.NoError(t, i.buildRust(t.Context()))
	require.Equal(t, flags[len(flags)-1]+" (with -C target-cpu=native cargo build fails: error: inline assembly requires more registers than available)", i.rustFlags)

	t.Setenv("RUSTFLAGS", "-C target-cpu=sapphirerapids") // one's own flags are the only ones
	i = &installer{directory: bin, progress: t.Logf}
	require.ErrorContains(t, i.buildRust(t.Context()), "with -C target-cpu=sapphirerapids cargo build fails: error: inline assembly")
	require.Empty(t, i.rustFlags)
}

func TestSameWorks(t *testing.T) {
	p := &Peer{Name: "fake", Works: []string{"Sign", "FpAdd"}}
	require.NoError(t, sameWorks(p, []string{"FpAdd", "Sign"}))
	require.Error(t, sameWorks(p, []string{"FpAdd"}))
	require.Error(t, sameWorks(p, []string{"FpAdd", "Sign", "Verify"}))
}

func TestTail(t *testing.T) {
	var out tail
	fmt.Fprintf(&out, "%s\nError: first\nlast\n", strings.Repeat("x", 1<<17))
	require.Equal(t, "Error: first", out.last())
	fmt.Fprintln(&out, "error: of the compiler\n\nerror: could not compile a crate")
	require.Equal(t, "error: of the compiler", out.last())
	require.Less(t, out.buffer.Len(), 1<<17)
}
