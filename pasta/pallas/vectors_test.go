package pallas_test

import (
	"encoding/json"
	"testing"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/vectors"
	"github.com/stretchr/testify/require"
)

// vectorPoint is a point as the vectors write it.
type vectorPoint struct{ X, Y string }

// point returns nil for a point that is not written canonically, is not on the curve, or is the
// identity.
func (v *vectorPoint) point() *pallas.Point {
	var x, y fp.Element
	if _, err := x.SetDecimal(v.X); err != nil {
		return nil
	}
	if _, err := y.SetDecimal(v.Y); err != nil {
		return nil
	}
	p, err := new(pallas.Point).SetAffine(&x, &y)
	if err != nil {
		return nil
	}
	return p
}

// TestScaleVectors asks every way to multiply a point for the multiples that o1js computed. Sums
// get other terms that are 0 or cancel out, so that Pippenger's method computes some too.
func TestScaleVectors(t *testing.T) {
	files, err := vectors.Load()
	require.NoError(t, err)
	checked := 0
	for _, file := range files {
		if file.Name != "curve/pallas" {
			continue
		}
		for _, group := range file.TestGroups {
			for i := range group.Tests {
				if group.Op == "curve.scale" && group.Tests[i].Result == vectors.Valid {
					checkScaleVector(t, file.CaseName(&group.Tests[i]), &group.Tests[i])
					checked++
				}
			}
		}
	}
	require.Greater(t, checked, 150)
}

func checkScaleVector(t *testing.T, name string, test *vectors.Test) {
	var in struct {
		Point  *vectorPoint
		Scalar string
	}
	var out struct{ Point vectorPoint }
	require.NoError(t, json.Unmarshal(test.In, &in))
	require.NoError(t, json.Unmarshal(test.Out, &out))
	s, err := new(fq.Element).SetDecimal(in.Scalar)
	require.NoError(t, err)

	z, p := pallas.NewIdentity(), pallas.NewGenerator()
	var zero fq.Element
	if in.Point == nil {
		requireWritten(t, &out.Point, z.ScalarBaseMultiply(s), name)
		requireWritten(t, &out.Point, z.DoubleScalarBaseMultiplyVarTime(&zero, p, s), name)
	} else if p = in.Point.point(); p == nil {
		p = pallas.NewIdentity()
	}
	requireWritten(t, &out.Point, z.ScalarMultiply(s, p), name)
	requireWritten(t, &out.Point, z.ScalarMultiplyVarTime(s, p), name)
	requireWritten(t, &out.Point, z.DoubleScalarBaseMultiplyVarTime(s, p, &zero), name)
	for _, size := range []int{1, 40} {
		scalars, points := make([]fq.Element, size), make([]pallas.Point, size)
		for i := range points {
			points[i].Set(p)
		}
		scalars[size/2].Set(s)
		requireWritten(t, &out.Point, z.MultiScalarMultiplyVarTime(scalars, points), name)
	}
}

func requireWritten(t *testing.T, want *vectorPoint, have *pallas.Point, name string) {
	x, y := have.Affine()
	require.Equal(t, *want, vectorPoint{x.Decimal(), y.Decimal()}, name)
}
