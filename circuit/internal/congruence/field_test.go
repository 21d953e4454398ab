package congruence

import (
	"math/big"
	"slices"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/constraint/solver"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/frontend/cs/scs"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/pasta/fp"
)

// circuit has three elements A, B, C and a definition of what is asserted of them.
type circuit struct {
	Low, High [3]frontend.Variable `gnark:",public"`

	omit   Omit
	define func(f *Field, a, b, c *Expr)
}

func (c *circuit) Define(api frontend.API) error {
	f := New(api, c.omit)
	var e [3]*Expr
	for i := range e {
		e[i] = f.Packed(c.Low[i], c.High[i])
	}
	c.define(f, e[0], e[1], e[2])
	return f.Close()
}

// compile returns the circuit in both arithmetisations.
func compile(t testing.TB, c frontend.Circuit) (out []constraint.ConstraintSystem) {
	t.Helper()
	for _, b := range []frontend.NewBuilder{r1cs.NewBuilder[constraint.U64], scs.NewBuilder[constraint.U64]} {
		cs, err := frontend.Compile(ecc.BN254.ScalarField(), b, c)
		require.NoError(t, err)
		out = append(out, cs)
	}
	return out
}

// assign returns the circuit with values, which may be p or larger.
func assign(values ...*big.Int) *circuit {
	c := new(circuit)
	for i, v := range values {
		c.Low[i] = new(big.Int).And(v, new(big.Int).Sub(power(LowBits), big.NewInt(1)))
		c.High[i] = new(big.Int).Rsh(v, LowBits)
	}
	return c
}

// solves says whether the assignment satisfies the circuit; both arithmetisations
// must agree.
func solves(t require.TestingT, cs []constraint.ConstraintSystem, assigned frontend.Circuit, opts ...solver.Option) bool {
	w, err := frontend.NewWitness(assigned, ecc.BN254.ScalarField())
	require.NoError(t, err)
	first := cs[0].IsSolved(w, opts...) == nil
	require.Equal(t, first, cs[1].IsSolved(w, opts...) == nil)
	return first
}

func product(f *Field, a, b, c *Expr) { f.AssertZero(a.Mul(b).Minus(c)) }

// manyOperations asserts c = (a^3 - 2b)/(a+b+7) + 5a*(b-1) by way of all operations.
func manyOperations(f *Field, a, b, c *Expr) {
	numerator := a.Square().Mul(a).Minus(b.Times(2))
	denominator := Sum(a, b, Small(7))
	quotient := f.Element(numerator, denominator)
	f.AssertZero(quotient.Mul(denominator).Minus(numerator))
	f.AssertNonZero(denominator)
	one := Constant(new(fp.Element).One())
	five := Constant(new(fp.Element).SetUint64(5))
	r := f.Reduce(five.Mul(a).Mul(b.Minus(one)))
	f.AssertZero(r.Plus(quotient).Minus(c))
}

func manyOperationsNatively(a, b *big.Int) *big.Int {
	p := fp.Modulus()
	n := new(big.Int).Exp(a, big.NewInt(3), p)
	n.Sub(n, b).Sub(n, b)
	d := new(big.Int).Add(a, b)
	d.Add(d, big.NewInt(7)).Mod(d, p)
	n.Mul(n, d.ModInverse(d, p))
	m := new(big.Int).Sub(b, big.NewInt(1))
	m.Mul(m, a).Mul(m, big.NewInt(5))
	return n.Add(n, m).Mod(n, p)
}

func TestAgreesWithIntegers(t *testing.T) {
	cs := compile(t, &circuit{define: manyOperations})
	draw := rapid.Custom(func(t *rapid.T) *big.Int {
		v := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "bytes"))
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			v = new(big.Int).Sub(fp.Modulus(), big.NewInt(rapid.Int64Range(1, 9).Draw(t, "near")))
		case 1:
			v = power(uint(rapid.IntRange(0, 253).Draw(t, "power")))
		}
		return v.Mod(v, fp.Modulus())
	})
	for i := range 10 {
		a, b := draw.Example(2*i), draw.Example(2*i+1)
		c := manyOperationsNatively(a, b)
		require.True(t, solves(t, cs, assign(a, b, c)))
		// Elements are integers modulo p, whatever their size.
		larger := new(big.Int).Add(c, fp.Modulus())
		require.True(t, solves(t, cs, assign(a, b, larger)))
		c.Add(c, big.NewInt(1))
		require.False(t, solves(t, cs, assign(a, b, c)))
	}
	// The test engine runs the definition on integers.
	a, b := big.NewInt(3), big.NewInt(4)
	c := manyOperationsNatively(a, b)
	good, bad := assign(a, b, c), assign(a, b, new(big.Int).Add(c, power(254)))
	require.NoError(t, test.IsSolved(new(engineCircuit), &engineCircuit{good.Low, good.High}, ecc.BN254.ScalarField()))
	require.Error(t, test.IsSolved(new(engineCircuit), &engineCircuit{bad.Low, bad.High}, ecc.BN254.ScalarField()))
}

