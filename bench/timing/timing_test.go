package main

import (
	"io"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// times returns n times around a mean, a tenth of them much longer, as interruptions
// make them.
func times(r *rand.Rand, n int, mean float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = mean + 5*r.NormFloat64()
		if r.IntN(10) == 0 {
			out[i] += 1e6 * r.Float64()
		}
	}
	return out
}

func TestStatistics(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	equal := sample{times(r, 50_000, 1000), times(r, 50_000, 1000)}
	require.False(t, equal.test().leaks(), "%+v", equal.test())
	require.InDelta(t, 1000, equal.median(), 1)

	// A difference of a thousandth, under noise that hides it from a single test.
	other := sample{times(r, 50_000, 1001), times(r, 50_000, 1000)}
	require.Less(t, math.Abs(other.welch(math.Inf(1)).t), 5.0)
	found := other.test()
	require.True(t, found.leaks(), "%+v", found)
	require.InDelta(t, 1, found.difference, 0.5)
	require.Positive(t, found.t)
}

// TestWelch has an example that can be done by hand: means 2 and 4, variances 1, 100
// of each.
func TestWelch(t *testing.T) {
	var s sample
	for range 50 {
		s[0] = append(s[0], 1, 3)
		s[1] = append(s[1], 3, 5)
	}
	o := s.welch(math.Inf(1))
	require.InDelta(t, -2/math.Sqrt(2*100.0/99/100), o.t, 1e-9)
	require.InDelta(t, -2, o.difference, 1e-12)
	require.Zero(t, s.welch(2).t, "too few")
}

// TestTargets runs every operation on one batch, which is too little to judge by.
func TestTargets(t *testing.T) {
	for _, target := range append(targets(), processor()) {
		classes := []byte{0, 1, 1, 0}
		run := target.prepare(classes)
		for i := range classes {
			run(i)
		}
	}
	s := measure(&targets()[0], time.Nanosecond)
	require.Len(t, append(s[0], s[1]...), batch)
}

func TestJudge(t *testing.T) {
	quiet, loud := outcome{t: -threshold}, outcome{t: -threshold - 1}
	loud.difference = 0.04
	processor := &row{reference: true, target: target{name: "processor"}, median: 100, outcome: outcome{t: -threshold - 1, difference: -0.01}}
	floor := floorOf(processor)
	require.InDelta(t, 0.0003, floor, 1e-12)
	require.Equal(t, maxFloor, floorOf(&row{median: 100, outcome: loud}), "a reference that is noise hides no more")
	require.Zero(t, floorOf(&row{median: 100, outcome: outcome{t: -threshold, difference: -0.01}}), "nothing found hides nothing")

	constant, known := target{name: "constant"}, control(target{name: "known"})
	good := []row{
		{target: constant, outcome: quiet, median: 100, floor: floor},
		{target: constant, outcome: loud, median: 134, floor: floor}, // by 0.0299 %
		{target: known, outcome: loud, median: 100, floor: floor},
	}
	require.NoError(t, judge(good))
	require.ErrorContains(t, judge([]row{{target: constant, outcome: loud, median: 133, floor: floor}}), "constant: TIME DEPENDS")
	require.ErrorContains(t, judge([]row{{target: known, outcome: quiet, median: 100, floor: floor}}), "known: NOT FOUND")
	require.ErrorContains(t, judge([]row{{target: known, outcome: loud, median: 134, floor: floor}}), "known: NOT FOUND")
	text := markdown(nil, new(config), processor, good)
	require.Contains(t, text, "| control: known |")
	require.Contains(t, text, "no more than the processor")
	require.Contains(t, text, "found: the processor's own")
}

func TestParse(t *testing.T) {
	c, err := parse([]string{"--time", "1s", "--only", "fp", "--out", "x"}, io.Discard)
	require.NoError(t, err)
	require.Equal(t, time.Second, c.each)
	for _, args := range [][]string{{"--only", "("}, {"more"}, {"--time", "x"}} {
		_, err := parse(args, io.Discard)
		require.Error(t, err)
	}
	err = run(must(parse([]string{"--only", "nothing"}, io.Discard)), io.Discard)
	require.ErrorContains(t, err, "no operation")
}
