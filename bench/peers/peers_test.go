package peers

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCatalogueIsConsistent(t *testing.T) {
	works := map[string]Work{}
	for _, work := range Works() {
		require.NotContains(t, works, work.Name)
		works[work.Name] = work
	}
	peers := map[string]bool{}
	for _, p := range All() {
		require.False(t, peers[p.Name], p.Name)
		peers[p.Name] = true
		require.NotEmpty(t, p.What)
		require.Equal(t, p.source == nowhere, p.absence != "", p.Name)
		seen := map[string]bool{}
		for _, name := range p.Works {
			require.Contains(t, works, name, p.Name)
			require.False(t, seen[name], "%s lists %s twice", p.Name, name)
			seen[name] = true
		}
		for _, name := range p.VariableTime {
			require.True(t, p.Has(name), "%s %s", p.Name, name)
			require.True(t, works[name].ConstantTime, "%s %s", p.Name, name)
		}
	}
	require.Equal(t, Minaseal, All()[0].Name)
}

// TestMinasealHasEveryWork but the yardstick, which is gnark-crypto's.
func TestMinasealHasEveryWork(t *testing.T) {
	for _, work := range Works() {
		require.Equal(t, work.Name != GnarkMultiply1155, All()[0].Has(work.Name), work.Name)
	}
}

func TestGnarkComputesTheSame(t *testing.T) {
	l, err := Start(t.Context(), ".", []string{Minaseal, Gnark}, t.Logf)
	require.NoError(t, err)
	for name := range gnarkTasks() {
		require.NoError(t, l.Check(name))
	}
	require.NoError(t, l.Close())
}

// TestProofsAreVerified by each work that verifies, the command of a process of its own
// among them.
func TestProofsAreVerified(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	for name, prepare := range proofTasks() {
		require.Equal(t, "true", digest(prepare(in)), name)
	}
	require.NoError(t, in.erase())
}

func TestJudge(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	for _, name := range []string{"FpMultiplyChain", "PallasBaseMultiply", "PallasScalarMultiply", "Encrypt1", "Verify"} {
		require.NoError(t, in.judge("peer", name, digest(minasealTasks()[name](in))), name)
		require.Error(t, in.judge("peer", name, "00"), name)
	}
	require.NoError(t, in.judge("peer", "PallasBaseMultiply", in.zcashBaseMultiply()))
	require.Error(t, in.judge("peer", "PallasScalarMultiply", in.zcashBaseMultiply()))
	require.Error(t, in.judge("peer", GnarkMultiply1155, digest(gnarkTasks()["FpMultiplyChain"](in))))
	longer := digest(encryptTask(in, text1+" "))
	require.ErrorContains(t, in.judge("peer", "Encrypt1", longer), "another text")
}

func TestDigestsDependOnTheWork(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	once := minasealTasks()["FpMultiplyChain"](in)
	once.run(1)
	require.NotEqual(t, once.digest(), digest(minasealTasks()["FpMultiplyChain"](in)))
	require.Equal(t, digest(fieldTasks()["FpInvert"](in)), digest(fieldTasks()["FpInvertVarTime"](in)))
}

func TestMedian(t *testing.T) {
	require.Equal(t, 2.0, median([]float64{3, 1, 2}))
	require.Equal(t, 2.5, median([]float64{4, 1, 3, 2}))
}

// fakeClock gives every task a time of its own for an iteration, and notes the order.
type fakeClock struct {
	iteration map[*task]time.Duration
	order     []*task
}

func (c *fakeClock) run(t *task, iterations int) time.Duration {
	c.order = append(c.order, t)
	return time.Duration(iterations) * c.iteration[t]
}

func TestInterleave(t *testing.T) {
	long, short := &task{operations: 1, iterations: 1}, &task{operations: 4, iterations: 8}
	clock := &fakeClock{iteration: map[*task]time.Duration{long: 3 * slice, short: slice / 8}}
	results := interleave([]*task{long, short}, 4*slice, clock.run)
	require.Equal(t, []*task{long, short, short, long, short, short}, clock.order)
	require.Equal(t, []Measurement{
		{Operations: 2, Nanoseconds: float64(3 * slice)},
		{Operations: 4 * 8 * 4, Nanoseconds: float64(slice) / 32},
	}, results)
}

func TestCalibrate(t *testing.T) {
	short := &task{operations: 1}
	clock := &fakeClock{iteration: map[*task]time.Duration{short: slice / 100}}
	require.Equal(t, 128, calibrate(short, clock.run))

	interrupted := func(t *task, n int) time.Duration {
		if len(clock.order) == 0 {
			clock.order = append(clock.order, t)
			return time.Second
		}
		return clock.run(t, n)
	}
	clock.order = nil
	require.Equal(t, 128, calibrate(short, interrupted), "one long time is not believed")
}

func TestPartnersAreInTurns(t *testing.T) {
	l, err := Start(t.Context(), ".", []string{Minaseal, Gnark}, t.Logf)
	require.NoError(t, err)
	results, err := l.Measure("PoseidonPermutation", time.Microsecond, false)
	require.NoError(t, err)
	require.Len(t, results, 1)
	require.Equal(t, Minaseal, results[0].Peer)
	results, err = l.Measure(GnarkMultiply1155, time.Microsecond, false)
	require.NoError(t, err)
	require.Len(t, results, 1)
	require.Equal(t, Gnark, results[0].Peer)
}
