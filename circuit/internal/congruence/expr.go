package congruence

import (
	"math/big"
	"slices"

	"github.com/consensys/gnark/frontend"
)

// Expr is a polynomial in X with integer coefficients, built from elements and
// small scalars by addition and multiplication. It stands for the integer that it
// takes at X = 2^39, modulo p. Expressions cost no constraints until a
// [Field] asserts something about them. They are immutable.
type Expr struct {
	op    opcode
	a, b  *Expr
	k     *big.Int            // factor of opScale
	limbs []frontend.Variable // coefficients of opLeaf
	// bound holds what the magnitude of each coefficient does not exceed.
	bound []*big.Int

	value frontend.Variable // at the challenge, once it is known
}

type opcode uint64

const (
	opLeaf opcode = iota
	opAdd
	opScale
	opMul
)

// leaf returns an expression with the given coefficients, none of which exceeds
// 2^bits-1 in magnitude.
func leaf(limbs []frontend.Variable, bits uint) *Expr {
	bound := make([]*big.Int, len(limbs))
	for i := range bound {
		bound[i] = new(big.Int).Sub(power(bits), big.NewInt(1))
	}
	return &Expr{op: opLeaf, limbs: limbs, bound: bound}
}

// Plus returns e + o.
func (e *Expr) Plus(o *Expr) *Expr {
	return &Expr{op: opAdd, a: e, b: o, bound: addBounds(e.bound, o.bound)}
}

// Minus returns e - o.
func (e *Expr) Minus(o *Expr) *Expr { return e.Plus(o.Times(-1)) }

// Times returns k*e.
func (e *Expr) Times(k int64) *Expr {
	factor := big.NewInt(k)
	return &Expr{op: opScale, a: e, k: factor, bound: mulBounds(e.bound, []*big.Int{new(big.Int).Abs(factor)})}
}

// Mul returns e*o, the product of polynomials.
func (e *Expr) Mul(o *Expr) *Expr {
	return &Expr{op: opMul, a: e, b: o, bound: mulBounds(e.bound, o.bound)}
}

// Square returns e*e.
func (e *Expr) Square() *Expr { return e.Mul(e) }

// Sum returns the sum of the expressions.
func Sum(first *Expr, more ...*Expr) *Expr {
	for _, e := range more {
		first = first.Plus(e)
	}
	return first
}

func addBounds(a, b []*big.Int) []*big.Int {
	if len(a) < len(b) {
		a, b = b, a
	}
	sum := slices.Clone(a)
	for i := range b {
		sum[i] = new(big.Int).Add(a[i], b[i])
	}
	return sum
}

func mulBounds(a, b []*big.Int) []*big.Int {
	product := make([]*big.Int, len(a)+len(b)-1)
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

// program returns the expression in postfix notation, for the hints: a hint is
// told in its inputs what to compute. Each token is a code and its arguments: the
// number of limbs and the limbs, or the factor, or nothing.
func (e *Expr) program(tokens []frontend.Variable) []frontend.Variable {
	switch e.op {
	case opLeaf:
		tokens = append(tokens, uint64(opLeaf), len(e.limbs))
		return append(tokens, e.limbs...)
	case opScale:
		return append(e.a.program(tokens), uint64(opScale), e.k)
	default:
		return append(e.b.program(e.a.program(tokens)), uint64(e.op))
	}
}

// at returns the value of the expression at the challenge.
func (e *Expr) at(c *challenge) frontend.Variable {
	if e.value != nil {
		return e.value
	}
	switch e.op {
	case opLeaf:
		e.value = c.evaluate(e.limbs)
	case opAdd:
		e.value = c.api.Add(e.a.at(c), e.b.at(c))
	case opScale:
		e.value = c.api.Mul(e.k, e.a.at(c))
	default:
		e.value = c.api.Mul(e.a.at(c), e.b.at(c))
	}
	return e.value
}

// challenge is a random number at which polynomials are compared.
type challenge struct {
	api    frontend.API
	powers []frontend.Variable // 1, x, x^2, ...
}

func (c *challenge) power(n int) frontend.Variable {
	for len(c.powers) <= n {
		c.powers = append(c.powers, c.api.Mul(c.powers[len(c.powers)-1], c.powers[1]))
	}
	return c.powers[n]
}

// evaluate returns the value of the polynomial with the given coefficients.
// Constant ones cost nothing beyond the powers of the challenge.
func (c *challenge) evaluate(limbs []frontend.Variable) frontend.Variable {
	constant, variable := frontend.Variable(0), frontend.Variable(0)
	isConstant := make([]bool, len(limbs))
	all := true
	for i, limb := range limbs {
		if k, ok := c.api.Compiler().ConstantValue(limb); ok {
			isConstant[i] = true
			if k.Sign() != 0 {
				constant = c.api.Add(constant, c.api.Mul(c.power(i), k))
			}
			continue
		}
		all = false
	}
	if all {
		return constant
	}
	for i := len(limbs) - 1; i >= 0; i-- {
		variable = c.api.Mul(variable, c.powers[1])
		if !isConstant[i] {
			variable = c.api.Add(variable, limbs[i])
		}
	}
	return c.api.Add(variable, constant)
}

// power returns 2^n.
func power(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }
