package circuit

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint/solver"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/bits"
	"github.com/consensys/gnark/std/math/emulated"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/pasta/fp"
)

// canonicalCircuit is the gadget assertCanonical alone.
type canonicalCircuit struct {
	Value emulated.Element[pallasBase]
}

func (c *canonicalCircuit) Define(api frontend.API) error {
	assertCanonical(api, &c.Value)
	return nil
}

// atMostCircuit bounds a canonical element.
type atMostCircuit struct {
	Value emulated.Element[pallasBase]
	bound uint64
}

func (c *atMostCircuit) Define(api frontend.API) error {
	assertAtMost(api, &c.Value, assertCanonical(api, &c.Value), c.bound)
	return nil
}

// gnarkCircuit is gnark's own check, to compare with.
type gnarkCircuit struct {
	Value emulated.Element[pallasBase]
}

func (c *gnarkCircuit) Define(api frontend.API) error {
	f, err := emulated.NewField[pallasBase](api)
	if err != nil {
		return err
	}
	f.AssertIsInRange(&c.Value)
	return nil
}

// forgedBits is a dishonest hint for bit decompositions: all of n in "bit" 0. The
// bits then add up to n always, and only their being boolean can refuse them.
func forgedBits() solver.Option {
	nBits := bits.GetHints()[1]
	return solver.OverrideHint(solver.GetHintID(nBits), func(_ *big.Int, in, out []*big.Int) error {
		for _, o := range out {
			o.SetUint64(0)
		}
		out[0].Set(in[0])
		return nil
	})
}

// The constants of the gadget's argument: p = 2^254 + t, t < 2^126.
func TestModulusShape(t *testing.T) {
	p := pallasBase{}.Modulus()
	require.Equal(t, fp.Modulus(), p)
	require.Equal(t, elementBits, p.BitLen())
	require.Equal(t, new(big.Int).Sub(p, big.NewInt(1)), new(big.Int).Add(power(254), lowPart()))
	require.LessOrEqual(t, lowPart().BitLen(), lowBits)
	require.EqualValues(t, nbLimbs, pallasBase{}.NbLimbs())
	require.EqualValues(t, limbBits, pallasBase{}.BitsPerLimb())
	require.True(t, pallasBase{}.IsPrime() && p.ProbablyPrime(20))
	p.SetUint64(0)
	require.Equal(t, fp.Modulus(), pallasBase{}.Modulus(), "a fresh copy")
}

// covers: PRF-3
func TestCanonicalEdges(t *testing.T) {
	cs := compileBoth(t, new(canonicalCircuit))
	for _, v := range []*big.Int{
		new(big.Int), big.NewInt(1), big.NewInt(100),
		new(big.Int).Sub(power(126), big.NewInt(1)), power(126), power(127), power(253),
		new(big.Int).Sub(power(254), big.NewInt(1)), power(254), fromModulus(-2), fromModulus(-1),
	} {
		require.True(t, cs.solves(t, &canonicalCircuit{Value: element(v)}), v)
	}
	for _, v := range []*big.Int{
		fromModulus(0), fromModulus(1), fromModulus(77), fromModulus(101),
		new(big.Int).Add(power(254), new(big.Int).Sub(power(126), big.NewInt(1))),
		new(big.Int).Sub(power(255), big.NewInt(1)), power(255), new(big.Int).Sub(power(256), big.NewInt(1)),
	} {
		require.False(t, cs.solves(t, &canonicalCircuit{Value: element(v)}), v)
		require.False(t, cs.solves(t, &canonicalCircuit{Value: element(v)}, forgedBits()), v)
	}
}

// Every bit above the low part counts when bit 254 is set.
func TestCanonicalMiddleBits(t *testing.T) {
	cs := compileBoth(t, new(canonicalCircuit))
	for i := uint(lowBits); i < elementBits-1; i++ {
		require.True(t, cs.solves(t, &canonicalCircuit{Value: element(power(i))}), i)
		v := new(big.Int).Add(power(254), power(i))
		require.False(t, cs.solves(t, &canonicalCircuit{Value: element(v)}), i)
	}
}

