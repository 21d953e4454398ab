package congruence

import (
	"math/big"

	"github.com/consensys/gnark/constraint/solver"

	"github.com/minaseal/minaseal/pasta/fp"
)

// The hints never fail. Where a witness satisfies nothing they answer something, and
// a constraint refuses it.
func init() {
	solver.RegisterHint(digitsHint, divideHint, reduceGroupHint, countHint, splitHint)
}

// polynomial is a list of coefficients, lowest first.
type polynomial []*big.Int

func (a polynomial) plus(b polynomial) polynomial {
	if len(a) < len(b) {
		a, b = b, a
	}
	sum := make(polynomial, len(a))
	for i := range a {
		sum[i] = new(big.Int).Set(a[i])
		if i < len(b) {
			sum[i].Add(sum[i], b[i])
		}
	}
	return sum
}

func (a polynomial) times(b polynomial) polynomial {
	product := make(polynomial, len(a)+len(b)-1)
	for i := range product {
		product[i] = new(big.Int)
	}
	t := new(big.Int)
	for i := range a {
		for j := range b {
			product[i+j].Add(product[i+j], t.Mul(a[i], b[j]))
		}
	}
	return product
}

// integer returns the value at 2^39.
func (a polynomial) integer() *big.Int {
	v := new(big.Int)
	for i := len(a) - 1; i >= 0; i-- {
		v.Add(v.Lsh(v, limbBits), a[i])
	}
	return v
}

// reader takes numbers from the inputs of a hint.
type reader struct {
	modulus, half *big.Int
	inputs        []*big.Int
}

func newReader(modulus *big.Int, inputs []*big.Int) *reader {
	return &reader{modulus: modulus, half: new(big.Int).Rsh(modulus, 1), inputs: inputs}
}

// signed returns the next number, between -modulus/2 and modulus/2.
func (r *reader) signed() *big.Int {
	v := new(big.Int).Set(r.inputs[0])
	r.inputs = r.inputs[1:]
	if v.Cmp(r.half) > 0 {
		v.Sub(v, r.modulus)
	}
	return v
}

func (r *reader) int() int { return int(r.signed().Int64()) }

// expression runs the next program: its length, then its tokens; see Expr.program.
func (r *reader) expression() polynomial {
	end := len(r.inputs) - 1 - r.int()
	var stack []polynomial
	for len(r.inputs) > end {
		top := len(stack) - 1
		switch opcode(r.int()) {
		case opLeaf:
			p := make(polynomial, r.int())
			for i := range p {
				p[i] = r.signed()
			}
			stack = append(stack, p)
		case opScale:
			stack[top] = stack[top].times(polynomial{r.signed()})
		case opAdd:
			stack = append(stack[:top-1], stack[top-1].plus(stack[top]))
		case opMul:
			stack = append(stack[:top-1], stack[top-1].times(stack[top]))
		}
	}
	return stack[0]
}

// split sets pieces to the digits of v to the base 2^13, as many as there are.
func split(v *big.Int, pieces []*big.Int) {
	rest, mask := new(big.Int).Set(v), big.NewInt(1<<pieceBits-1)
	for _, piece := range pieces {
		piece.And(rest, mask)
		rest.Rsh(rest, pieceBits)
	}
}

// digitsHint splits a number.
func digitsHint(_ *big.Int, inputs, outputs []*big.Int) error {
	split(inputs[0], outputs)
	return nil
}

// divideHint computes a/b modulo p for two programs a and b, and 0 if b is 0.
func divideHint(modulus *big.Int, inputs, outputs []*big.Int) error {
	r := newReader(modulus, inputs)
	a, b := r.expression().integer(), r.expression().integer()
	p := fp.Modulus()
	quotient := new(big.Int)
	if b.Mod(b, p).Sign() != 0 {
		quotient.Mul(a, b.ModInverse(b, p)).Mod(quotient, p)
	}
	split(quotient, outputs)
	return nil
}

