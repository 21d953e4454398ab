package tick

import (
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Functions on values: formulas of the constraints read as in the specification.

func add(x, y fp.Element) fp.Element { x.Add(&x, &y); return x }
func sub(x, y fp.Element) fp.Element { x.Subtract(&x, &y); return x }
func mul(x, y fp.Element) fp.Element { x.Multiply(&x, &y); return x }
func square(x fp.Element) fp.Element { x.Square(&x); return x }
func double(x fp.Element) fp.Element { x.Double(&x); return x }
func negate(x fp.Element) fp.Element { x.Negate(&x); return x }
func one() (z fp.Element)            { z.One(); return z }
func small(v uint64) (z fp.Element)  { z.SetUint64(v); return z }

// inverse returns 1/x for a public x.
func inverse(x fp.Element) fp.Element { x.InvertVarTime(&x); return x }

// power returns x^e.
func power(x fp.Element, e uint64) fp.Element {
	z := one()
	for i := bits.Len64(e) - 1; i >= 0; i-- {
		z = square(z)
		if e>>i&1 == 1 {
			z = mul(z, x)
		}
	}
	return z
}

// powerOfTwo returns 2^k.
func powerOfTwo(k uint64) fp.Element { return power(small(2), k) }

// mustDecimal reads a constant.
func mustDecimal(s string) (z fp.Element) {
	if _, err := z.SetDecimal(s); err != nil {
		panic(err)
	}
	return z
}

// Omega returns the generator of the domain of 2^log elements (SPEC 11.7 [KIM-2]).
func Omega(log int) fp.Element {
	z := mustDecimal(root)
	for range 32 - log {
		z = square(z)
	}
	return z
}
