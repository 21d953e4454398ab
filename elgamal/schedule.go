package elgamal

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// schedule is the order in which a scheme's sponge S absorbs and squeezes over
// a message of n elements (SPEC 6.2 and 6.3). Encryption and decryption share
// it: both absorb the masked elements c.
//
//	for i = 0 .. n-1:  mask = next(i);  c[i] = m[i] + mask;  feed(c, i)
//	tag = tag()
type schedule struct {
	scheme Scheme
	n      int
	sponge poseidon.Sponge
}

// start keys the sponge with the x coordinate of the shared point, which it
// erases.
//
//	S = new();  S.absorb(Z.x)
func (s *schedule) start(scheme Scheme, n int, shared *pallas.Point) {
	s.scheme, s.n = scheme, n
	x, y := shared.Affine()
	shared.Erase()
	s.sponge.Absorb(&x)
	x.Erase()
	y.Erase()
}

// next returns the mask of element i.
//
//	o1js-v1:  S.squeeze()
//	o1js-v2:  S.absorb(1 if i == n-1 else 0);  S.squeeze()
func (s *schedule) next(i int) fp.Element {
	if s.scheme.framed() {
		frame := s.frame(i)
		s.sponge.Absorb(&frame)
	}
	return s.sponge.Squeeze()
}

// framed reports whether the scheme absorbs a frame bit before every mask.
func (s Scheme) framed() bool { return s == O1jsV2 }

// frame returns the frame bit of element i.
func (s *schedule) frame(i int) (bit fp.Element) {
	if i == s.n-1 {
		bit.One()
	}
	return bit
}

// feed absorbs the masked elements c up to i, as far as the scheme does so now.
//
//	o1js-v1:  if i is odd: S.absorb(c[i-1]);  if i is odd or i == n-1: S.absorb(c[i])
//	o1js-v2:  S.absorb(c[i])
func (s *schedule) feed(c []fp.Element, i int) {
	for j := s.unfed(i); j <= i; j++ {
		s.sponge.Absorb(&c[j])
	}
}

// unfed returns the first element that feed(c, i) absorbs, i+1 if there is none.
func (s *schedule) unfed(i int) int {
	switch odd := i%2 == 1; {
	case s.scheme == O1jsV2:
		return i
	case odd:
		return i - 1
	case i == s.n-1:
		return i
	default:
		return i + 1
	}
}

// tag returns the authentication tag and erases the sponge.
//
//	S.squeeze()
func (s *schedule) tag() fp.Element {
	t := s.sponge.Squeeze()
	s.sponge.Erase()
	return t
}
