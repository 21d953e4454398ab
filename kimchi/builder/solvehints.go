package builder

import (
	"encoding/binary"

	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// hinter proposes cells that a row does not determine, as the compiler that made it does.
// It reports whether it proposed any. Each applies where no rule does.
type hinter func(s *solver, r int) bool

// hinters are tried in this order.
func hinters() []hinter {
	return []hinter{hintSplit, hintSquare, hintRoot, hintEndoInverse, hintFree}
}

// halves calls f for the two halves of a Generic row until it returns true.
func (s *solver) halves(r int, f func(h *half) bool) bool {
	if s.Gate(r) != Generic {
		return false
	}
	for number := range 2 {
		if s.space = s.half(r, number); len(s.space.unknown) > 0 && f(&s.space) {
			return true
		}
	}
	return false
}

// hintSplit: low + 2^128 high = x, with 128 bits each, and bit + 2 rest = x.
func hintSplit(s *solver, r int) bool {
	return s.halves(r, func(h *half) bool {
		if len(h.unknown) != 2 || h.Product.IsZero() == 0 {
			return false
		}
		coefficients := []*fp.Element{&h.Left, &h.Right, &h.Out}
		low, high, one := h.unknown[0], h.unknown[1], Small(1)
		if coefficients[low].Equal(&one) == 0 {
			low, high = high, low
		}
		if coefficients[low].Equal(&one) == 0 {
			return false
		}
		shift := 0
		for _, k := range []int{1, 128} {
			if power := powerOfTwo(k); coefficients[high].Equal(&power) == 1 {
				shift = k
			}
		}
		if shift == 0 {
			return false
		}
		x := h.rest()
		x.Negate(&x)
		lower, upper := cutBits(&x, 0, shift), cutBits(&x, shift, 256-shift)
		s.put(r, h.column+low, lower)
		s.put(r, h.column+high, upper)
		return true
	})
}

// cutBits returns the integer of the bits of x from a position on.
func cutBits(x *fp.Element, at, width int) (z fp.Element) {
	for i := (width - 1) / 8; i >= 0; i-- {
		for range 8 {
			z.Double(&z)
		}
		piece := element(bitsAt(x, at+8*i, min(8, width-8*i)))
		z.Add(&z, &piece)
	}
	return z
}

func powerOfTwo(k int) fp.Element {
	z := Small(1)
	for range k {
		z.Double(&z)
	}
	return z
}

// hintSquare: whether y = x^3 + 5 is a square, in the map to the curve. The root is of y, or
// of 5y: compilers write -4x^3 - 20 = d, and the bit times d.
func hintSquare(s *solver, r int) bool {
	if s.Gate(r) != Generic {
		return false
	}
	for number := range 2 {
		h := s.half(r, number)
		if !isSmall(&h.Left, -4) || !isSmall(&h.Out, -1) || !isSmall(&h.Constant, -20) || len(h.unknown) > 0 {
			continue
		}
		at, ok := s.factorOf(s.class(r, h.column+2))
		if !ok {
			continue
		}
		y, five := h.values[0], Small(5)
		y.Add(&y, &five)
		var root fp.Element
		_, square := root.TonelliShanksRootVarTime(&y)
		bit := Small(0)
		if square {
			bit.One()
		}
		s.put(at.Row, at.Column, bit)
		return true
	}
	return false
}

func isSmall(x *fp.Element, c int64) bool {
	v := Small(c)
	return x.Equal(&v) == 1
}

// factorOf returns the cell that is not known of a product with a value.
func (s *solver) factorOf(value int32) (cell Cell, ok bool) {
	for r := range s.rows {
		if s.done[r] || s.Gate(r) != Generic {
			continue
		}
		for number := range 2 {
			h := s.half(r, number)
			for i := range 2 {
				if h.Product.IsZero() == 0 && h.known[i] && !h.known[1-i] && s.class(r, h.column+i) == value {
					return Cell{r, h.column + 1 - i}, true
				}
			}
		}
	}
	return cell, false
}

// hintRoot: m x^2 + what is known = 0.
func hintRoot(s *solver, r int) bool {
	return s.halves(r, func(h *half) bool {
		if len(h.unknown) != 2 || h.known[0] || h.known[1] || s.class(r, h.column) != s.class(r, h.column+1) ||
			h.Left.IsZero() == 0 || h.Right.IsZero() == 0 {
			return false
		}
		x, factor := h.rest(), h.Product
		x.Multiply(x.Negate(&x), factor.InvertVarTime(&factor))
		var root fp.Element
		if _, ok := root.TonelliShanksRootVarTime(&x); !ok && !s.trial {
			return false
		}
		s.put(r, h.column, root)
		return true
	})
}

// hintEndoInverse: the point whose multiple by a challenge is known.
func hintEndoInverse(s *solver, r int) bool {
	c, ok := s.chains[r]
	if !ok || s.Gate(r) != EndoMul {
		return false
	}
	if _, known := s.get(r, 0); known {
		return false
	}
	image, known := s.point(c.end, 4)
	challenge, ok := s.get(c.end, 6)
	if !known || !ok {
		return false
	}
	if s.trial {
		s.putPoint(r, 0, &image)
		return true
	}
	p, err := pallas.NewAffine(&image.x, &image.y)
	if err != nil {
		return false
	}
	b := challenge.Bytes()
	scalar := tock.Expand(layout.Challenge{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:])})
	scalar.InvertVarTime(&scalar)
	point := pallas.NewIdentity().ScalarMultiplyVarTime(&scalar, p.Point())
	x, y := pallas.BatchAffine([]pallas.Point{*point})[0].Coordinates()
	s.putPoint(r, 0, &coordinates{x, y})
	return true
}

// hintFree: 0 for what is multiplied by 0, such as the inverse in a test of 0.
func hintFree(s *solver, r int) bool {
	return s.halves(r, func(h *half) bool {
		if len(h.unknown) != 1 {
			return false
		}
		if c := h.effective(h.unknown[0]); c.IsZero() == 0 {
			return false
		}
		s.put(r, h.column+h.unknown[0], fp.Element{})
		return true
	})
}
