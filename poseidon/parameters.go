package poseidon

import (
	"slices"

	"github.com/minaseal/minaseal/pasta/fp"
)

// KimchiParameters returns copies of the matrix and of the 55 rows of round
// constants of the kimchi permutation over Fp (SPEC 5.1 [PSD-1]), for those who
// write the permutation as constraints.
func KimchiParameters() (matrix [3][3]fp.Element, rounds [][3]fp.Element) {
	p := kimchiFp()
	return p.matrix, slices.Clone(p.rows)
}
