package pallas_test

import (
	"fmt"
	"testing"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

func BenchmarkScalarMultiply(b *testing.B) {
	s, p := new(fq.Element).SetRandom(), randomPoint()
	for b.Loop() {
		p.ScalarMultiply(s, p)
	}
}

func BenchmarkScalarMultiplyVarTime(b *testing.B) {
	s, p := new(fq.Element).SetRandom(), randomPoint()
	for b.Loop() {
		p.ScalarMultiplyVarTime(s, p)
	}
}

func BenchmarkScalarBaseMultiply(b *testing.B) {
	s, p := new(fq.Element).SetRandom(), pallas.NewIdentity()
	for b.Loop() {
		p.ScalarBaseMultiply(s)
	}
}

func BenchmarkDoubleScalarBaseMultiplyVarTime(b *testing.B) {
	s, t, p := new(fq.Element).SetRandom(), new(fq.Element).SetRandom(), randomPoint()
	for b.Loop() {
		p.DoubleScalarBaseMultiplyVarTime(s, p, t)
	}
}

func BenchmarkMultiScalarMultiplyVarTime(b *testing.B) {
	for _, size := range []int{2, 8, 32, 64, 128, 1024, 1 << 14, 1 << 16} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			scalars, points := make([]fq.Element, size), make([]pallas.Point, size)
			step := randomPoint()
			sum := pallas.NewIdentity()
			for i := range points {
				scalars[i].SetRandom()
				sum.Add(sum, step)
				points[i].Set(sum)
			}
			for b.Loop() {
				sum.MultiScalarMultiplyVarTime(scalars, points)
			}
		})
	}
}

func randomPoint() *pallas.Point {
	return pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetRandom())
}
