package statements

import (
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// openO1js returns the message and the tag that belong to a ciphertext of o1js (SPEC 6.2,
// 6.3).
func openO1js(b *builder.Builder, scheme statement.Scheme, shared builder.Variable, ciphertext []builder.Variable) ([]builder.Variable, builder.Variable) {
	s := newSponge(b)
	s.absorb(shared)
	message := make([]builder.Variable, len(ciphertext))
	for i, c := range ciphertext {
		last := i == len(ciphertext)-1
		if scheme == statement.O1jsV2 {
			s.absorb(b.Constant(frameBit(last)))
		}
		message[i] = s.unmask(c)
		switch {
		case scheme == statement.O1jsV2:
			s.absorb(c)
		case i%2 == 1:
			s.absorb(ciphertext[i-1])
			s.absorb(c)
		case last:
			s.absorb(c)
		}
	}
	return message, s.squeeze()
}

func frameBit(last bool) fp.Element {
	if last {
		return builder.Small(1)
	}
	return builder.Small(0)
}

// openSealed returns the message and the tag that belong to a ciphertext of sealed-v1 (SPEC
// 6.6): shared is Z, common is Y.
func openSealed(b *builder.Builder, in *sealedInputs, shared, common builder.Point, omit *omitted) ([]builder.Variable, builder.Variable) {
	var points []builder.Variable
	for _, p := range []builder.Point{in.ephemeral, shared, common} {
		points = append(points, p.X, b.Parity(p.Y))
	}
	header := []builder.Variable{b.Constant(elgamal.SealDomain()), in.place[0], in.place[1], in.place[2],
		b.Constant(builder.Small(int64(len(in.ciphertext))))}
	s := newSponge(b)
	for i, x := range append(header, points...) {
		s.absorb(omit.bound(b, headerElements+group(i), x))
	}
	message := make([]builder.Variable, len(in.ciphertext))
	for i, c := range in.ciphertext {
		message[i] = s.unmask(c)
		s.absorb(c)
	}
	return message, s.squeeze()
}

// unmask returns the element of the message for one of the ciphertext.
func (s *sponge) unmask(c builder.Variable) builder.Variable {
	return s.b.Sum(builder.Small(0), builder.Times(1, c), builder.Times(-1, s.squeeze()))
}
