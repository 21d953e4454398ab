package prover

import (
	"math/bits"

	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
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
	ft := &polynomial{coefficients: make([]fp.Element, length)}
	ft.addScaled(&sigma, s.sigma[layout.Permuted-1])
	factor, toSize := new(fp.Element).One(), *squares(&s.points[0], tick.LogSize)
	factor.Subtract(factor, squares(&s.points[0], s.Verifier.LogDomain)) // 1 - zeta^n
	for _, chunk := range s.quotient {
		ft.addScaled(factor, chunk)
		factor.Multiply(factor, &toSize)
	}
	return ft
}

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
	list := []*polynomial{s.public, ft, s.permutation}
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
	public := tick.Pair{Zeta: s.public.evaluate(&s.points[0]), Next: s.public.evaluate(&s.points[1])}
	var passedOn tick.ScalarTranscript
	v, u := tick.EvaluationChallenges(t.Digest(), passedOn.Squeeze(), s.proof.FtNext, public, &s.proof.Evaluations)
	s.proof.Public = &public
	combined := combine(s.openingOrder(ft), tick.Expand(v))
	defer clear(combined.coefficients)
	s.proof.Opening = *newOpening(t, combined, s.points, tick.Expand(u)).prove()
}

// combine returns the sum of v^k times the polynomials, without those that are nil.
func combine(polynomials []*polynomial, v fp.Element) *polynomial {
	length := 0
	for _, p := range polynomials {
		if p != nil {
			length = max(length, trimmed(p.coefficients))
		}
	}
	sum, power := &polynomial{coefficients: make([]fp.Element, 1<<bits.Len(uint(length-1)))}, new(fp.Element).One()
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
// b is known by the weights, and L is a blinder.
type opening struct {
	transcript *tick.Transcript
	a          []fp.Element
	b          []fp.Element // nil while weights stand for it
	weights    [2]fp.Element
	points     [2]fp.Element
	values     [2]fp.Element // of a at the points
	blinder    fp.Element
	generators []vesta.Affine
	base       vesta.Affine // U
}

// newOpening absorbs the value that is proved and draws U.
func newOpening(t *tick.Transcript, p *polynomial, points [2]fp.Element, u fp.Element) *opening {
	o := &opening{
		transcript: t, a: p.coefficients, points: points, blinder: p.blinder,
		generators: tick.Reference().G, values: [2]fp.Element{p.evaluate(&points[0]), p.evaluate(&points[1])},
	}
	o.weights[0].One()
	o.weights[1] = u
	inner := o.weighted(&o.values)
	t.AbsorbScalar(inner)
	base := t.Squeeze()
	o.base = pointsOf(vesta.NewIdentity().MapToGroupVarTime(&base))[0]
	return o
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
		half := len(o.generators) / 2
		var left, right *vesta.Point
		var blinders [2]fp.Element
		blinders[0].SetRandom()
		blinders[1].SetRandom()
		if len(o.a) <= half {
			left, right = o.shortRound(half, &blinders)
		} else {
			left, right = o.fullRound(half, &blinders)
		}
		affine := pointsOf(left, right)
		out.Rounds[i] = tick.Round{Left: affine[0], Right: affine[1]}
		o.transcript.AbsorbPoints(affine...)
		o.fold(half, tick.Expand(o.transcript.Challenge()), &blinders)
	}
	o.finish(out)
	return out
}

// shortRound returns the commitments of a round in which a fits the lower half.
func (o *opening) shortRound(half int, blinders *[2]fp.Element) (left, right *vesta.Point) {
	var empty fp.Element
	left = o.commit(nil, nil, &empty, &blinders[0])
	var shifted [2]fp.Element
	for i := range shifted {
		shifted[i].Multiply(squares(&o.points[i], bits.Len(uint(half))-1), &o.values[i])
	}
	inner := o.weighted(&shifted)
	right = o.commit(o.a, o.generators[half:half+len(o.a)], &inner, &blinders[1])
	return left, right
}

// fullRound returns the commitments of a round in which a is as long as the generators.
func (o *opening) fullRound(half int, blinders *[2]fp.Element) (left, right *vesta.Point) {
	o.materialize()
	low, high := o.a[:half], o.a[half:]
	lowInner, highInner := innerProduct(low, o.b[half:]), innerProduct(high, o.b[:half])
	layout.Parallel(2, func(i int) {
		if i == 0 {
			left = o.commit(high, o.generators[:half], &highInner, &blinders[0])
		} else {
			right = o.commit(low, o.generators[half:], &lowInner, &blinders[1])
		}
	})
	return left, right
}

// materialize sets b.
func (o *opening) materialize() {
	if o.b != nil {
		return
	}
	o.b = make([]fp.Element, len(o.generators))
	for k := range o.weights {
		power := o.weights[k]
		for j := range o.b {
			o.b[j].Add(&o.b[j], &power)
			power.Multiply(&power, &o.points[k])
		}
	}
}

// commit returns <scalars, points> + inner U + blinder H.
func (o *opening) commit(scalars []fp.Element, points []vesta.Affine, inner, blinder *fp.Element) *vesta.Point {
	scalars = append(append(make([]fp.Element, 0, len(scalars)+2), scalars...), *inner, *blinder)
	points = append(append(make([]vesta.Affine, 0, len(points)+2), points...), o.base, tick.Reference().H)
	return vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(scalars, points)
}

func innerProduct(a, b []fp.Element) (sum fp.Element) {
	var t fp.Element
	for i := range a {
		sum.Add(&sum, t.Multiply(&a[i], &b[i]))
	}
	return sum
}

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
			t.Multiply(&u, squares(&o.points[i], bits.Len(uint(half))-1))
			o.weights[i].Multiply(&o.weights[i], t.Add(t, new(fp.Element).One()))
		}
	}
	o.blinder.Add(&o.blinder, t.Multiply(&blinders[0], inverse))
	o.blinder.Add(&o.blinder, t.Multiply(&blinders[1], &u))
	o.generators = vesta.FoldVarTime(o.generators[:half], o.generators[half:], &u)
}

// finish proves knowledge of a[0] and the blinder, by the protocol of Schnorr.
func (o *opening) finish(out *tick.Opening) {
	o.materialize()
	var d, blinder, inner fp.Element
	d.SetRandom()
	blinder.SetRandom()
	out.SG = o.generators[0]
	inner.Multiply(&d, &o.b[0])
	out.Delta = pointsOf(o.commit([]fp.Element{d}, o.generators, &inner, &blinder))[0]
	o.transcript.AbsorbPoints(out.Delta)
	c := tick.Expand(o.transcript.Challenge())
	out.Z1.Multiply(&o.a[0], &c)
	out.Z1.Add(&out.Z1, &d)
	out.Z2.Multiply(&o.blinder, &c)
	out.Z2.Add(&out.Z2, &blinder)
}
