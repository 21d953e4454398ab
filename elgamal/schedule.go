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
	if s.scheme == O1jsV2 {
		var frame fp.Element
		if i == s.n-1 {
			frame.One()
		}
		s.sponge.Absorb(&frame)
	}
	return s.sponge.Squeeze()
}

// feed absorbs the masked elements c up to i, as far as the scheme does so now.
//
//	o1js-v1:  if i is odd: S.absorb(c[i-1]);  if i is odd or i == n-1: S.absorb(c[i])
//	o1js-v2:  S.absorb(c[i])
func (s *schedule) feed(c []fp.Element, i int) {
	odd := i%2 == 1
	if s.scheme == O1jsV1 && odd {
		s.sponge.Absorb(&c[i-1])
	}
	if s.scheme == O1jsV2 || odd || i == s.n-1 {
		s.sponge.Absorb(&c[i])
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
