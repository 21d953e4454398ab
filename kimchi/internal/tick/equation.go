package tick

import (
	"runtime"
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Equation says that a sum of points is the identity (SPEC 11.11 [KIM-15]):
//
//	folded <h, G> + blinding H + sum over i of scalars[i] points[i] = 0
//
// for the folding polynomial h of the challenges. It is all that is left to check of a
// proof, and many are checked at the price of a little more than one.
type Equation struct {
	challenges       []fp.Element
	folded, blinding fp.Element
	points           []vesta.Affine
	scalars          []fp.Element
}

func (e *Equation) add(point vesta.Affine, scalar fp.Element) {
	e.points = append(e.points, point)
	e.scalars = append(e.scalars, scalar)
}

// NewFoldingEquation says that the commitment is to the folding polynomial of the
// challenges.
func NewFoldingEquation(challenges []fp.Element, commitment vesta.Affine) *Equation {
	e := &Equation{challenges: challenges, folded: one()}
	e.add(commitment, negate(one()))
	return e
}

// Hold reports whether all the equations hold. It checks one sum, of the equations
// with random weights: a false one passes with a probability of about 2^-254.
func Hold(equations []*Equation) bool {
	reference := Reference()
	extra := 1
	for _, e := range equations {
		extra += len(e.points)
	}
	size := len(reference.G)
	scalars := make([]fp.Element, size, size+extra)
	points := append(make([]vesta.Affine, 0, size+extra), reference.G...)

	weights := make([]fp.Element, len(equations))
	var blinding fp.Element
	for i, e := range equations {
		weights[i].One()
		if len(equations) > 1 {
			weights[i].SetRandom()
		}
		blinding = add(blinding, mul(weights[i], e.blinding))
		points = append(points, e.points...)
		for j := range e.scalars {
			scalars = append(scalars, mul(weights[i], e.scalars[j]))
		}
	}
	addFolded(scalars[:size], equations, weights)
	points, scalars = append(points, reference.H), append(scalars, blinding)
	sum := vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(scalars, points)
	return sum.IsIdentity() == 1
}

// addFolded adds the coefficients of the folding polynomials, on all processors: each
// takes the blocks that are left.
func addFolded(sum []fp.Element, equations []*Equation, weights []fp.Element) {
	const block = 1 << 11
	jobs := make(chan int, len(sum)/block)
	for job := range len(sum) / block {
		jobs <- job
	}
	close(jobs)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			coefficients := make([]fp.Element, block)
			for job := range jobs {
				part := sum[job*block : (job+1)*block]
				for i, e := range equations {
					foldingBlock(coefficients, e.challenges, job, mul(weights[i], e.folded))
					for j := range part {
						part[j].Add(&part[j], &coefficients[j])
					}
				}
			}
		})
	}
	wait.Wait()
}
