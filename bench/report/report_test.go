package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/bench/peers"
)

// sampleResults has eight rounds of three works. In FpAdd gnark-crypto is as fast as
// minaseal, in FpMultiplyChain twice as slow; o1js signs in ten times the time.
func sampleResults(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, WriteHeader(&b, []Entry{
		{"cpu", "a | b"},
		{VersionPrefix + "minaseal", "minaseal"},
		{VersionPrefix + "gnark-crypto", "gnark-crypto v1.2.3"},
		{VersionPrefix + "o1js-wasm", "o1js 2.15.0 (wasm)"},
		{AbsentPrefix + "kryptology", "not served"},
	}))
	for round := range 8 {
		noise := 1 + float64(round)/100
		for _, m := range []struct {
			work, peer string
			time       float64
		}{
			{"FpMultiplyChain", "minaseal", 12}, {"FpMultiplyChain", "gnark-crypto", 24},
			{"FpAdd", "minaseal", 3}, {"FpAdd", "gnark-crypto", 3},
			{"PallasMSM/n=1024", "minaseal", 2.5e6},
			{"Sign", "minaseal", 1e5}, {"Sign", "o1js-wasm", 1e6},
			{"PoseidonPermutation", "minaseal", 1e4}, {"GnarkMultiply1155", "gnark-crypto", 2e4},
		} {
			require.NoError(t, WriteResult(&b, m.work, m.peer, 2, 1000, m.time*noise))
		}
	}
	return b.String()
}

func sampleSet(t *testing.T) *Set {
	t.Helper()
	set, err := Read(strings.NewReader(sampleResults(t)))
	require.NoError(t, err)
	return set
}

func TestResultsAreGoBenchmarks(t *testing.T) {
	require.Contains(t, sampleResults(t), "\nBenchmarkFpMultiplyChain/peer=minaseal-2 1000 12 ns/op\n")
	require.Contains(t, sampleResults(t), "\nBenchmarkPallasMSM/n=1024/peer=minaseal-2 1000 2.5e+06 ns/op\n")
}

func TestRead(t *testing.T) {
	set := sampleSet(t)
	require.Equal(t, 8, set.rounds())
	require.Equal(t, "a | b", set.Get("cpu"))
	require.Equal(t, "not served", set.Get(AbsentPrefix+"kryptology"))
	require.Empty(t, set.Get("nothing"))
	require.InDelta(t, 12.0, set.values["FpMultiplyChain"]["minaseal"][0], 1e-9)
	require.Len(t, set.values["PallasMSM/n=1024"]["minaseal"], 8)
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":      "",
		"no results":   "cpu: x\n",
		"no peer":      "BenchmarkFpAdd-2 10 3 ns/op\n",
		"another unit": "BenchmarkFpAdd/peer=minaseal-2 10 3 B/op\n",
		"bad line":     "BenchmarkFpAdd/peer=minaseal-2 10 x ns/op\n",
	} {
		_, err := Read(strings.NewReader(text))
		require.Error(t, err, name)
	}
}

func TestHeaderRefuses(t *testing.T) {
	require.Error(t, WriteHeader(io.Discard, []Entry{{"two words", "x"}}))
	require.Error(t, WriteHeader(io.Discard, []Entry{{"key", "two\nlines"}}))
}

func TestCell(t *testing.T) {
	set := sampleSet(t)
	c, ok := set.cell("FpMultiplyChain", "gnark-crypto", "minaseal")
	require.True(t, ok)
	require.InDelta(t, 24*1.035, c.Center, 1e-9)
	require.InDelta(t, 2, c.ratio, 1e-9)
	require.True(t, c.differs)
	require.LessOrEqual(t, c.Lo, c.Center)

	c, ok = set.cell("FpAdd", "gnark-crypto", "minaseal")
	require.True(t, ok)
	require.InDelta(t, 1, c.ratio, 1e-9)
	require.False(t, c.differs)

	_, ok = set.cell("FpAdd", "arkworks", "minaseal")
	require.False(t, ok)
}

