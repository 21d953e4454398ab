package prover

import (
	"math/bits"

	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// linearized returns ft: the last sigma times its coefficient, less the chunks of the
// quotient times zeta^n - 1 (SPEC 11.10 [KIM-10]).
func (s *session) linearized() *polynomial {
	relation := tick.Relation{Era: s.era, Features: s.features, LogDomain: s.Verifier.LogDomain}
	sigma := relation.LastSigma(&s.proof.Evaluations, &s.challenges)
	length := s.n
	for _, chunk := range s.quotient {
		length = max(length, len(chunk.coefficients))
	}
	ft := s.secret.polynomial(length)
	ft.addScaled(&sigma, s.sigma[layout.Permuted-1])
	factor, toSize := new(fp.Element).One(), *squares(&s.points[0], tick.LogSize)
	factor.Subtract(factor, squares(&s.points[0], s.Verifier.LogDomain)) // 1 - zeta^n
	for _, chunk := range s.quotient {
		ft.addScaled(factor, chunk)
		factor.Multiply(factor, &toSize)
	}
	return ft
}

// logSize returns k for a size 2^k.
func logSize(size int) int { return bits.Len(uint(size)) - 1 }

// squares returns x^(2^k).
func squares(x *fp.Element, k int) *fp.Element {
	z := new(fp.Element).Set(x)
	for range k {
		z.Square(z)
	}
	return z
}

// openingOrder returns the polynomials in the order in which they are combined.
func (s *session) openingOrder(ft *polynomial) []*polynomial {
	var list []*polynomial
	for i := range s.previous {
		list = append(list, &polynomial{coefficients: tick.FoldingCoefficients(s.previous[i].Challenges)})
	}
	list = append(list, s.public, ft, s.permutation)
	list = append(list, s.selectors[:layout.BaseGates]...)
	list = append(list, s.columns...)
	list = append(list, s.coefficients[:]...)
	list = append(list, s.sigma[:layout.Permuted-1]...)
	list = append(list, s.selectors[layout.BaseGates:]...)
	if l := s.lookups; l != nil {
		list = append(list, l.sorted...)
		list = append(list, l.aggregation, l.table, l.runtime, l.index.runtimeSelector)
		list = append(list, l.index.selectors[:]...)
	}
	return list
}

// open proves the values of all polynomials at zeta and zeta*omega (SPEC 11.11).
func (s *session) open() {
	t := &s.transcript
	ft := s.linearized()
	s.proof.FtNext = ft.evaluate(&s.points[1])
	values := tick.Pair{Zeta: s.public.evaluate(&s.points[0]), Next: s.public.evaluate(&s.points[1])}
	var passedOn tick.ScalarTranscript
	for i := range s.previous {
		passedOn.Absorb(s.previous[i].Challenges...)
	}
	v, u := tick.EvaluationChallenges(t.Digest(), passedOn.Squeeze(), s.proof.FtNext, values, &s.proof.Evaluations)
	s.proof.Public = &values
	combined := s.secret.combine(s.openingOrder(ft), tick.Expand(v))
	s.proof.Opening = *newOpening(&s.secret, t, combined, s.points, tick.Expand(u)).prove()
}

// combine returns the sum of v^k times the polynomials, without those that are nil.
func (a *arena) combine(polynomials []*polynomial, v fp.Element) *polynomial {
	length := 0
	for _, p := range polynomials {
		if p != nil {
			length = max(length, trimmed(p.coefficients))
		}
	}
	sum, power := a.polynomial(1<<bits.Len(uint(length-1))), new(fp.Element).One()
	for _, p := range polynomials {
		if p != nil {
			sum.addScaled(power, p)
			power.Multiply(power, &v)
		}
	}
	return sum
}

// opening is the inner product argument for a polynomial with coefficients a and the
// vector b of the values' weights, b[j] = x^j + u y^j. Each round halves a, b and the
// generators (B. Bünz et al., https://eprint.iacr.org/2020/499, after J. Bootle et al.,
// https://eprint.iacr.org/2016/263).
//
// As long as only the lower half of a, or less, is not 0, rounds cost less: a stays as it is,
// b is known by the weights, and L is a blinder. The generators are then folded for several
// rounds at once, which shares the doublings; until then R is a longer sum.
type opening struct {
	secret     *arena
	transcript *tick.Transcript
	a          []fp.Element
	b          []fp.Element // nil while weights stand for it
	weights    [2]fp.Element
	points     [2]fp.Element
	values     [2]fp.Element // of a at the points
	blinder    *fp.Element
	generators []vesta.Affine
	factors    []fp.Element // generator i is the sum of factors[j] generators[j*size+i]
	base       vesta.Affine // U
}

// newOpening absorbs the value that is proved and draws U.
func newOpening(secret *arena, t *tick.Transcript, p *polynomial, points [2]fp.Element, u fp.Element) *opening {
	o := &opening{
		secret: secret, transcript: t, a: p.coefficients, points: points, blinder: &p.blinder,
		generators: tick.Reference().G, values: [2]fp.Element{p.evaluate(&points[0]), p.evaluate(&points[1])},
	}
	o.factors = one()
	o.weights[0].One()
	o.weights[1] = u
	inner := o.weighted(&o.values)
	t.AbsorbScalar(inner)
	base := t.Squeeze()
	o.base = vesta.BatchAffine([]vesta.Point{*vesta.NewIdentity().MapToGroupVarTime(&base)})[0]
	return o
}

// one returns the list of factors of generators that are folded.
func one() []fp.Element {
	factors := allocate[fp.Element](public, 1)
	factors[0].One()
	return factors
}

// size returns the number of generators.
func (o *opening) size() int { return len(o.generators) / len(o.factors) }

// settle folds the generators.
func (o *opening) settle() {
	if len(o.factors) > 1 {
		o.generators, o.factors = vesta.FoldVarTime(o.generators, o.factors), one()
	}
}

// weighted returns the sum of the weights times values.
func (o *opening) weighted(values *[2]fp.Element) (sum fp.Element) {
	var t fp.Element
	for i := range values {
		sum.Add(&sum, t.Multiply(&o.weights[i], &values[i]))
	}
	return sum
}

// prove runs the rounds and proves knowledge of what is left.
func (o *opening) prove() *tick.Opening {
	out := new(tick.Opening)
	for i := range out.Rounds {
		half := o.size() / 2
		blinders := o.blinders()
		var sides []vesta.Point
		if len(o.a) <= half {
			sides = o.shortRound(half, blinders)
		} else {
			sides = o.fullRound(half, blinders)
		}
		affine := vesta.BatchAffine(sides)
		out.Rounds[i] = tick.Round{Left: affine[0], Right: affine[1]}
		o.transcript.AbsorbPoints(affine...)
		o.fold(half, tick.Expand(o.transcript.Challenge()), blinders)
	}
	o.finish(out)
	return out
}

// blinders returns two random elements.
func (o *opening) blinders() *[2]fp.Element {
	blinders := &allocate[[2]fp.Element](o.secret, 1)[0]
	blinders[0].SetRandom()
	blinders[1].SetRandom()
	return blinders
}

// shortRound returns L and R of a round in which a fits the lower half.
func (o *opening) shortRound(half int, blinders *[2]fp.Element) []vesta.Point {
	var empty fp.Element
	var shifted [2]fp.Element
	for i := range shifted {
		shifted[i].Multiply(squares(&o.points[i], logSize(half)), &o.values[i])
	}
	inner := o.weighted(&shifted)
	sides := o.secret.points(2)
	o.commit(&sides[0], nil, nil, &empty, &blinders[0])
	scalars := allocate[fp.Element](o.secret, len(o.factors)*len(o.a))
	points := allocate[vesta.Affine](public, len(scalars))
	for j := range o.factors {
		at := j * len(o.a)
		copy(points[at:at+len(o.a)], o.generators[2*half*j+half:])
		for i := range o.a {
			scalars[at+i].Multiply(&o.factors[j], &o.a[i])
		}
	}
	o.commit(&sides[1], scalars, points, &inner, &blinders[1])
	return sides
}

// fullRound returns L and R of a round in which a is as long as the generators.
func (o *opening) fullRound(half int, blinders *[2]fp.Element) []vesta.Point {
	o.settle()
	o.materialize()
	low, high := o.a[:half], o.a[half:]
	inner := allocate[fp.Element](o.secret, 2)
	inner[0], inner[1] = innerProduct(high, o.b[:half]), innerProduct(low, o.b[half:])
	sides := o.secret.points(2)
	batch.Each(2, func(i int) {
		if i == 0 {
			o.commit(&sides[0], high, o.generators[:half], &inner[0], &blinders[0])
		} else {
			o.commit(&sides[1], low, o.generators[half:], &inner[1], &blinders[1])
		}
	})
	return sides
}

// materialize sets b.
func (o *opening) materialize() {
	if o.b != nil {
		return
	}
	o.b = allocate[fp.Element](public, o.size())
	for k := range o.weights {
		power := o.weights[k]
		for j := range o.b {
			o.b[j].Add(&o.b[j], &power)
			power.Multiply(&power, &o.points[k])
		}
	}
}

// commit sets sum to <scalars, points> + inner U + blinder H.
func (o *opening) commit(sum *vesta.Point, scalars []fp.Element, points []vesta.Affine, inner, blinder *fp.Element) {
	sum.MultiScalarMultiplyAffineVarTime(scalars, points)
	rest := allocate[fp.Element](o.secret, 2)
	rest[0], rest[1] = *inner, *blinder
	bases := []vesta.Affine{o.base, tick.Reference().H}
	sum.Add(sum, o.secret.point().MultiScalarMultiplyAffineVarTime(rest, bases))
}

func innerProduct(a, b []fp.Element) (sum fp.Element) {
	var t fp.Element
	for i := range a {
		sum.Add(&sum, t.Multiply(&a[i], &b[i]))
	}
	return sum
}

// lateFactors is the number of factors from which on folding the generators costs less than
// another sum with so many pieces.
const lateFactors = 8

// fold halves everything by a round's challenge: a to a_low + a_high/u, b and the
// generators to low + u high.
func (o *opening) fold(half int, u fp.Element, blinders *[2]fp.Element) {
	inverse, t := new(fp.Element).InvertVarTime(&u), new(fp.Element)
	if len(o.a) > half {
		for i := range half {
			o.a[i].Add(&o.a[i], t.Multiply(inverse, &o.a[half+i]))
			o.b[i].Add(&o.b[i], t.Multiply(&u, &o.b[half+i]))
		}
		clear(o.a[half:])
		o.a, o.b = o.a[:half], o.b[:half]
	} else {
		for i := range o.weights {
			t.Multiply(&u, squares(&o.points[i], logSize(half)))
			o.weights[i].Multiply(&o.weights[i], t.Add(t, new(fp.Element).One()))
		}
	}
	o.blinder.Add(o.blinder, t.Multiply(&blinders[0], inverse))
	o.blinder.Add(o.blinder, t.Multiply(&blinders[1], &u))
	factors := allocate[fp.Element](public, 2*len(o.factors))
	for j := range o.factors {
		factors[2*j].Set(&o.factors[j])
		factors[2*j+1].Multiply(&o.factors[j], &u)
	}
	o.factors = factors
	if len(factors) == lateFactors {
		o.settle()
	}
}

// finish proves knowledge of a[0] and the blinder, by the protocol of Schnorr.
func (o *opening) finish(out *tick.Opening) {
	o.settle()
	o.materialize()
	random := o.blinders()
	d, blinder := &random[0], &random[1]
	var inner fp.Element
	out.SG = o.generators[0]
	inner.Multiply(d, &o.b[0])
	delta := o.secret.points(1)
	o.commit(&delta[0], random[:1], o.generators, &inner, blinder)
	out.Delta = vesta.BatchAffine(delta)[0]
	o.transcript.AbsorbPoints(out.Delta)
	c := tick.Expand(o.transcript.Challenge())
	out.Z1.Multiply(&o.a[0], &c)
	out.Z1.Add(&out.Z1, d)
	out.Z2.Multiply(o.blinder, &c)
	out.Z2.Add(&out.Z2, blinder)
}
