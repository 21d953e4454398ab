package poseidon

import (
	"unsafe"

	"github.com/minaseal/minaseal/internal/permutation"
	"github.com/minaseal/minaseal/pasta/fp"
)

// scaledSchedule returns the schedule of the kimchi permutation with scaled lanes,
// which costs six matrix products a round instead of nine.
//
// The S-box is a power: (d x)^7 = d^7 x^7. So a round may work on lanes x' = D x
// with a diagonal matrix D of its own. From lanes scaled by D to lanes scaled by
// E, the matrix M becomes E M D^-7 and the constants c become E c. With
// E[i] = D[0]^7 / M[i][0] the first column of the matrix is all ones. In the first
// round D is first times the identity; after the last, the lanes are multiplied by
// E^-1.
//
// The schedule holds for each round the other two factors of every matrix row,
// then the three constants; and the three elements of E^-1 at the end.
func (p *parameters) scaledSchedule(first *fp.Element) []fp.Element {
	schedule := make([]fp.Element, 0, 9*len(p.rows)+3)
	var d, inverse, columnInverse [3]fp.Element // D, D^-1 and 1/M[i][0]
	for i := range d {
		d[i].Set(first)
		inverse[i].Invert(first)
		columnInverse[i].Invert(&p.matrix[i][0])
	}
	for _, row := range p.rows {
		seventhPower(&d[0])
		for j := range inverse {
			seventhPower(&inverse[j])
		}
		var e [3]fp.Element
		for i := range e {
			e[i].Multiply(&d[0], &columnInverse[i])
			for j := 1; j < 3; j++ {
				var factor fp.Element
				factor.Multiply(&e[i], &p.matrix[i][j])
				schedule = append(schedule, *factor.Multiply(&factor, &inverse[j]))
			}
		}
		for i := range e {
			var constant fp.Element
			schedule = append(schedule, *constant.Multiply(&e[i], &row[i]))
		}
		first := inverse[0]
		for i := range e {
			d[i].Set(&e[i])
			inverse[i].Multiply(&first, &p.matrix[i][0])
		}
	}
	return append(schedule, inverse[:]...)
}

// scheduleRadix52 returns the schedule of the kernels in vectors, whose factor of
// Montgomery is 2^156, in five limbs of 52 bits a number. Their lanes begin as the
// representatives of elements, multiples of 2^256: so they are scaled by 2^100.
func (p *parameters) scheduleRadix52() [][5]uint64 {
	var factor, inverse fp.Element
	factor.One()
	for range 100 {
		factor.Halve(&factor)
	}
	inverse.Invert(&factor)
	schedule := p.scaledSchedule(&inverse)
	numbers := make([][5]uint64, len(schedule))
	for i := range schedule {
		if i < len(schedule)-3 {
			schedule[i].Multiply(&schedule[i], &factor)
		}
		numbers[i] = permutation.SplitRadix52((*[4]uint64)(unsafe.Pointer(&schedule[i])))
	}
	return numbers
}