// engineCircuit is manyOperations for the test engine, which clones circuits and
// can clone no functions.
type engineCircuit struct {
	Low, High [3]frontend.Variable
}

func (c *engineCircuit) Define(api frontend.API) error {
	return (&circuit{Low: c.Low, High: c.High, define: manyOperations}).Define(api)
}

// A false congruence is noticed at every place of every group, full or not.
func TestEveryCongruenceCounts(t *testing.T) {
	for _, n := range []int{1, GroupSize, GroupSize + 1} {
		for _, at := range slices.Compact([]int{n / 2, n - 1}) {
			cs := compile(t, &circuit{define: func(f *Field, a, b, c *Expr) {
				for i := range n {
					if i == at {
						product(f, a, b, c)
						continue
					}
					f.AssertZero(a.Minus(a))
				}
			}})
			require.True(t, solves(t, cs, assign(big.NewInt(6), big.NewInt(7), big.NewInt(42))))
			require.False(t, solves(t, cs, assign(big.NewInt(6), big.NewInt(7), big.NewInt(43))))
		}
	}
	// Without the group of constraints the false congruence passes.
	cs := compile(t, &circuit{define: product, omit: Omit{Congruences: true}})
	require.True(t, solves(t, cs, assign(big.NewInt(6), big.NewInt(7), big.NewInt(43))))
}

// Two false congruences whose errors cancel are noticed: the weights differ.
func TestErrorsDoNotCancel(t *testing.T) {
	cs := compile(t, &circuit{define: func(f *Field, a, b, c *Expr) {
		f.AssertZero(a.Minus(b))
		f.AssertZero(b.Minus(a))
		f.AssertZero(a.Plus(c))
	}})
	require.True(t, solves(t, cs, assign(big.NewInt(5), big.NewInt(5), new(big.Int).Sub(fp.Modulus(), big.NewInt(5)))))
	require.False(t, solves(t, cs, assign(big.NewInt(5), big.NewInt(6), new(big.Int).Sub(fp.Modulus(), big.NewInt(5)))))
}

// forgedGroup is a dishonest prover's answer: a quotient and carries in the native
// field, which satisfy the identity modulo r, and are much too large.
func forgedGroup() solver.Option {
	return solver.OverrideHint(solver.GetHintID(reduceGroupHint), func(r *big.Int, inputs, outputs []*big.Int) error {
		if err := reduceGroupHint(r, inputs, outputs); err != nil {
			return err
		}
		in := newReader(r, inputs)
		quotientBits := in.int()
		bits := make([]int, in.int())
		for i := range bits {
			bits[i] = in.int()
		}
		sum := polynomial{new(big.Int)}
		for range in.int() {
			weight := in.signed()
			sum = sum.plus(in.expression().times(polynomial{weight}))
		}
		// The quotient modulo r, all of it in the lowest limb.
		p := fp.Modulus()
		q := sum.integer()
		q.Mul(q, new(big.Int).ModInverse(p, r)).Mod(q, r)
		n := piecesOf(quotientBits)
		for _, piece := range outputs[:n] {
			piece.SetUint64(0)
		}
		offset := power(uint(quotientBits - 1))
		outputs[0].Add(q, offset).Mod(outputs[0], r)
		outputs = outputs[n:]
		top := (n - 1) / limbPieces
		limbs := make(polynomial, top+1)
		for i := range limbs {
			limbs[i] = new(big.Int)
		}
		limbs[0].Add(q, offset).Mod(limbs[0], r)
		limbs[top].Sub(limbs[top], power(uint(quotientBits-1-top*limbBits)))
		difference := sum.plus(limbs.times(constantLimbs(p)).times(polynomial{big.NewInt(-1)}))
		inverse := new(big.Int).ModInverse(power(limbBits), r)
		carry := new(big.Int)
		for i, b := range bits {
			carry.Add(carry, difference[i]).Mul(carry, inverse).Mod(carry, r)
			for _, piece := range outputs[:piecesOf(b)] {
				piece.SetUint64(0)
			}
			outputs[0].Add(carry, power(uint(b-1))).Mod(outputs[0], r)
			outputs = outputs[piecesOf(b):]
		}
		return nil
	})
}

