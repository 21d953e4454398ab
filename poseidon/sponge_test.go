package poseidon

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// TestSpongeOracle runs random orders of calls, erasures among them, on both
// sponges and on the oracle [PSD-11].
func TestSpongeOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Sponge
		var q SpongeFq
		wantP := bigref.Kimchi(bigref.Fp()).NewSponge()
		wantQ := bigref.Kimchi(bigref.Fq()).NewSponge()
		for range rapid.IntRange(1, 12).Draw(t, "calls") {
			switch rapid.SampledFrom([]string{"absorb", "absorb", "squeeze", "squeeze", "erase"}).Draw(t, "call") {
			case "absorb":
				x := testkit.Fp().Draw(t, "x")
				xp, xq := *testkit.ToFp(x), *testkit.ToFq(x)
				p.Absorb(&xp)
				q.Absorb(&xq)
				wantP.Absorb(x)
				wantQ.Absorb(x)
			case "squeeze":
				require.Equal(t, texts(wantP.Squeeze()), textsFp(p.Squeeze()))
				require.Equal(t, texts(wantQ.Squeeze()), textsFq(q.Squeeze()))
			case "erase":
				p.Erase()
				q.Erase()
				wantP = bigref.Kimchi(bigref.Fp()).NewSponge()
				wantQ = bigref.Kimchi(bigref.Fq()).NewSponge()
			}
		}
	})
}

// TestSpongeIsHash checks that absorbing a list and squeezing once is its hash.
func TestSpongeIsHash(t *testing.T) {
	for n := range 6 {
		var s Sponge
		var inputs []fp.Element
		for i := range n {
			inputs = append(inputs, *testkit.ToFp(big.NewInt(int64(i + 7))))
			s.Absorb(&inputs[i])
		}
		require.Equal(t, textsFp(Hash(inputs...)), textsFp(s.Squeeze()))
	}
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
	var q SpongeFq
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x", "%q"} {
		for _, value := range []any{s, &s, q, &q} {
			require.Equal(t, "[secret]", fmt.Sprintf(verb, value))
		}
	}
}

// TestUpdate checks Update from a state that is not zero, in both fields.
func TestUpdate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states(bigref.Fp()).Draw(t, "state")
		inputs := rapid.SliceOfN(testkit.Fp(), 0, 5).Draw(t, "inputs")
		p, q := stateToFp(s), stateToFq(s)
		var inputsFq []fq.Element
		for _, x := range inputs {
			inputsFq = append(inputsFq, *testkit.ToFq(x))
		}
		Update(&p, testkit.ToFpSlice(inputs)...)
		UpdateFq(&q, inputsFq...)
		requireState(t, bigref.Kimchi(bigref.Fp()).Update(s, inputs), textsFp(p[:]...))
		requireState(t, bigref.Kimchi(bigref.Fq()).Update(s, inputs), textsFq(q[:]...))
	})
}
