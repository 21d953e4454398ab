package circuit

import (
	"math/big"
	"sync"

	"github.com/minaseal/minaseal/pasta/fq"
)

// latticeBasis returns two short pairs (i, j) with i + j*lambda = 0 modulo q and
// determinant q or -q: two steps of Euclid's algorithm on q and lambda about where
// the remainders pass sqrt(q) (R. Gallant, R. Lambert, S. Vanstone, 2001).
var latticeBasis = sync.OnceValue(func() (basis [2][2]*big.Int) {
	q := fq.Modulus()
	r0, r1 := new(big.Int).Set(q), integerOf(lambda)
	t0, t1 := new(big.Int), big.NewInt(1)
	root := new(big.Int).Sqrt(q)
	for r0.Cmp(root) >= 0 {
		quotient := new(big.Int).Quo(r0, r1)
		r0, r1 = r1, new(big.Int).Sub(r0, new(big.Int).Mul(quotient, r1))
		t0, t1 = t1, new(big.Int).Sub(t0, new(big.Int).Mul(quotient, t1))
	}
	return [2][2]*big.Int{{r0, new(big.Int).Neg(t0)}, {r1, new(big.Int).Neg(t1)}}
})

// integerOf returns the integer that s stands for.
func integerOf(s *fq.Element) *big.Int {
	b := s.Bytes()
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	defer clear(b[:])
	return new(big.Int).SetBytes(b[:])
}

// splitKey returns the bits of the digits of w, lowest first, 1 for the digit 1
// and 0 for -1; see keyBits. Time depends on w. The caller erases them.
//
// w less the offset is i + j*lambda with odd i and j below 2^128: the pairs of the
// lattice reach all parities, for its determinant is odd, and of the pairs around
// the nearest one some is short enough.
func splitKey(w *fq.Element) (a, b *big.Int) {
	offset := new(fq.Element).One()
	offset.Add(offset, lambda)
	for range keyShift {
		offset.Add(offset, offset)
	}
	rest := new(fq.Element).Subtract(w, offset)
	k := integerOf(rest)
	rest.Erase()
	defer eraseInt(k)

	basis := latticeBasis()
	determinant := new(big.Int).Mul(basis[0][0], basis[1][1])
	determinant.Sub(determinant, new(big.Int).Mul(basis[0][1], basis[1][0]))
	c0 := new(big.Int).Mul(k, basis[1][1])
	c1 := new(big.Int).Mul(k, basis[0][1])
	c0.Div(c0, determinant)
	c1.Div(c1.Neg(c1), determinant)
	limit := power(keyDigits)
	for d := range 16 {
		e0 := new(big.Int).Add(c0, big.NewInt(int64(d%4-1)))
		e1 := new(big.Int).Add(c1, big.NewInt(int64(d/4-1)))
		i := new(big.Int).Set(k)
		i.Sub(i, new(big.Int).Mul(e0, basis[0][0])).Sub(i, new(big.Int).Mul(e1, basis[1][0]))
		j := new(big.Int)
		j.Sub(j, new(big.Int).Mul(e0, basis[0][1])).Sub(j, new(big.Int).Mul(e1, basis[1][1]))
		if i.Bit(0) == 1 && j.Bit(0) == 1 && i.CmpAbs(limit) < 0 && j.CmpAbs(limit) < 0 {
			return digitBits(i), digitBits(j)
		}
	}
	panic("circuit: a scalar without digits") // the comment proves that there is none
}

// digitBits returns the number whose bits are those of the digits of an odd v:
// v = sum 2^i*(2*bit_i - 1), so that the bits are (v + 2^128 - 1)/2.
func digitBits(v *big.Int) *big.Int {
	bits := new(big.Int).Add(v, power(keyDigits))
	bits.Sub(bits, big.NewInt(1))
	return bits.Rsh(bits, 1)
}
