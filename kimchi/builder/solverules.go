package builder

import "github.com/minaseal/minaseal/pasta/fp"

// rules returns the rule of each gate that has one. Gates whose rows form chains have
// theirs at the first row.
func rules() (r [gates]rule) {
	r[Generic] = solveGeneric
	r[Poseidon] = solvePoseidon
	r[CompleteAdd] = solveCompleteAdd
	r[VarBaseMul], r[EndoMul], r[EndoMulScalar] = solveVarBaseMul, solveEndoMul, solveEndoMulScalar
	r[RangeCheck0], r[RangeCheck1] = solveRangeCheck0, solveRangeCheck1
	r[ForeignFieldAdd] = solveForeignFieldAdd
	r[Xor16] = solveXor
	return r
}

// half is one of the two constraints of a Generic row, with what is known of it.
type half struct {
	Half
	r, column int // of its left operand
	values    [3]fp.Element
	known     [3]bool
	unknown   []int // operands that the constraint is about
}

// half returns a constraint of a row.
func (s *solver) half(r, number int) (h half) {
	c := s.rows[r].coefficients[5*number:]
	h = half{Half: Half{Left: c[0], Right: c[1], Out: c[2], Product: c[3], Constant: c[4]}, r: r, column: 3 * number}
	for i, coefficient := range []*fp.Element{&h.Left, &h.Right, &h.Out} {
		if coefficient.IsZero() == 1 && (i == 2 || h.Product.IsZero() == 1) {
			continue
		}
		var v *fp.Element
		if v, h.known[i] = s.get(r, h.column+i); h.known[i] {
			h.values[i] = *v
		} else {
			h.unknown = append(h.unknown, i)
		}
	}
	return h
}

// effective returns the coefficient of an unknown operand, all others being known: that of
// the left one is Left + Product*r.
func (h *half) effective(operand int) (c fp.Element) {
	switch operand {
	case 0:
		c.Multiply(&h.Product, &h.values[1])
		return *c.Add(&c, &h.Left)
	case 1:
		c.Multiply(&h.Product, &h.values[0])
		return *c.Add(&c, &h.Right)
	}
	return h.Out
}

// rest returns the sum of what is known.
func (h *half) rest() fp.Element {
	sum := h.Constant
	var t fp.Element
	for i, c := range []*fp.Element{&h.Left, &h.Right, &h.Out} {
		if h.known[i] {
			sum.Add(&sum, t.Multiply(c, &h.values[i]))
		}
	}
	if h.known[0] && h.known[1] {
		t.Multiply(&h.values[0], &h.values[1])
		sum.Add(&sum, t.Multiply(&h.Product, &t))
	}
	return sum
}

// solveGeneric finds the only operand of a half that is not known. An operand whose
// effective coefficient is 0 does not count.
func solveGeneric(s *solver, r int) bool {
	done := true
	for number := range 2 {
		done = s.solveHalf(r, number) && done
	}
	return done
}

func (s *solver) solveHalf(r, number int) bool {
	h := s.half(r, number)
	if len(h.unknown) == 0 {
		if rest := h.rest(); rest.IsZero() == 0 {
			s.conflict(r, h.column)
		}
		return true
	}
	operand, ok := s.decisive(&h)
	if !ok {
		return false
	}
	coefficient, value := h.effective(operand), h.rest()
	if operand == 2 || h.Product.IsZero() == 1 { // a coefficient of the circuit
		coefficient.InvertVarTime(&coefficient)
	} else {
		coefficient.Invert(&coefficient)
	}
	value.Multiply(value.Negate(&value), &coefficient)
	s.put(r, h.column+operand, value)
	return len(h.unknown) == 1
}

// decisive returns the operand that the half determines, if there is just one.
func (s *solver) decisive(h *half) (operand int, ok bool) {
	if s.class(h.r, h.column) == s.class(h.r, h.column+1) && !h.known[0] && hasOperand(h.unknown, 0) && hasOperand(h.unknown, 1) {
		return s.doubled(h)
	}
	found := false
	for _, i := range h.unknown {
		if i < 2 && h.Product.IsZero() == 0 && !h.known[1-i] { // l times r, neither known
			return 0, false
		}
		if c := h.effective(i); c.IsZero() == 1 {
			continue
		}
		if found {
			return 0, false
		}
		operand, found = i, true
	}
	return operand, found
}

// doubled is for a half whose left and right operand are the same cell: without a product
// it determines that.
func (s *solver) doubled(h *half) (operand int, ok bool) {
	if h.Product.IsZero() == 0 || len(h.unknown) != 2 {
		return 0, false
	}
	h.Left.Add(&h.Left, &h.Right)
	h.unknown = h.unknown[:1]
	return 0, h.Left.IsZero() == 0
}

func hasOperand(list []int, v int) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// solvePoseidon finds the five states after the first.
func solvePoseidon(s *solver, r int) bool {
	var state [3]fp.Element
	if !s.all(state[:], r, 0, 1, 2) {
		return false
	}
	matrix, coefficients := roundMatrix(), &s.rows[r].coefficients
	for i := range poseidonPerRow {
		state = poseidonRound(&state, (*[3]fp.Element)(coefficients[3*i:]), &matrix)
		row, column := r, 0
		if i+1 < poseidonPerRow {
			column = poseidonColumns[i+1]
		} else {
			row++
		}
		for j := range state {
			s.put(row, column+j, state[j])
		}
	}
	return true
}

// solveCompleteAdd finds the sum of two points.
func solveCompleteAdd(s *solver, r int) bool {
	in, out := make([]fp.Element, 4), make([]fp.Element, 6)
	defer clear(in)
	defer clear(out)
	if !s.all(in, r, 0, 1, 2, 3) {
		return false
	}
	completeAdd(out, in)
	for i, column := range []int{4, 5, 7, 8, 9, 10} {
		s.put(r, column, out[i])
	}
	s.put(r, 6, fp.Element{})
	return true
}
