package circuit

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/statement"
)

// scalarOf returns v modulo q.
func scalarOf(v *big.Int) *fq.Element {
	s, err := new(fq.Element).SetDecimal(new(big.Int).Mod(v, fq.Modulus()).String())
	if err != nil {
		panic(err)
	}
	return s
}

// digitSum returns 2^129 + sum 2^i*(2*bit_i - 1).
func digitSum(bits *big.Int) *big.Int {
	sum := new(big.Int).Lsh(bits, 1)
	sum.Sub(sum, power(keyDigits)).Add(sum, big.NewInt(1))
	return sum.Add(sum, power(keyShift))
}

// Every scalar has digits, and they give the scalar.
func TestSplitKey(t *testing.T) {
	check := func(t require.TestingT, w *fq.Element) {
		a, b := splitKey(w)
		require.LessOrEqual(t, max(a.BitLen(), b.BitLen()), keyDigits)
		v := digitSum(b)
		v.Mul(v, integerOf(lambda)).Add(v, digitSum(a))
		require.Equal(t, w, scalarOf(v))
	}
	q := fq.Modulus()
	for _, v := range []*big.Int{
		new(big.Int), big.NewInt(1), big.NewInt(2), new(big.Int).Sub(q, big.NewInt(1)), new(big.Int).Rsh(q, 1),
		integerOf(lambda), power(127), power(128), power(254), new(big.Int).Mul(power(keyShift), new(big.Int).Add(integerOf(lambda), big.NewInt(1))),
	} {
		check(t, scalarOf(v))
	}
	rapid.Check(t, func(t *rapid.T) {
		v := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "scalar"))
		check(t, scalarOf(v))
	})
}

// The numbers in the argument for incomplete additions.
func TestIncompleteAdditionsArgument(t *testing.T) {
	q := fq.Modulus()
	require.Equal(t, 1, new(big.Int).Quo(q, big.NewInt(3)).Cmp(power(252)), "sqrt(q/3) is above 2^126")
	l := integerOf(lambda)
	square := new(big.Int).Mul(l, l)
	require.Zero(t, square.Add(square, l).Add(square, big.NewInt(1)).Mod(square, q).Sign(), "lambda^2 + lambda + 1 = 0")
	for _, v := range latticeBasis() {
		s := new(big.Int).Mul(v[1], l)
		require.Zero(t, s.Add(s, v[0]).Mod(s, q).Sign())
	}
	// The pair before step number safeSteps is at most 3*2^safeSteps; in the step
	// before it, twice that of the point and the digit count.
	before := new(big.Int).Mul(power(safeSteps-1), big.NewInt(3))
	before.Lsh(before, 1).Add(before, big.NewInt(1))
	require.Negative(t, before.Cmp(power(126)))
	// A window before number safeWindows adds at most 3*4^i to less than 4^i.
	require.LessOrEqual(t, 2*(safeWindows-1)+2, 126)
}

func TestEndomorphism(t *testing.T) {
	p := new(pallas.Point).ScalarBaseMultiply(new(fq.Element).SetUint64(987654321))
	require.Equal(t, 1, new(pallas.Point).ScalarMultiply(lambda, p).Equal(endomorphism(p)))
	shift := scalarOf(power(keyShift))
	shift.Multiply(shift, new(fq.Element).Add(lambda, new(fq.Element).One()))
	require.Equal(t, 1, offsetPoint().Equal(new(pallas.Point).ScalarBaseMultiply(shift)))
}

// Every entry of every window is the multiple it stands for, and no identity.
func TestBaseTable(t *testing.T) {
	table := newBaseTable()
	for i := range keyDigits / 2 {
		if i%9 == 0 || i == keyDigits/2-1 {
			for j, p := range table.entries() {
				digit := func(bit int) int64 { return int64(2*(j>>bit&1) - 1) }
				a, b := big.NewInt(digit(0)+2*digit(1)), big.NewInt(digit(2)+2*digit(3))
				v := b.Mul(b, integerOf(lambda))
				v.Add(v, a).Lsh(v, uint(2*i))
				require.Equal(t, 1, p.Equal(new(pallas.Point).ScalarBaseMultiply(scalarOf(v))))
				require.Zero(t, p.IsIdentity())
			}
		}
		table.next()
	}
}

// multiplyCircuit is W = w*G and Z = w*R with public W, R and the x of Z.
type multiplyCircuit struct {
	Key        keyBits
	W, R       [2]packed
	SharedX    packed
	fixed, any bool
}

