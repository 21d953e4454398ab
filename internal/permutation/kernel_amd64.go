//go:build !purego

package permutation

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// UseMULX chooses the assembly kernel that needs MULX, if there is no IFMA. Tests switch
// both to compare all paths.
var UseMULX = cpu.X86.HasBMI2

// UseIFMA chooses the kernels in vectors: for one state, and for eight at once if there
// are [BatchFrom] or more.
var UseIFMA = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512IFMA

// BatchFrom is the number of states from which that is faster than one after the
// other on all processors measured; on some, two are enough.
const BatchFrom = 3

// Scaled permutes the three elements at state, of either field, through a scaled
// schedule.
//
//go:noescape
func Scaled(state, schedule unsafe.Pointer, rounds int, modulus *Modulus)

// Eight permutes eight states, which stand lane by lane: three times eight
// elements.
//
//go:noescape
func Eight(states unsafe.Pointer, schedule *[5]uint64, rounds int, constants *Radix52)

// Lanes permutes the three elements at state, of either field, in the lanes of
// vectors.
//
//go:noescape
func Lanes(state unsafe.Pointer, schedule *uint64, rounds int, constants *Radix52)