// Limbs that are too wide are refused, also if the integer they give is canonical.
//
// covers: PRF-2
func TestCanonicalLimbOverflow(t *testing.T) {
	cs := compileBoth(t, new(canonicalCircuit))
	r := ecc.BN254.ScalarField()
	seventySeven := func() [nbLimbs]*big.Int { return limbsFrom(big.NewInt(77)) }
	for i := range nbLimbs {
		wide := seventySeven()
		wide[i] = power(64)
		require.False(t, cs.solves(t, &canonicalCircuit{Value: elementOf(wide)}), i)
		require.False(t, cs.solves(t, &canonicalCircuit{Value: elementOf(wide)}, forgedBits()), i)
		if i == nbLimbs-1 {
			break
		}
		// The same integer: 2^64 more in limb i, 1 less in limb i+1.
		same := seventySeven()
		same[i].Add(same[i], power(64))
		same[i+1] = new(big.Int).Mod(new(big.Int).Sub(same[i+1], big.NewInt(1)), r)
		require.False(t, cs.solves(t, &canonicalCircuit{Value: elementOf(same)}), i)
	}
	top := seventySeven()
	top[nbLimbs-1] = power(63)
	require.False(t, cs.solves(t, &canonicalCircuit{Value: elementOf(top)}))
}

// drawInteger draws integers below 2^256, many of them close to p and to powers of two.
func drawInteger(t *rapid.T) *big.Int {
	v := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "bytes"))
	near := big.NewInt(rapid.Int64Range(-200, 200).Draw(t, "near"))
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		v.Add(fp.Modulus(), near)
	case 1:
		v.Rsh(v, 130).Add(v, power(254))
	case 2:
		v.Abs(near.Add(near, power(uint(rapid.IntRange(0, 255).Draw(t, "power")))))
	case 3:
		v.Rsh(v, 1)
	}
	return v
}

func TestCanonicalAgreesWithIntegers(t *testing.T) {
	cs := compileBoth(t, new(canonicalCircuit))
	rapid.Check(t, func(t *rapid.T) {
		v := drawInteger(t)
		require.Equal(t, v.Cmp(fp.Modulus()) < 0, cs.solves(t, &canonicalCircuit{Value: element(v)}), v)
	})
}

// The test engine runs the definitions on integers, without constraint systems.
func TestCanonicalAgreesWithGnark(t *testing.T) {
	for _, v := range []*big.Int{
		new(big.Int), power(126), power(254), fromModulus(-1), fromModulus(0), fromModulus(77), power(255),
	} {
		ours := test.IsSolved(new(canonicalCircuit), &canonicalCircuit{Value: element(v)}, ecc.BN254.ScalarField())
		theirs := test.IsSolved(new(gnarkCircuit), &gnarkCircuit{Value: element(v)}, ecc.BN254.ScalarField())
		require.Equal(t, theirs == nil, ours == nil, v)
	}
}

func TestAtMost(t *testing.T) {
	for _, bound := range []uint64{1, 2, 63, 64, 99, 100, 1<<32 - 1, 1<<63 + 5, 1<<64 - 1} {
		cs := compileBoth(t, &atMostCircuit{bound: bound})
		b := new(big.Int).SetUint64(bound)
		accepted := []*big.Int{new(big.Int), new(big.Int).Rsh(b, 1), b}
		refused := []*big.Int{
			new(big.Int).Add(b, big.NewInt(1)), power(uint(b.BitLen())), power(64), power(128), power(192), power(254), fromModulus(-1),
		}
		for _, v := range accepted {
			require.True(t, cs.solves(t, &atMostCircuit{Value: element(v)}), "%d <= %d", v, bound)
		}
		for _, v := range refused {
			require.False(t, cs.solves(t, &atMostCircuit{Value: element(v)}), "%d <= %d", v, bound)
			require.False(t, cs.solves(t, &atMostCircuit{Value: element(v)}, forgedBits()), "%d <= %d", v, bound)
		}
	}
}
