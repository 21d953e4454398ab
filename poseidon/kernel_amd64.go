//go:build !purego

package poseidon

import (
	"unsafe"

	"golang.org/x/sys/cpu"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// useBMI2 chooses the assembly kernel that needs MULX, if there is no IFMA. Tests
// switch both to compare all paths.
var useBMI2 = cpu.X86.HasBMI2

// useIFMA chooses the kernels in vectors: for one state, and for eight at once if there
// are batchFrom or more.
var useIFMA = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512IFMA

// batchFrom is the number of states from which that is faster than one after the
// other on all processors measured; on some, two are enough.
const batchFrom = 3

// permuteScaledBMI2 permutes the three elements at state, of either field,
// through a scaled schedule.
//
//go:noescape
func permuteScaledBMI2(state, schedule unsafe.Pointer, rounds int, modulus *modulusLimbs)

// permuteBatchIFMA permutes eight states, which stand lane by lane: three times eight
// elements.
//
//go:noescape
func permuteBatchIFMA(states unsafe.Pointer, schedule *[5]uint64, rounds int, constants *radix52)

// permuteIFMA permutes the three elements at state, of either field, in the lanes of
// vectors.
//
//go:noescape
func permuteIFMA(state unsafe.Pointer, schedule *uint64, rounds int, constants *radix52)

func (p *parametersFp) permuteKimchi(state *[3]fp.Element) {
	switch {
	case useIFMA:
		permuteIFMA(unsafe.Pointer(state), &p.lanes[0], len(p.rows), &p.radix52)
	case useBMI2:
		permuteScaledBMI2(unsafe.Pointer(state), unsafe.Pointer(&p.scaled[0]), len(p.rows), &p.modulus)
	default:
		p.permuteSeventh(state)
	}
}

func (p *parametersFq) permuteKimchi(state *[3]fq.Element) {
	switch {
	case useIFMA:
		permuteIFMA(unsafe.Pointer(state), &p.lanes[0], len(p.rows), &p.radix52)
	case useBMI2:
		permuteScaledBMI2(unsafe.Pointer(state), unsafe.Pointer(&p.scaled[0]), len(p.rows), &p.modulus)
	default:
		p.permuteSeventh(state)
	}
}