func (c *multiplyCircuit) Define(api frontend.API) error {
	f := congruence.New(api, congruence.Omit{})
	c.Key.constrain(api, f, omitted{})
	element := func(p packed) *congruence.Expr { return f.Packed(p.Low, p.High) }
	if c.fixed {
		c.Key.assertMultipleOfBase(api, f, point{element(c.W[0]), element(c.W[1])}, omitted{})
	}
	if c.any {
		r := point{element(c.R[0]), element(c.R[1])}
		f.AssertZero(c.Key.multiplyX(api, f, r, omitted{}).Minus(element(c.SharedX)))
	}
	return f.Close()
}

// Both multiplications agree with package pallas, and refuse what does not.
func TestMultiplications(t *testing.T) {
	pair := func(p *pallas.Point) [2]packed {
		x, y := p.Affine()
		return [2]packed{pack(&x), pack(&y)}
	}
	fixed, any := compileBoth(t, &multiplyCircuit{fixed: true}), compileBoth(t, &multiplyCircuit{any: true})
	for _, v := range []*big.Int{
		big.NewInt(1), big.NewInt(2), new(big.Int).Sub(fq.Modulus(), big.NewInt(1)), new(big.Int).Sub(power(254), big.NewInt(987)),
	} {
		w := scalarOf(v)
		r := new(pallas.Point).ScalarBaseMultiply(scalarOf(new(big.Int).Mul(v, big.NewInt(77777))))
		z, _ := new(pallas.Point).ScalarMultiply(w, r).Affine()
		c := &multiplyCircuit{W: pair(new(pallas.Point).ScalarBaseMultiply(w)), R: pair(r), SharedX: pack(&z)}
		a, b := splitKey(w)
		for i := range keyDigits {
			c.Key.A[i], c.Key.B[i] = a.Bit(i), b.Bit(i)
		}
		require.True(t, fixed.solves(t, c))
		require.True(t, any.solves(t, c))
		c.Key.B[77] = 1 - b.Bit(77)
		require.False(t, fixed.solves(t, c))
		require.False(t, any.solves(t, c))
		c.Key.B[77] = b.Bit(77)
		c.SharedX = pack(z.Add(&z, new(fp.Element).One()))
		require.False(t, any.solves(t, c))
		c.W = pair(new(pallas.Point).Negate(new(pallas.Point).ScalarBaseMultiply(w)))
		require.False(t, fixed.solves(t, c))
	}
}

// payloadCircuit is the gadget for the value alone, and its text as an integer.
type payloadCircuit struct {
	Payload payloadWitness
}

func (c *payloadCircuit) Define(api frontend.API) error {
	c.Payload.constrain(api, omitted{})
	return nil
}

// The constraints of the value agree with the native parser, whatever the digits.
func FuzzPayload(f *testing.F) {
	f.Add(uint8(7), uint8(0), uint8(0), uint8(1), uint8(0), uint8(0))
	f.Add(uint8(1), uint8(0), uint8(1), uint8(0), uint8(0), uint8(1))
	f.Add(uint8(0), uint8(7), uint8(0), uint8(0), uint8(1), uint8(0))
	f.Add(uint8(10), uint8(7), uint8(0), uint8(1), uint8(1), uint8(0))
	cs, err := frontend.Compile(ecc.BN254.ScalarField(), engineOf(Groth16BN254).builder(), new(payloadCircuit))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, d0, d1, d2, l0, l1, l2 uint8) {
		p := digitsOf([3]int{int(d0), int(d1), int(d2)}, [3]int{int(l0), int(l1), int(l2)})
		require.Equal(t, plausible([3]uint8{d0, d1, d2}, [3]uint8{l0, l1, l2}), compiled{cs}.solves(t, &payloadCircuit{p}))
	})
}

// plausible is the native check: one length, digits, and the text that they make is
// a payload.
func plausible(digits, lengths [3]uint8) bool {
	n := 0
	for i, l := range lengths {
		if l > 1 || l == 1 && n != 0 || digits[i] > 9 {
			return false
		}
		if l == 1 {
			n = i + 1
		}
	}
	if n == 0 {
		return false
	}
	text := []byte(`{"value":"`)
	for _, d := range digits[:n] {
		text = append(text, '0'+d)
	}
	_, err := statement.ParsePayload(append(text, `"}`...), 1)
	return err == nil
}
