package peers

import (
	"encoding/hex"
	"slices"

	"github.com/minaseal/minaseal/bench/peers/gnark/fp"
	"github.com/minaseal/minaseal/bench/peers/gnark/fq"
)

//go:generate sh -c "cd .. && go run ./peers/gnark/generate"

// gnarkTasks are the works of the fields that gnark-crypto's generator makes.
func gnarkTasks() tasks {
	return tasks{
		"FpMultiplyChain": func(in *inputs) *task {
			return gnarkTask(in, func(x, b *fp.Element, n int) {
				for range n {
					x.Mul(x, b)
				}
			})
		},
		"FpSquareChain": func(in *inputs) *task {
			return gnarkTask(in, func(x, _ *fp.Element, n int) {
				for range n {
					x.Square(x)
				}
			})
		},
		"FpInvertVarTime": func(in *inputs) *task {
			return gnarkTask(in, func(x, b *fp.Element, n int) {
				for range n {
					x.Inverse(x).Add(x, b)
				}
			})
		},
		GnarkMultiply1155: func(in *inputs) *task {
			return gnarkTask(in, func(x, b *fp.Element, n int) {
				for range 1155 * n {
					x.Mul(x, b)
				}
			})
		},
		"FpMultiplyBatch": gnarkMultiplyBatch,
		"FpAdd":           gnarkAdd,
		"FpMultiplyFour":  gnarkMultiplyFour,
		"FqMultiplyChain": gnarkMultiplyFq,
		"FpSquareRoot":    gnarkSquareRoot,
	}
}

// gnarkNumber converts a number from 32 bytes, least significant first.
func gnarkNumber(little [32]byte) (x fp.Element) {
	slices.Reverse(little[:])
	x.SetBytes(little[:])
	return x
}

func gnarkWritten(xs ...*fp.Element) string {
	var out []byte
	for _, x := range xs {
		b := x.Bytes()
		slices.Reverse(b[:])
		out = append(out, b[:]...)
	}
	return hex.EncodeToString(out)
}

func gnarkTask(in *inputs, run func(x, b *fp.Element, n int)) *task {
	x, b := gnarkNumber(in.a.Bytes()), gnarkNumber(in.b.Bytes())
	return &task{operations: 1, run: func(n int) { run(&x, &b, n) }, digest: func() string { return gnarkWritten(&x) }}
}

func gnarkAdd(in *inputs) *task {
	x, y := gnarkNumber(in.a.Bytes()), gnarkNumber(in.b.Bytes())
	return &task{
		operations: 2,
		run: func(n int) {
			for range n {
				x.Add(&x, &y)
				y.Add(&y, &x)
			}
		},
		digest: func() string { return gnarkWritten(&x, &y) },
	}
}

func gnarkMultiplyFour(in *inputs) *task {
	a, b := gnarkNumber(in.a.Bytes()), gnarkNumber(in.b.Bytes())
	x := [4]fp.Element{0: a, 3: b}
	x[1].Add(&a, &b)
	x[2].Double(&a)
	return &task{
		operations: 4,
		run: func(n int) {
			for range n {
				x[0].Mul(&x[0], &b)
				x[1].Mul(&x[1], &b)
				x[2].Mul(&x[2], &b)
				x[3].Mul(&x[3], &b)
			}
		},
		digest: func() string { return gnarkWritten(&x[0], &x[1], &x[2], &x[3]) },
	}
}

func gnarkMultiplyFq(in *inputs) *task {
	little := in.s.Bytes()
	slices.Reverse(little[:])
	var x, s fq.Element
	s.SetBytes(little[:])
	x.Set(&s)
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				x.Mul(&x, &s)
			}
		},
		digest: func() string {
			b := x.Bytes()
			slices.Reverse(b[:])
			return hex.EncodeToString(b[:])
		},
	}
}

func gnarkSquareRoot(in *inputs) *task {
	x, b := gnarkNumber(in.a.Bytes()), gnarkNumber(in.b.Bytes())
	var square, root fp.Element
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				x.Add(&x, &b)
				root.Sqrt(square.Square(&x))
			}
		},
		digest: func() string {
			even := root
			if even.Bits()[0]&1 == 1 {
				even.Neg(&even)
			}
			return gnarkWritten(&even)
		},
	}
}

func gnarkMultiplyBatch(in *inputs) *task {
	x, y := make(fp.Vector, batchProducts), make(fp.Vector, batchProducts)
	b := gnarkNumber(in.b.Bytes())
	x[0] = gnarkNumber(in.a.Bytes())
	for i := 1; i < len(x); i++ {
		x[i].Add(&x[i-1], &b)
	}
	copy(y, x)
	return &task{
		operations: batchProducts,
		run: func(n int) {
			for range n {
				x.Mul(x, y)
			}
		},
		digest: func() string { return gnarkWritten(&x[0], &x[1], &x[batchProducts-1]) },
	}
}
