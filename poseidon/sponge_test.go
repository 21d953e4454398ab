package poseidon

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
)

// TestSpongeOracle runs random orders of calls, erasures among them, on the sponge and on
// the oracle [PSD-11].
func TestSpongeOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Sponge
		want := bigref.Kimchi(bigref.Fp()).NewSponge()
		for range rapid.IntRange(1, 12).Draw(t, "calls") {
			switch rapid.SampledFrom([]string{"absorb", "absorb", "squeeze", "squeeze", "erase"}).Draw(t, "call") {
			case "absorb":
				x := testkit.Fp().Draw(t, "x")
				s.Absorb(testkit.ToFp(x))
				want.Absorb(x)
			case "squeeze":
				require.Equal(t, texts(want.Squeeze()), textsFp(s.Squeeze()))
			case "erase":
				s.Erase()
				want = bigref.Kimchi(bigref.Fp()).NewSponge()
			}
		}
	})
}

// TestSpongeErase checks that nothing of the state is left and that the
// argument of Absorb is not changed.
func TestSpongeErase(t *testing.T) {
	x := *testkit.ToFp(big.NewInt(42))
	var s, fresh Sponge
	s.Absorb(&x)
	s.Squeeze()
	require.EqualValues(t, 42, testkit.FromFp(&x).Int64())
	s.Erase()
	for i := range s.state {
		require.Equal(t, 1, s.state[i].IsZero())
	}
	require.Equal(t, textsFp(fresh.Squeeze()), textsFp(s.Squeeze()))
}

// TestSpongeIsSecret checks that no verb prints the state.
func TestSpongeIsSecret(t *testing.T) {
	var s Sponge
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
		for _, value := range []any{s, &s} {
			require.Equal(t, "[secret]", fmt.Sprintf(verb, value))
		}
	}
}

// TestUpdate checks Update from a state that is not zero.
func TestUpdate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states(bigref.Fp()).Draw(t, "state")
		inputs := rapid.SliceOfN(testkit.Fp(), 0, 5).Draw(t, "inputs")
		state := stateToFp(s)
		Update(&state, testkit.ToFpSlice(inputs)...)
		requireState(t, bigref.Kimchi(bigref.Fp()).Update(s, inputs), textsFp(state[:]...))
	})
}
