package pallas

import (
	"math/big"
	"slices"

	"github.com/minaseal/minaseal/pasta/fq"
)

// What the tests of package pallas_test see of the inside.

// Split returns the halves of split or, if odd is set, of splitOdd.
func Split(s *fq.Element, odd bool) (a, b *big.Int) {
	x, y := split(s)
	if odd {
		x, y = splitOdd(s)
	}
	return x.integer(), y.integer()
}

func (h *half) integer() *big.Int {
	n := integer(h.magnitude[:])
	if h.negative == 1 {
		n.Neg(n)
	}
	return n
}

func integer(limbs []uint64) *big.Int {
	n := new(big.Int)
	for _, v := range slices.Backward(limbs) {
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(v))
	}
	return n
}

// OddDigits returns the digits of the halves of splitOdd, as the table lookup
// takes them: from a table of the numbers 1, 3, ..., 15 times the generator.
func OddDigits(s *fq.Element) (digits [2][halfWindows]*Affine) {
	var table oddTable
	points := make([]Point, len(table))
	for i := range points {
		points[i].ScalarMultiply(new(fq.Element).SetUint64(uint64(2*i+1)), generator())
	}
	copy(table[:], BatchAffine(points))
	a, b := splitOdd(s)
	for i, h := range []half{a, b} {
		d := newOddDigits(&h)
		for j := range digits[i] {
			digits[i][j] = new(Affine)
			d.multiple(digits[i][j], &table, j)
		}
	}
	return digits
}

// NonAdjacentForms returns the digits of the halves of split.
func NonAdjacentForms(s *fq.Element, width int) (digits [2][]int16) {
	var f splitForms
	f[0].digits[5], f[0].length = 1, 100 // to be overwritten
	f.setVarTime(s, width)
	return [2][]int16{f[0].digits[:f[0].length], f[1].digits[:f[1].length]}
}

// Constants of the endomorphism, the signs of the basis as in glv.go.
var (
	Basis     = [4]*big.Int{integer(basisA1[:]), integer(basisB1[:]), integer(basisA2[:]), integer(basisB2[:])}
	Quotients = [2]*big.Int{integer(quotient1[:]), integer(quotient2[:])}
)

// KernelConstants holds the modulus, its double and the negative inverse modulo
// 2^128, as the assembly has them.
var KernelConstants = [3]*big.Int{
	integer([]uint64{modulus0, modulus1, 0, modulus3}),
	integer([]uint64{twiceModulus0, twiceModulus1, 0, twiceModulus3}),
	integer([]uint64{negInverse, negInverseHigh}),
}

// BaseTable and GeneratorTables return the tables of the generator.
func BaseTable() [][]Affine {
	table := generatorTable()
	rows := make([][]Affine, len(table))
	for i := range rows {
		rows[i] = table[i][:]
	}
	return rows
}

func GeneratorTables() [2][]Affine {
	tables := generatorOddTables()
	return [2][]Affine{tables[0][:], tables[1][:]}
}

const BaseWidth = baseWidth
