package prover

import (
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// commit returns the commitment: by values if they are known, else by coefficients.
func (a *arena) commit(p *polynomial) *vesta.Point {
	sum := a.point()
	if p.values != nil {
		a.commitValues(sum, p.values)
	} else {
		n := trimmed(p.coefficients)
		sum.MultiScalarMultiplyAffineVarTime(p.coefficients[:n], tick.Reference().G[:n])
	}
	blinding := allocate[fp.Element](a, 1)
	blinding[0] = p.blinder
	return sum.Add(sum, a.point().MultiScalarMultiplyAffineVarTime(blinding, []vesta.Affine{tick.Reference().H}))
}

// commitValues sets sum to the commitment to a polynomial with these values on the domain,
// without a blinder. Columns have many values that are 0, which take no time, or small, which
// are added up apart: the longest scalar decides how long a sum takes.
func (a *arena) commitValues(sum *vesta.Point, values []fp.Element) {
	points := tick.Lagrange(logSize(len(values)))
	kinds := allocate[byte](a, len(values))
	var counts [longValue + 1]int
	for i := range values {
		kinds[i] = kindOf(&values[i])
		counts[kinds[i]]++
	}
	for kind := smallValue; kind <= longValue; kind++ {
		scalars, bases := allocate[fp.Element](a, counts[kind])[:0], allocate[vesta.Affine](a, counts[kind])[:0]
		for i := range values {
			if kinds[i] == kind {
				scalars, bases = append(scalars, values[i]), append(bases, points[i])
			}
		}
		sum.Add(sum, a.point().MultiScalarMultiplyAffineVarTime(scalars, bases))
	}
	var size fp.Element
	size.SetUint64(uint64(len(values)))
	sum.ScalarMultiplyVarTime(size.InvertVarTime(&size), sum)
}

// Kinds of values.
const (
	zeroValue  byte = iota
	smallValue      // below 2^64, or so is the negative
	longValue
)

func kindOf(v *fp.Element) byte {
	if v.IsZero() == 1 {
		return zeroValue
	}
	var negated fp.Element
	if small(v) || small(negated.Negate(v)) {
		return smallValue
	}
	return longValue
}

func small(v *fp.Element) bool {
	bytes := v.Bytes()
	var rest byte
	for _, b := range bytes[8:] {
		rest |= b
	}
	return rest == 0
}

// commitAll returns the commitments of polynomials, which may be nil: the identity then.
func (a *arena) commitAll(polynomials []*polynomial) []vesta.Affine {
	points := a.points(len(polynomials))
	batch.Each(len(points), func(i int) {
		if polynomials[i] != nil {
			points[i].Set(a.commit(polynomials[i]))
		}
	})
	return vesta.BatchAffine(points)
}
