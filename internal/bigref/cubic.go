package bigref

import "math/big"

// polynomial holds coefficients, lowest degree first, without leading zeros.
type polynomial []*big.Int

// hasEigenvalue reports whether m has an eigenvalue in f, which is the test
// that rejects a candidate MDS matrix.
//
// The product of X - a over all a in f is X^p - X. So the characteristic
// polynomial c has a root in f if and only if c and X^p - X have a common
// factor.
func hasEigenvalue(f *Field, m matrix) bool {
	c := characteristicPolynomial(f, m)
	power := polynomial{big.NewInt(1)}
	for i := f.modulus.BitLen() - 1; i >= 0; i-- {
		power = remainder(f, multiply(f, power, power), c)
		if f.modulus.Bit(i) == 1 {
			power = remainder(f, multiply(f, power, polynomial{new(big.Int), big.NewInt(1)}), c)
		}
	}
	for len(power) < 2 {
		power = append(power, new(big.Int))
	}
	power[1] = f.Subtract(power[1], big.NewInt(1))
	return len(gcd(f, c, trim(power))) > 1
}

// characteristicPolynomial returns X³ - tr(m)·X² + s·X - det(m), where s is the
// sum of the principal 2×2 minors.
func characteristicPolynomial(f *Field, m matrix) polynomial {
	minor := func(a, b, c, d int) *big.Int { // rows a, b and columns c, d
		return f.Subtract(f.Multiply(m[a][c], m[b][d]), f.Multiply(m[a][d], m[b][c]))
	}
	trace := f.Add(f.Add(m[0][0], m[1][1]), m[2][2])
	minors := f.Add(f.Add(minor(0, 1, 0, 1), minor(0, 2, 0, 2)), minor(1, 2, 1, 2))
	determinant := f.Subtract(f.Multiply(m[0][0], minor(1, 2, 1, 2)), f.Multiply(m[0][1], minor(1, 2, 0, 2)))
	determinant = f.Add(determinant, f.Multiply(m[0][2], minor(1, 2, 0, 1)))
	return polynomial{f.Negate(determinant), minors, f.Negate(trace), big.NewInt(1)}
}

func trim(a polynomial) polynomial {
	for len(a) > 0 && a[len(a)-1].Sign() == 0 {
		a = a[:len(a)-1]
	}
	return a
}

func multiply(f *Field, a, b polynomial) polynomial {
	product := make(polynomial, len(a)+len(b))
	for i := range product {
		product[i] = new(big.Int)
	}
	for i, x := range a {
		for j, y := range b {
			product[i+j] = f.Add(product[i+j], f.Multiply(x, y))
		}
	}
	return trim(product)
}

// remainder returns a mod b for b != 0.
func remainder(f *Field, a, b polynomial) polynomial {
	rest := append(polynomial(nil), a...)
	for len(rest) >= len(b) {
		shift := len(rest) - len(b)
		quotient := f.Divide(rest[len(rest)-1], b[len(b)-1])
		for i, x := range b {
			rest[shift+i] = f.Subtract(rest[shift+i], f.Multiply(quotient, x))
		}
		rest = trim(rest)
	}
	return rest
}

func gcd(f *Field, a, b polynomial) polynomial {
	for len(b) > 0 {
		a, b = b, remainder(f, a, b)
	}
	return a
}