// reduceGroupHint computes the quotient and the carries of a group; see
// Field.reduceGroup. Inputs are the layout, in bits, and the weighted congruences.
func reduceGroupHint(modulus *big.Int, inputs, outputs []*big.Int) error {
	r := newReader(modulus, inputs)
	quotientBits := r.int()
	carryBits := make([]int, r.int())
	for i := range carryBits {
		carryBits[i] = r.int()
	}
	difference := polynomial{new(big.Int)}
	for range r.int() {
		weight := r.signed()
		difference = difference.plus(r.expression().times(polynomial{weight}))
	}
	p := fp.Modulus()
	digits := splitShifted(new(big.Int).Quo(difference.integer(), p), quotientBits, &outputs)
	limbs := polynomial(joinIntegers(digits))
	top := len(limbs) - 1
	limbs[top].Sub(limbs[top], power(uint(quotientBits-1-top*limbBits)))
	minusP := polynomial(constantLimbs(p)).times(polynomial{big.NewInt(-1)})
	difference = difference.plus(limbs.times(minusP))

	carry := new(big.Int)
	for i, bits := range carryBits {
		carry.Add(carry, difference[i])
		carry.Rsh(carry, limbBits)
		splitShifted(carry, bits, &outputs)
	}
	return nil
}

// splitShifted splits v + 2^(bits-1), which is to have at most bits bits, in the
// first outputs, and takes them away.
func splitShifted(v *big.Int, bits int, outputs *[]*big.Int) []*big.Int {
	n := piecesOf(bits)
	digits := (*outputs)[:n]
	*outputs = (*outputs)[n:]
	split(new(big.Int).Add(v, power(uint(bits-1))), digits)
	return digits
}

// joinIntegers returns limbs of three digits each.
func joinIntegers(digits []*big.Int) []*big.Int {
	limbs := make([]*big.Int, (len(digits)+limbPieces-1)/limbPieces)
	for i := range limbs {
		limbs[i] = new(big.Int)
		group := digits[i*limbPieces : min(len(digits), (i+1)*limbPieces)]
		for j := len(group) - 1; j >= 0; j-- {
			limbs[i].Add(limbs[i].Lsh(limbs[i], pieceBits), group[j])
		}
	}
	return limbs
}

// constantLimbs returns the limbs of v, which is not negative.
func constantLimbs(v *big.Int) []*big.Int {
	n := max(1, (v.BitLen()+limbBits-1)/limbBits)
	limbs := make([]*big.Int, n)
	mask := new(big.Int).Sub(power(limbBits), big.NewInt(1))
	for i := range limbs {
		limbs[i] = new(big.Int).Rsh(v, uint(i)*limbBits)
		limbs[i].And(limbs[i], mask)
	}
	return limbs
}

// countHint counts how often each number below 2^13 occurs.
func countHint(_ *big.Int, inputs, outputs []*big.Int) error {
	counts := make([]int64, len(outputs))
	for _, v := range inputs {
		if v.IsInt64() && v.Int64() < int64(len(counts)) {
			counts[v.Int64()]++
		}
	}
	for i, n := range counts {
		outputs[i].SetInt64(n)
	}
	return nil
}

// splitHint splits v and what it lacks to modulus-1 in pieces, and gives the two
// carries of their sum; see Field.weights.
func splitHint(modulus *big.Int, inputs, outputs []*big.Int) error {
	v := inputs[0]
	rest := new(big.Int).Sub(modulus, big.NewInt(1))
	rest.Sub(rest, v)
	a, b := outputs[2:2+elementPieces], outputs[2+elementPieces:]
	split(v, a)
	split(rest, b)
	for i := range 2 {
		bits := uint(i+1) * weightBits
		mask := new(big.Int).Sub(power(bits), big.NewInt(1))
		sum := new(big.Int).And(v, mask)
		sum.Add(sum, new(big.Int).And(rest, mask))
		outputs[i].Rsh(sum, bits)
	}
	return nil
}