// The sizes of quotients and carries are what makes an identity modulo r one of
// integers.
func TestRangesCount(t *testing.T) {
	bad := assign(big.NewInt(6), big.NewInt(7), big.NewInt(43))
	require.True(t, solves(t, compile(t, &circuit{define: product, omit: Omit{Ranges: true}}), bad, forgedGroup()))
	require.False(t, solves(t, compile(t, &circuit{define: product}), bad, forgedGroup()))
}

// A dishonest split of a weight's lane: v + r in place of v.
func TestWeightsAreUnique(t *testing.T) {
	cs := compile(t, &circuit{define: product})
	good := assign(big.NewInt(6), big.NewInt(7), big.NewInt(42))
	forged := 0
	other := solver.OverrideHint(solver.GetHintID(splitHint), func(r *big.Int, inputs, outputs []*big.Int) error {
		forged++
		v := new(big.Int).Add(inputs[0], r)
		rest := new(big.Int).Sub(power(2*weightBits), big.NewInt(1))
		outputs[0].SetUint64(1)
		outputs[1].SetUint64(1)
		split(v, outputs[2:2+elementPieces])
		split(rest, outputs[2+elementPieces:])
		return nil
	})
	require.True(t, solves(t, cs, good))
	require.False(t, solves(t, cs, good, other))
	require.Positive(t, forged)
}

func TestSizes(t *testing.T) {
	cs := compile(t, &circuit{define: func(*Field, *Expr, *Expr, *Expr) {}})
	largest := new(big.Int).Sub(power(260), big.NewInt(1))
	require.True(t, solves(t, cs, assign(largest, largest, big.NewInt(0))))
	wide := assign(largest, largest, big.NewInt(0))
	wide.High[1] = power(143)
	require.False(t, solves(t, cs, wide))
	wide = assign(largest, largest, big.NewInt(0))
	wide.Low[0] = power(LowBits)
	require.False(t, solves(t, cs, wide))
}

func TestNonZero(t *testing.T) {
	cs := compile(t, &circuit{define: func(f *Field, a, b, c *Expr) { f.AssertNonZero(Sum(a, b, c)) }})
	require.True(t, solves(t, cs, assign(big.NewInt(1), big.NewInt(0), big.NewInt(0))))
	require.False(t, solves(t, cs, assign(big.NewInt(0), big.NewInt(0), big.NewInt(0))))
	require.False(t, solves(t, cs, assign(fp.Modulus(), big.NewInt(0), fp.Modulus())))
	require.False(t, solves(t, cs, assign(big.NewInt(5), big.NewInt(0), new(big.Int).Sub(fp.Modulus(), big.NewInt(5)))))
}

// integerCircuit is the gadget Integer alone.
type integerCircuit struct {
	V    frontend.Variable
	want *fp.Element
}

func (c *integerCircuit) Define(api frontend.API) error {
	f := New(api, Omit{})
	f.AssertZero(f.Integer(c.V).Minus(Constant(c.want)))
	return f.Close()
}

func TestInteger(t *testing.T) {
	v := new(big.Int).Sub(power(130), big.NewInt(1))
	want, err := new(fp.Element).SetDecimal(v.String())
	require.NoError(t, err)
	cs := compile(t, &integerCircuit{want: want})
	require.True(t, solves(t, cs, &integerCircuit{V: v}))
	require.False(t, solves(t, cs, &integerCircuit{V: power(129)}))
	require.False(t, solves(t, cs, &integerCircuit{V: new(big.Int).Add(v, fp.Modulus())}), "congruent, too large")
}

// Expressions whose coefficients could wrap around are refused when compiled.
func TestTooLarge(t *testing.T) {
	c := &circuit{define: func(f *Field, a, b, _ *Expr) { f.AssertZero(a.Square().Mul(b.Square())) }}
	_, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder[constraint.U64], c)
	require.ErrorContains(t, err, "congruence: expressions are too large for the native field")
}

// The bounds of an expression hold for what it takes at the largest limbs.
func TestBounds(t *testing.T) {
	a := leaf([]frontend.Variable{0, 0, 0}, limbBits)
	e := a.Square().Mul(a).Minus(a.Times(-3)).Plus(Small(9).Mul(a))
	m := new(big.Int).Sub(power(limbBits), big.NewInt(1))
	v := polynomial{m, m, m}
	want := v.times(v).times(v).plus(v.times(polynomial{big.NewInt(3 + 15)}))
	require.Len(t, e.bound, len(want))
	for i := range want {
		require.Zero(t, want[i].Cmp(e.bound[i]), i)
	}
}
