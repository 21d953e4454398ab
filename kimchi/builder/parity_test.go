package builder

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

func elementOf(t require.TestingT, x *big.Int) fp.Element {
	var z fp.Element
	_, err := z.SetDecimal(new(big.Int).Mod(x, fp.Modulus()).String())
	require.NoError(t, err)
	return z
}

// parityCircuit is Parity of a secret, with the bit public. The prover's hint, if there
// is one, takes the place of the gadget's.
func parityCircuit(t require.TestingT, hint Hint) *Circuit {
	b := New()
	odd := b.Public()
	b.AssertEqual(b.Parity(b.Secret()), odd)
	if hint != nil {
		b.hints[1].compute = hint
	}
	c, err := b.Compile()
	require.NoError(t, err)
	return c
}

// checkParity returns whether the circuit takes the bit for x.
func checkParity(t require.TestingT, x *big.Int, bit int64, hint Hint) error {
	c := parityCircuit(t, hint)
	w, err := c.Assign([]fp.Element{Small(bit)}, []fp.Element{elementOf(t, x)})
	require.NoError(t, err)
	return c.Check(layout.Berkeley, w)
}

// The lowest bit is that of the integer, for random ones and those at all borders.
func TestParity(t *testing.T) {
	p := fp.Modulus()
	shifted := func(n uint, d int64) *big.Int {
		return new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), n), big.NewInt(d))
	}
	values := []*big.Int{big.NewInt(1), big.NewInt(2), new(big.Int).Sub(p, big.NewInt(1)), new(big.Int).Sub(p, big.NewInt(2))}
	for _, n := range []uint{1, 16, 240, 253, 254} {
		for d := int64(-3); d <= 3; d++ {
			if x := shifted(n, d); x.Sign() > 0 {
				values = append(values, x)
			}
		}
	}
	for _, x := range values {
		require.NoError(t, checkParity(t, x, int64(x.Bit(0)), nil), x)
		require.ErrorIs(t, checkParity(t, x, 1-int64(x.Bit(0)), nil), ErrUnsatisfied, x)
	}
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Fp().Draw(t, "x")
		if x.Sign() != 0 {
			require.NoError(t, checkParity(t, x, int64(x.Bit(0)), nil))
		}
	})
}

// parityHint is a dishonest prover's: the bits as given, the crumbs of K modulo 2^256,
// and those of 8*H, or what it says is that.
func parityHint(odd, over fp.Element, k *big.Int, shifted uint64) Hint {
	return func(out, _ []fp.Element) error {
		out[0], out[1] = odd, over
		digits := out[2:]
		for i := range 128 {
			digits[i].SetUint64(new(big.Int).And(new(big.Int).Rsh(k, uint(2*(127-i))), big.NewInt(3)).Uint64())
		}
		for i := range 8 {
			digits[128+i].SetUint64(shifted >> (2 * (7 - i)) & 3)
		}
		return nil
	}
}

// What a prover can choose is b, e and K. For the wrong b and either e there is one K
// modulo p, which is beyond 2^253: every way to write it in the crumbs is refused.
func TestParityOfDishonestProvers(t *testing.T) {
	p := fp.Modulus()
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Fp().Draw(t, "x")
		if x.Sign() == 0 {
			return
		}
		wrong := 1 - int64(x.Bit(0))
		for over := range int64(2) {
			k := wantedHalf(x, wrong, over)
			for ; k.BitLen() <= 256; k.Add(k, p) {
				high := new(big.Int).Rsh(k, 240).Uint64()
				for _, shifted := range []uint64{8 * high & 0xffff, 8*high - 1<<16} {
					hint := parityHint(Small(wrong), Small(over), k, shifted)
					require.ErrorIs(t, checkParity(t, x, wrong, hint), ErrUnsatisfied)
				}
			}
		}
	})
}

// wantedHalf returns the K with x = b + 2K + e*(t+1) modulo p, for the given b and e.
func wantedHalf(x *big.Int, b, e int64) *big.Int {
	p := fp.Modulus()
	k := new(big.Int).Sub(p, new(big.Int).Lsh(big.NewInt(1), 254)) // t
	k.Mul(k.Add(k, big.NewInt(1)), big.NewInt(e))
	k.Sub(x, k.Add(k, big.NewInt(b)))
	k.Mul(k, new(big.Int).ModInverse(big.NewInt(2), p))
	return k.Mod(k, p)
}

// Each constraint of the gadget is needed: a forged bit breaks that one alone.
func TestParityNeedsEachConstraint(t *testing.T) {
	x := big.NewInt(1234567)
	one := Small(1)
	wrong := int64(0)
	k := wantedHalf(x, wrong, 0)
	high := new(big.Int).Rsh(k, 240).Uint64()
	step := fieldTail()
	step.Add(&step, &one)
	for name, forged := range map[string]struct {
		x, k      *big.Int
		bit       fp.Element
		odd, over fp.Element
		shifted   uint64
		what      string
	}{
		// 0 is p, which is odd.
		"not 0": {big.NewInt(0), new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 253), big.NewInt(1)), one, one, one, 0xfff8, "Generic"},
		// x itself, and K = 0.
		"b boolean": {x, big.NewInt(0), elementOf(t, x), elementOf(t, x), Small(0), 0, "Generic"},
		// x, which is odd, as a multiple of t+1.
		"e boolean": {x, big.NewInt(0), Small(0), Small(0), quotient(elementOf(t, x), step), 0, "Generic"},
		// K beyond 2^253, with 8*H modulo 2^16.
		"K below 2^253": {x, k, Small(wrong), Small(wrong), Small(0), 8 * high & 0xffff, "wire"},
		// Any K.
		"the sum": {x, big.NewInt(5), Small(wrong), Small(wrong), Small(0), 0, "Generic"},
	} {
		c := parityCircuit(t, parityHint(forged.odd, forged.over, forged.k, forged.shifted))
		w, err := c.Assign([]fp.Element{forged.bit}, []fp.Element{elementOf(t, forged.x)})
		require.NoError(t, err)
		broken := brokenConstraints(c, w)
		require.Len(t, broken, 1, "%s: %v", name, broken)
		require.Contains(t, broken[0], forged.what, name)
	}
}

func quotient(x, y fp.Element) fp.Element { return *x.Multiply(&x, y.Invert(&y)) }

// brokenConstraints returns the constraints that a witness breaks, and the wires.
func brokenConstraints(c *Circuit, w *Witness) (broken []string) {
	firsts, torn := map[int32]fp.Element{}, map[int32]bool{}
	for r := range c.rows {
		for column := range Permuted {
			if class, ok := c.Class(Cell{r, column}); ok {
				if first, seen := firsts[class]; !seen {
					firsts[class] = w.Columns[column][r]
				} else if first.Equal(&w.Columns[column][r]) == 0 && !torn[class] {
					torn[class] = true
					broken = append(broken, "a wire")
				}
			}
		}
		gate, ok := c.rows[r].gate.Constrained()
		if !ok {
			continue
		}
		row := new(tick.Row)
		w.load(row, r)
		row.Coefficients = c.rows[r].coefficients
		values := tick.Constraints(layout.Berkeley, gate, row, nil)
		if r < len(c.public) {
			values[0].Subtract(&values[0], &w.Public[r])
		}
		for i := range values {
			if values[i].IsZero() == 0 {
				broken = append(broken, fmt.Sprintf("row %d, %v, constraint %d", r, c.Gate(r), i))
			}
		}
	}
	return broken
}
