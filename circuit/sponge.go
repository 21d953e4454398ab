package circuit

import (
	"sync"

	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// sponge is o1js's Poseidon sponge (SPEC 5.4) in constraints. The state is
// congruent to that of poseidon.Sponge, and not reduced.
type sponge struct {
	f        *congruence.Field
	state    [3]*congruence.Expr
	squeezed bool
	lane     int // next lane to absorb into, or to squeeze from
}

func newSponge(f *congruence.Field) *sponge {
	s := &sponge{f: f}
	for i := range s.state {
		s.state[i] = congruence.Small(0)
	}
	return s
}

// absorb adds x to the next lane. A sponge that has been squeezed begins with lane
// 0, without a permutation.
func (s *sponge) absorb(x *congruence.Expr) {
	switch {
	case s.squeezed:
		s.squeezed, s.lane = false, 0
	case s.lane == 2:
		permute(s.f, &s.state)
		s.lane = 0
	}
	s.state[s.lane] = s.state[s.lane].Plus(x)
	s.lane++
}

// squeeze returns the next lane, after a permutation unless lane 1 is left.
func (s *sponge) squeeze() *congruence.Expr {
	if !s.squeezed || s.lane == 2 {
		permute(s.f, &s.state)
		s.squeezed, s.lane = true, 0
	}
	s.lane++
	return s.state[s.lane-1]
}

// permute replaces state by elements congruent to its image under the kimchi
// permutation (SPEC 5.2 [PSD-2]).
//
// A round takes x to M*x^7 + c. It costs two elements a lane and congruences of
// degree 3: the cube of x, and the next state x', tied to it by the inverse of M,
// which has no products of three variables with a constant:
//
//	cube = x^3        cube^2 * x = M^-1 * (x' - c)
func permute(f *congruence.Field, state *[3]*congruence.Expr) {
	matrix, rounds := poseidon.Matrix(), poseidon.RoundConstants()
	forward, backward := constantsOf(&matrix), constantsOf(inverseMatrix())
	for _, row := range rounds {
		var seventh, next [3]*congruence.Expr
		for i, x := range state {
			cube := f.Reduce(x.Square().Mul(x))
			seventh[i] = cube.Square().Mul(x)
		}
		var difference [3]*congruence.Expr // x' - c
		for i := range next {
			c := congruence.Constant(&row[i])
			next[i] = f.Element(innerProduct(&forward[i], &seventh).Plus(c), congruence.Small(1))
			difference[i] = next[i].Minus(c)
		}
		for i := range seventh {
			f.AssertZero(innerProduct(&backward[i], &difference).Minus(seventh[i]))
		}
		*state = next
	}
}

func innerProduct(a, b *[3]*congruence.Expr) *congruence.Expr {
	return congruence.Sum(a[0].Mul(b[0]), a[1].Mul(b[1]), a[2].Mul(b[2]))
}

func constantsOf(matrix *[3][3]fp.Element) (out [3][3]*congruence.Expr) {
	for i := range matrix {
		for j := range matrix[i] {
			out[i][j] = congruence.Constant(&matrix[i][j])
		}
	}
	return out
}

// inverseMatrix returns the inverse of the matrix of the kimchi permutation.
var inverseMatrix = sync.OnceValue(func() *[3][3]fp.Element {
	m := poseidon.Matrix()
	// minor is the determinant without row i and column j, with its sign: indices
	// that go round give the sign by themselves.
	minor := func(i, j int) *fp.Element {
		i1, i2, j1, j2 := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		a := new(fp.Element).Multiply(&m[i1][j1], &m[i2][j2])
		b := new(fp.Element).Multiply(&m[i1][j2], &m[i2][j1])
		return a.Subtract(a, b)
	}
	var determinant fp.Element
	for j := range 3 {
		determinant.Add(&determinant, new(fp.Element).Multiply(&m[0][j], minor(0, j)))
	}
	var scale fp.Element
	scale.Invert(&determinant)
	inverse := new([3][3]fp.Element)
	for i := range inverse {
		for j := range inverse[i] {
			inverse[i][j].Multiply(minor(j, i), &scale)
		}
	}
	return inverse
})
