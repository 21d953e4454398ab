package peers

import (
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// curveTasks are minaseal's works on Pallas.
func curveTasks() tasks {
	return tasks{
		"PallasScalarMultiply": func(in *inputs) *task {
			return pointTask(in, func(p *pallas.Point, s *fq.Element, n int) {
				for range n {
					p.ScalarMultiply(s, p)
				}
			})
		},
		"PallasScalarMultiplyVarTime": func(in *inputs) *task {
			return pointTask(in, func(p *pallas.Point, s *fq.Element, n int) {
				for range n {
					p.ScalarMultiplyVarTime(s, p)
				}
			})
		},
		"PallasBaseMultiply": func(in *inputs) *task {
			var t fq.Element
			t.Set(&in.s)
			return pointTask(in, func(p *pallas.Point, s *fq.Element, n int) {
				for range n {
					p.ScalarBaseMultiply(t.Add(&t, s))
				}
			})
		},
		"PallasMSM/n=1024":  msmTask(1024),
		"PallasMSM/n=16384": msmTask(16384),
		"PallasMSM/n=65536": msmTask(65536),
	}
}

// pointTask is a work on one point, which starts as the input.
func pointTask(in *inputs, run func(p *pallas.Point, s *fq.Element, n int)) *task {
	s, p := in.s, pallas.NewIdentity().Set(in.point)
	return &task{operations: 1, run: func(n int) { run(p, &s, n) }, digest: func() string { return writtenPoint(p) }}
}

func writtenPoint(p *pallas.Point) string {
	x, y := p.Affine()
	return written(&x, &y)
}

// msmTask multiplies powers of s with doublings of the point, which are affine, as
// other libraries want them: n of each, made when first needed.
func msmTask(size int) func(*inputs) *task {
	return func(in *inputs) *task {
		var scalars []fq.Element
		var points []pallas.Affine
		return pointTask(in, func(sum *pallas.Point, s *fq.Element, n int) {
			if scalars == nil {
				scalars, points = msmInputs(s, in.point, size)
			}
			for range n {
				sum.MultiScalarMultiplyAffineVarTime(scalars, points)
			}
		})
	}
}

func msmInputs(s *fq.Element, p *pallas.Point, size int) ([]fq.Element, []pallas.Affine) {
	scalars, points := make([]fq.Element, size), make([]pallas.Affine, size)
	var power fq.Element
	power.One()
	next := pallas.NewIdentity().Set(p)
	for i := range size {
		scalars[i].Set(power.Multiply(&power, s))
		x, y := next.Affine()
		point, err := pallas.NewAffine(&x, &y)
		if err != nil {
			panic(err) // a multiple of a point of prime order, by less than the order
		}
		points[i] = *point
		next.Double(next)
	}
	return scalars, points
}
