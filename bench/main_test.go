package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/bench/peers"
	"github.com/minaseal/minaseal/bench/report"
)

func TestParse(t *testing.T) {
	c, err := parse(nil, io.Discard)
	require.NoError(t, err)
	require.Equal(t, 12, c.rounds)
	require.Equal(t, report.Directory(), c.out)
	require.Equal(t, peerNames(), c.peers)
	require.Len(t, c.works(), len(peers.Works()))

	c, err = parse([]string{"--rounds", "7", "--only", "MSM|^FpAdd$", "--peers", "arkworks,pasta-msm", "--out", "x"}, io.Discard)
	require.NoError(t, err)
	require.Equal(t, 7, c.rounds)
	require.Equal(t, []string{"FpAdd", "PallasMSM/n=1024", "PallasMSM/n=16384", "PallasMSM/n=65536"}, c.works())
	require.Equal(t, []string{"minaseal", "arkworks", "pasta-msm"}, c.peers)
	require.Equal(t, "x", c.out)

	quick, err := parse([]string{"--quick"}, io.Discard)
	require.NoError(t, err)
	require.Less(t, quick.rounds, c.rounds)
}

func TestParseRefuses(t *testing.T) {
	for _, args := range [][]string{
		{"--rounds", "0"}, {"--rounds", "many"}, {"--only", "("}, {"--only", "NoSuchWork"}, {"--peers", "nobody"}, {"--peers", "arkworks,"}, {"more"}, {"--unknown"},
	} {
		_, err := parse(args, io.Discard)
		require.Error(t, err, args)
	}
}

func TestHelp(t *testing.T) {
	var out bytes.Buffer
	_, err := parse([]string{"--help"}, &out)
	require.ErrorIs(t, err, flag.ErrHelp)
	for _, want := range []string{"go run -C bench .", "-rounds", "-only", "-peers", "-out", "-quick", "pasta_curves"} {
		require.Contains(t, out.String(), want)
	}
}

func TestQuoted(t *testing.T) {
	require.Equal(t, []string{"--only", "'Fp|MSM'", `'it'\''s'`, "a,b", "''"}, quoted([]string{"--only", "Fp|MSM", "it's", "a,b", ""}))
}

// TestRun measures two works of the peers in this process, and an absent peer, from
// the command line to the files.
func TestRun(t *testing.T) {
	out := t.TempDir()
	c, err := parse([]string{"--quick", "--only", "^Fp(Add|MultiplyChain)$", "--peers", "gnark-crypto,kryptology", "--out", out}, io.Discard)
	require.NoError(t, err)
	var progress bytes.Buffer
	require.NoError(t, run(t.Context(), c, "the command", &progress))

	results := contents(t, out, "results.txt")
	require.Contains(t, results, "\ncommand: the command\n")
	require.Contains(t, results, "\nBenchmarkFpAdd/peer=gnark-crypto-")
	table := contents(t, out, "results.md")
	require.Contains(t, table, "**FpMultiplyChain**")
	require.Contains(t, table, "**absent**: ")
	require.Contains(t, contents(t, out, "field.svg"), "<svg")
	require.NoFileExists(t, filepath.Join(out, "curve.svg"))
	require.Contains(t, progress.String(), "round 3 of 3")
	require.Contains(t, progress.String(), "kryptology is absent")
}

func contents(t *testing.T, directory, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(directory, name))
	require.NoError(t, err)
	return string(b)
}

func TestRunElsewhere(t *testing.T) {
	t.Chdir(t.TempDir())
	c, err := parse([]string{"--quick"}, io.Discard)
	require.NoError(t, err)
	require.ErrorContains(t, run(t.Context(), c, "", io.Discard), "directory bench")
}
