package bigref

import "math/big"

// Field is a prime field.
type Field struct {
	name    string
	modulus *big.Int
}

var (
	fp = &Field{"fp", hexadecimal("40000000000000000000000000000000224698fc094cf91b992d30ed00000001")}
	fq = &Field{"fq", hexadecimal("40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001")}
)

// Fp returns the base field of Pallas, which is the scalar field of Vesta
// (SPEC 3.1).
func Fp() *Field { return fp }

// Fq returns the scalar field of Pallas, which is the base field of Vesta
// (SPEC 3.1).
func Fq() *Field { return fq }

// String returns "fp" or "fq".
func (f *Field) String() string { return f.name }

// Modulus returns a copy of the modulus.
func (f *Field) Modulus() *big.Int { return new(big.Int).Set(f.modulus) }

// Reduce returns x mod the modulus; x is any integer, negative or not.
func (f *Field) Reduce(x *big.Int) *big.Int { return new(big.Int).Mod(x, f.modulus) }

// Contains reports whether 0 <= x < modulus.
func (f *Field) Contains(x *big.Int) bool { return x.Sign() >= 0 && x.Cmp(f.modulus) < 0 }

// Add returns a + b.
func (f *Field) Add(a, b *big.Int) *big.Int { return f.Reduce(new(big.Int).Add(a, b)) }

// Subtract returns a - b.
func (f *Field) Subtract(a, b *big.Int) *big.Int { return f.Reduce(new(big.Int).Sub(a, b)) }

// Multiply returns a * b.
func (f *Field) Multiply(a, b *big.Int) *big.Int { return f.Reduce(new(big.Int).Mul(a, b)) }

// Negate returns -a.
func (f *Field) Negate(a *big.Int) *big.Int { return f.Reduce(new(big.Int).Neg(a)) }

// Double returns 2a.
func (f *Field) Double(a *big.Int) *big.Int { return f.Add(a, a) }

// Square returns a².
func (f *Field) Square(a *big.Int) *big.Int { return f.Multiply(a, a) }

// Power returns a^e for e >= 0.
func (f *Field) Power(a, e *big.Int) *big.Int { return new(big.Int).Exp(f.Reduce(a), e, f.modulus) }

// Invert returns 1/a, and 0 for a = 0.
func (f *Field) Invert(a *big.Int) *big.Int {
	if f.Reduce(a).Sign() == 0 {
		return new(big.Int)
	}
	return new(big.Int).ModInverse(f.Reduce(a), f.modulus)
}

// Divide returns a/b for b != 0.
func (f *Field) Divide(a, b *big.Int) *big.Int { return f.Multiply(a, f.Invert(b)) }

// IsSquare reports whether a is zero or a quadratic residue (Euler's
// criterion).
func (f *Field) IsSquare(a *big.Int) bool {
	half := new(big.Int).Rsh(f.modulus, 1)
	return f.Power(a, half).Cmp(big.NewInt(1)) <= 0
}

// SquareRoot returns the square root of a that is even as an integer, and false
// if a is not a square (SPEC 3.1 [FLD-5]).
func (f *Field) SquareRoot(a *big.Int) (*big.Int, bool) {
	root := new(big.Int).ModSqrt(f.Reduce(a), f.modulus)
	if root == nil {
		return nil, false
	}
	if root.Bit(0) == 1 {
		root = f.Negate(root)
	}
	return root, true
}

func hexadecimal(digits string) *big.Int {
	x, ok := new(big.Int).SetString(digits, 16)
	if !ok {
		panic("bigref: bad constant " + digits)
	}
	return x
}

func decimal(digits string) *big.Int {
	x, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		panic("bigref: bad constant " + digits)
	}
	return x
}
