package prover

import (
	"sync"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// An arena owns all memory of a proof that depends on its witness, so that it is erased as
// a whole ([arena.erase]) and no field can be forgotten: after [Index.Prove] has begun,
// nothing is made but by [allocate]. The nil arena stands for memory that nobody
// erases: that of an [Index], which is public.
type arena struct {
	mutex  sync.Mutex
	blocks []eraser
}

type eraser interface{ erase() }

type block[T any] []T

func (b block[T]) erase() { clear(b) }

// allocate returns n zero values. No slice that it returns is grown by append: that would
// leave a copy behind.
func allocate[T any](a *arena, n int) []T {
	memory := make([]T, n)
	if a != nil {
		a.mutex.Lock()
		defer a.mutex.Unlock()
		a.blocks = append(a.blocks, block[T](memory))
	}
	return memory
}

// erase overwrites the memory with zeros, and forgets it.
func (a *arena) erase() {
	for _, b := range a.blocks {
		b.erase()
	}
	a.blocks = nil
}

// point returns a point, the identity. The coordinates of a projective point tell about the
// scalars that made it: only affine ones are public.
func (a *arena) point() *vesta.Point { return &a.points(1)[0] }

func (a *arena) points(n int) []vesta.Point {
	points := allocate[vesta.Point](a, n)
	for i := range points {
		points[i].Set(vesta.NewIdentity())
	}
	return points
}

// row returns a row of the trace without values.
func (a *arena) row() *tick.Row { return &allocate[tick.Row](a, 1)[0] }
