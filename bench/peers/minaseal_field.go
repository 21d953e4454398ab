package peers

import (
	"encoding/hex"

	"github.com/minaseal/minaseal/pasta/fp"
)

// tasks maps works to functions that prepare them.
type tasks map[string]func(*inputs) *task

func written(xs ...*fp.Element) string {
	var out []byte
	for _, x := range xs {
		b := x.Bytes()
		out = append(out, b[:]...)
	}
	return hex.EncodeToString(out)
}

// fieldTasks are minaseal's works in the fields.
func fieldTasks() tasks {
	return tasks{
		"FpMultiplyChain": func(in *inputs) *task {
			return fpTask(in, func(x, b *fp.Element, n int) {
				for range n {
					x.Multiply(x, b)
				}
			})
		},
		"FpSquareChain": func(in *inputs) *task {
			return fpTask(in, func(x, _ *fp.Element, n int) {
				for range n {
					x.Square(x)
				}
			})
		},
		"FpInvert": func(in *inputs) *task {
			return fpTask(in, func(x, b *fp.Element, n int) {
				for range n {
					x.Invert(x).Add(x, b)
				}
			})
		},
		"FpInvertVarTime": func(in *inputs) *task {
			return fpTask(in, func(x, b *fp.Element, n int) {
				for range n {
					x.InvertVarTime(x).Add(x, b)
				}
			})
		},
		"FpAdd":           add,
		"FpMultiplyFour":  multiplyFour,
		"FqMultiplyChain": multiplyFq,
		"FpSquareRoot":    squareRoot,
	}
}

// fpTask is a work on one element, which starts as the input a.
func fpTask(in *inputs, run func(x, b *fp.Element, n int)) *task {
	x, b := in.a, in.b
	return &task{operations: 1, run: func(n int) { run(&x, &b, n) }, digest: func() string { return written(&x) }}
}

// add computes a sequence of Fibonacci: with one addend throughout, reductions would
// come at regular intervals, and a library that branches would gain from that.
func add(in *inputs) *task {
	x, y := in.a, in.b
	return &task{
		operations: 2,
		run: func(n int) {
			for range n {
				x.Add(&x, &y)
				y.Add(&y, &x)
			}
		},
		digest: func() string { return written(&x, &y) },
	}
}

func multiplyFour(in *inputs) *task {
	b := in.b
	var x [4]fp.Element
	x[0].Set(&in.a)
	x[1].Add(&in.a, &in.b)
	x[2].Double(&in.a)
	x[3].Set(&in.b)
	return &task{
		operations: 4,
		run: func(n int) {
			for range n {
				x[0].Multiply(&x[0], &b)
				x[1].Multiply(&x[1], &b)
				x[2].Multiply(&x[2], &b)
				x[3].Multiply(&x[3], &b)
			}
		},
		digest: func() string { return written(&x[0], &x[1], &x[2], &x[3]) },
	}
}

func multiplyFq(in *inputs) *task {
	x, s := in.s, in.s
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				x.Multiply(&x, &s)
			}
		},
		digest: func() string {
			b := x.Bytes()
			return hex.EncodeToString(b[:])
		},
	}
}

// squareRoot takes the root of another square each time. Roots have either sign, so
// none goes into the next iteration.
func squareRoot(in *inputs) *task {
	x, b := in.a, in.b
	var square, root fp.Element
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				x.Add(&x, &b)
				root.SquareRootVarTime(square.Square(&x))
			}
		},
		digest: func() string { return written(&root) },
	}
}
