package builder

import "github.com/minaseal/minaseal/pasta/fp"

// chain is a run of rows of one gate that work on one integer: from its first row on, up to
// the row end.
//
// Its rows are solved together, when what they start from and the integer at the end are
// known: the integer says the bits.
type chain struct {
	first, end int
}

// findChains notes the chains by their first rows. A row belongs to the chain before it if
// it goes on with its integer.
func (s *solver) findChains() {
	s.chains = make(map[int]chain)
	for r := 0; r < len(s.rows); {
		gate, first := s.Gate(r), r
		switch gate {
		case VarBaseMul:
			for s.Gate(r) == gate && r+1 < len(s.rows) && (r == first || s.class(r, 4) == s.class(r-2, 5)) {
				r += 2
			}
		case EndoMul:
			for s.Gate(r) == gate && r+1 < len(s.rows) {
				r++
			}
		case EndoMulScalar:
			for s.Gate(r) == gate && (r == first || s.class(r, 0) == s.class(r-1, 1)) {
				r++
			}
		}
		if r > first {
			s.chains[first] = chain{first, r}
			continue
		}
		r++
	}
}

// finish notes that the rows of a chain are done.
func (s *solver) finish(c chain) bool {
	for r := c.first; r < c.end; r++ {
		s.done[r] = true
	}
	return true
}

// point reads two cells.
func (s *solver) point(r, column int) (p coordinates, ok bool) {
	var v [2]fp.Element
	ok = s.all(v[:], r, column, column+1)
	return coordinates{v[0], v[1]}, ok
}

func (s *solver) putPoint(r, column int, p *coordinates) {
	s.put(r, column, p.x)
	s.put(r, column+1, p.y)
}

// bit returns a bit of an integer as an element.
func bit(x *fp.Element, at int) fp.Element { return element(bitsAt(x, at, 1)) }

func solveVarBaseMul(s *solver, r int) bool {
	c, ok := s.chains[r]
	if !ok {
		return false
	}
	base, ok1 := s.point(r, 0)
	acc, ok2 := s.point(r, 2)
	n, ok3 := s.get(r, 4)
	last, ok4 := s.get(c.end-2, 5)
	if !(ok1 && ok2 && ok3 && ok4) {
		return false
	}
	at, sum, one := varBaseBits*(c.end-c.first)/2, *n, Small(1)
	for ; r < c.end; r += 2 {
		s.putPoint(r, 0, &base)
		s.putPoint(r, 2, &acc)
		s.put(r, 4, sum)
		for i := range varBaseBits {
			at--
			b := bit(last, at)
			q := base
			var negated, slope fp.Element
			q.y.Select(&base.y, negated.Negate(&base.y), b.Equal(&one))
			acc, slope = doubleAndAdd(&acc, &q)
			sum.Double(&sum)
			sum.Add(&sum, &b)
			s.put(r+1, 2+i, b)
			s.put(r+1, 7+i, slope)
			if i+1 < varBaseBits {
				s.putPoint(r, 7+2*i, &acc)
			}
		}
		s.putPoint(r+1, 0, &acc)
		s.put(r, 5, sum)
	}
	return s.finish(c)
}

func solveEndoMul(s *solver, r int) bool {
	c, ok := s.chains[r]
	if !ok {
		return false
	}
	base, ok1 := s.point(r, 0)
	acc, ok2 := s.point(r, 4)
	n, ok3 := s.get(r, 6)
	last, ok4 := s.get(c.end, 6)
	if !(ok1 && ok2 && ok3 && ok4) {
		return false
	}
	at, sum := endoRowBits*(c.end-c.first), *n
	for ; r < c.end; r++ {
		s.putPoint(r, 0, &base)
		s.putPoint(r, 4, &acc)
		s.put(r, 6, sum)
		before, middle := acc, acc
		for i := range 2 {
			rotate, positive := bit(last, at-1), bit(last, at-2)
			at -= 2
			q := endoSummand(&base, &rotate, &positive)
			var slope fp.Element
			acc, slope = doubleAndAdd(&acc, &q)
			if i == 0 {
				middle = acc
			}
			s.put(r, 9+i, slope)
			s.put(r, 11+2*i, rotate)
			s.put(r, 12+2*i, positive)
			for _, b := range []*fp.Element{&rotate, &positive} {
				sum.Double(&sum)
				sum.Add(&sum, b)
			}
		}
		s.putPoint(r, 7, &middle)
		s.put(r, 2, endoInverseCell(&before.x, &middle.x, &acc.x))
	}
	s.putPoint(c.end, 4, &acc)
	s.put(c.end, 6, sum)
	return s.finish(c)
}

// endoInverseCell returns 1/((xp - xr)(xr - xs)), which era Mesa asks for.
func endoInverseCell(xp, xr, xs *fp.Element) (z fp.Element) {
	var t fp.Element
	z.Multiply(z.Subtract(xp, xr), t.Subtract(xr, xs))
	return *z.Invert(&z)
}

func solveEndoMulScalar(s *solver, r int) bool {
	c, ok := s.chains[r]
	if !ok {
		return false
	}
	state := make([]fp.Element, 3+scalarRowBits/2) // n, a, b; crumbs
	defer clear(state)
	last, ok := s.get(c.end-1, 1)
	if !ok || !s.all(state[:3], r, 0, 2, 3) {
		return false
	}
	out := make([]fp.Element, 3)
	defer clear(out)
	at := scalarRowBits * (c.end - c.first)
	for ; r < c.end; r++ {
		for i, column := range []int{0, 2, 3} {
			s.put(r, column, state[i])
		}
		for i := range scalarRowBits / 2 {
			at -= 2
			state[3+i] = element(bitsAt(last, at, 2))
			s.put(r, 6+i, state[3+i])
		}
		expandCrumbs(out, state)
		for i, column := range []int{1, 4, 5} {
			s.put(r, column, out[i])
		}
		copy(state, out)
	}
	return s.finish(c)
}
