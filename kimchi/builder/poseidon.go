package builder

import "github.com/minaseal/minaseal/pasta/fp"

const (
	poseidonRows     = 11 // of five rounds each
	poseidonPerRow   = 5
	poseidonStates   = poseidonRows*poseidonPerRow + 1
	poseidonStateLen = 3
)

// poseidonColumns are the columns of the five states of a row.
var poseidonColumns = [poseidonPerRow]int{0, 6, 9, 12, 3}

// Permute returns the image of a state under Poseidon's permutation over Fp (SPEC 5.2,
// the kimchi set): twelve rows. Padding and the state to begin with are the caller's.
func (b *Builder) Permute(state [3]Variable) [3]Variable {
	states := b.Compute(poseidonStateLen*(poseidonStates-1), func(out, in []fp.Element) error {
		state := [3]fp.Element(in)
		constants, matrix := roundConstants(), roundMatrix()
		for r := range constants {
			state = poseidonRound(&state, &constants[r], &matrix)
			copy(out[poseidonStateLen*r:], state[:])
		}
		return nil
	}, state[:]...)
	states = append(append([]Variable{}, state[:]...), states...)
	constants := roundConstants()
	rows := make([]Row, poseidonRows)
	for r := range rows {
		var cells [Columns]Variable
		var coefficients []fp.Element
		for i, column := range poseidonColumns {
			round := poseidonPerRow*r + i
			copy(cells[column:], states[poseidonStateLen*round:][:poseidonStateLen])
			coefficients = append(coefficients, constants[round][:]...)
		}
		rows[r] = Row{Poseidon, cells[:], coefficients}
	}
	last := states[len(states)-poseidonStateLen:]
	b.AddRows(append(rows, Row{Gate: Generic, Cells: last})...)
	b.free = append(b.free, len(b.rows)-1)
	return [3]Variable(last)
}

// poseidonRound returns the state after the S-box, the matrix and the constants.
func poseidonRound(state, constants *[3]fp.Element, matrix *[3][3]fp.Element) (next [3]fp.Element) {
	var powers [3]fp.Element
	for i := range state {
		var x2, x4 fp.Element
		x4.Square(x2.Square(&state[i]))
		powers[i].Multiply(&x4, powers[i].Multiply(&x2, &state[i]))
	}
	for i := range next {
		next[i] = constants[i]
		for j := range powers {
			var x fp.Element
			next[i].Add(&next[i], x.Multiply(&matrix[i][j], &powers[j]))
		}
	}
	return next
}
