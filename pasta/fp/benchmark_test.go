package fp_test

import (
	"fmt"
	"testing"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Every benchmark of one operation is a chain: each result goes into the next.

func BenchmarkMultiply(b *testing.B) {
	x, z := new(fp.Element).SetRandom(), new(fp.Element).SetRandom()
	for b.Loop() {
		z.Multiply(z, x)
	}
}

func BenchmarkSquare(b *testing.B) {
	z := new(fp.Element).SetRandom()
	for b.Loop() {
		z.Square(z)
	}
}

func BenchmarkInvert(b *testing.B) {
	x, z := new(fp.Element).SetRandom(), new(fp.Element).SetRandom()
	for name, run := range map[string]func(){
		"ConstantTime": func() { z.Invert(z) },
		"VarTime":      func() { z.InvertVarTime(z) },
		"Fermat":       func() { z.Set(fermat(z)) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run()
				z.Add(z, x)
			}
		})
	}
}

func BenchmarkInvertBatch(b *testing.B) {
	for _, n := range []int{4, 64, 1024} {
		xs := randomElements(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				fp.InvertBatch(xs)
			}
		})
	}
}

// BenchmarkMultiplyBatch is what 1024 products cost.
func BenchmarkMultiplyBatch(b *testing.B) {
	x, y := randomElements(1024), randomElements(1024)
	for b.Loop() {
		fp.MultiplyBatch(x, x, y)
	}
}

func BenchmarkSquareRoot(b *testing.B) {
	z := new(fp.Element).Square(new(fp.Element).SetRandom())
	for b.Loop() {
		z.SquareRootVarTime(z)
		z.Square(z)
	}
}

func BenchmarkFFT(b *testing.B) {
	for k := 10; k <= 18; k += 2 {
		d := fp.NewDomain(k)
		a := randomElements(d.Size())
		b.Run(fmt.Sprintf("2^%d", k), func(b *testing.B) {
			for b.Loop() {
				d.FFT(a)
			}
		})
	}
	d := fp.NewDomain(16)
	a := randomElements(d.Size())
	for name, run := range map[string]func(){
		"Inverse":      func() { d.InverseFFT(a) },
		"Coset":        func() { d.CosetFFT(a, fp.Generator()) },
		"InverseCoset": func() { d.InverseCosetFFT(a, fp.Generator()) },
	} {
		b.Run(name+"/2^16", func(b *testing.B) {
			for b.Loop() {
				run()
			}
		})
	}
}