func TestMarkdown(t *testing.T) {
	text := sampleSet(t).Markdown()
	for _, want := range []string{
		`| cpu | a \| b |`,
		"| kryptology | coinbase's kryptology, in Go | **absent**: not served |",
		"| arkworks | ark-pallas, with the endomorphism of ark-ec, in Rust and assembly | not asked for in this run |",
		"| work | minaseal | gnark-crypto | kryptology |",
		"| 12.4 ns ±3% | 24.8 ns ±3%<br>2.00× | absent |",
		"| 3.11 ns ±3% | 3.11 ns ±3%<br>≈1.00× | absent |",
		"| 104 µs ±3% | – | 1.04 ms ±3%<br>10.0× † |",
		"A permutation of minaseal takes 0.50 of the time of 1155 dependent products of gnark-crypto.",
		"5 more works of this group were not measured",
		"![Pallas](curve.svg)",
	} {
		require.Contains(t, text, want)
	}
	require.NotContains(t, text, "too few")
}

func TestMarkdownOfFewRounds(t *testing.T) {
	set, err := Read(strings.NewReader("cpu: x\nBenchmarkFpAdd/peer=minaseal-2 10 3 ns/op\n"))
	require.NoError(t, err)
	require.Contains(t, set.Markdown(), "1 rounds are too few")
	require.Contains(t, set.Markdown(), "Not measured in this run.")
	require.Contains(t, set.Markdown(), "3.00 ns ±∞")
}

func TestDuration(t *testing.T) {
	for nanoseconds, want := range map[float64]string{
		0.25: "0.25 ns", 3: "3.00 ns", 13.44: "13.4 ns", 99.96: "100 ns", 999.4: "999 ns", 999.6: "1.00 µs",
		45_000: "45.0 µs", 1.5e6: "1.50 ms", 9.997e8: "1.00 s", 2.5e9: "2.50 s",
	} {
		require.Equal(t, want, duration(nanoseconds))
	}
}

func TestPlot(t *testing.T) {
	set := sampleSet(t)
	for _, group := range peers.Groups() {
		svg, err := set.Plot(group)
		require.NoError(t, err)
		if svg == nil {
			require.Equal(t, "verification", group.Name, "the one group of which nothing was measured")
			continue
		}
		text := textOf(t, svg)
		require.Contains(t, text, group.Title)
		require.Contains(t, text, "minaseal")
		require.NotContains(t, text, "arkworks", "nothing of it was measured")
		again, err := set.Plot(group)
		require.NoError(t, err)
		require.Equal(t, svg, again)
	}
	field, err := set.Plot(peers.Groups()[0])
	require.NoError(t, err)
	require.Contains(t, textOf(t, field), "FpMultiplyChain")
	require.NotContains(t, textOf(t, field), "FpInvert")
}

// textOf returns the text of an SVG image, which must be well-formed.
func textOf(t *testing.T, svg []byte) string {
	t.Helper()
	var b strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return b.String()
		}
		require.NoError(t, err)
		if data, ok := token.(xml.CharData); ok {
			fmt.Fprintln(&b, string(data))
		}
	}
}

func TestNoPlotOfNothing(t *testing.T) {
	set, err := Read(strings.NewReader("cpu: x\nBenchmarkFpAdd/peer=minaseal-2 10 3 ns/op\n"))
	require.NoError(t, err)
	svg, err := set.Plot(peers.Groups()[1])
	require.NoError(t, err)
	require.Nil(t, svg)
}

func TestTicks(t *testing.T) {
	var labels []string
	for _, tick := range (timeTicks{}).Ticks(0.8, 2e9) {
		if tick.Label != "" {
			labels = append(labels, tick.Label)
		}
	}
	require.Equal(t, []string{"1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"}, labels)
}

func TestDecades(t *testing.T) {
	low, high := decades(20, 30)
	require.InDelta(t, 10, low, 1e-9)
	require.InDelta(t, 100, high, 1e-9)
	low, high = decades(3, 3e6)
	require.InDelta(t, 3/1.3, low, 1e-9)
	require.False(t, math.IsInf(high, 0))
}

// TestSummary: the lower ratio of two processors is the one that is told.
func TestSummary(t *testing.T) {
	slower, err := Read(strings.NewReader(strings.ReplaceAll(sampleResults(t), "FpMultiplyChain/peer=minaseal-2 1000 1", "FpMultiplyChain/peer=minaseal-2 1000 2")))
	require.NoError(t, err)
	text := Summary(map[string]*Set{"a": sampleSet(t), "b": slower})
	require.Contains(t, text, "| FpMultiplyChain | 22.4 ns | gnark-crypto | 1.11× | b |")
	require.Contains(t, text, "| FpAdd | 3.11 ns | gnark-crypto | 1.00× | a |")
	require.NotContains(t, text, "| PallasMSM/n=1024 |") // no peer has it
}
