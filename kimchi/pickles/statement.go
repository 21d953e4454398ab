package pickles

import (
	"encoding/binary"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/poseidon"
)

// expanded is what a verification makes of the step proof's challenges.
type expanded struct {
	digest      fp.Element      // before the evaluations
	opening     []fp.Element    // of the step proof
	accumulated []tock.Previous // of the previous wrap proofs, two, dummies first
	previous    [][]fp.Element  // of the previous step proofs
	challenges  tick.Challenges // of the step proof
}

// expand expands all challenges. The error is [ErrNonCanonical], for a digest that is
// no element.
func (s *step) expand() (*expanded, error) {
	x := &expanded{
		challenges: tick.Challenges{
			Beta: tick.Unexpanded(s.beta), Gamma: tick.Unexpanded(s.gamma),
			Alpha: tick.Expand(s.alpha), Zeta: tick.Expand(s.zeta),
		},
		opening: expandTick(s.opening[:]),
	}
	if s.joint != nil {
		x.challenges.Joint = tick.Expand(*s.joint)
	}
	var b [32]byte
	for i, limb := range s.digest {
		binary.LittleEndian.PutUint64(b[8*i:], limb)
	}
	if _, err := x.digest.SetCanonicalBytes(b[:]); err != nil {
		return nil, ErrNonCanonical
	}
	for i := range s.previous {
		x.previous = append(x.previous, expandTick(s.previous[i].challenges[:]))
	}
	x.accumulated = make([]tock.Previous, maxPrevious)
	for i := range x.accumulated {
		x.accumulated[i] = dummy()
		if j := i - (maxPrevious - len(s.accumulated)); j >= 0 {
			x.accumulated[i].Challenges = expandTock(s.accumulated[j][:])
		}
		if j := i - (maxPrevious - len(s.previous)); j >= 0 {
			x.accumulated[i].Commitment = s.previous[j].commitment
		}
	}
	return x, nil
}

func expandTick(challenges []layout.Challenge) []fp.Element {
	out := make([]fp.Element, len(challenges))
	for i, c := range challenges {
		out[i] = tick.Expand(c)
	}
	return out
}

func expandTock(challenges []layout.Challenge) []fq.Element {
	out := make([]fq.Element, len(challenges))
	for i, c := range challenges {
		out[i] = tock.Expand(c)
	}
	return out
}

// deferred computes the values of the step proof that the wrap circuit takes from its
// statement (SPEC 11.16 [PIC-8]).
func (s *step) deferred(era kimchi.Era, x *expanded) (*tick.Deferred, error) {
	relation := tick.Relation{Era: era, Features: s.features, LogDomain: s.logDomain}
	return relation.Defer(&x.challenges, &tick.Opened{
		Digest: x.digest, PassedOn: x.previous, Public: s.public, FtNext: s.ftNext, Evaluations: &s.evaluations,
	}, x.opening)
}

// nextStepMessage returns the hash over Fp of the key, the program's state, and what is
// passed on to a next step proof (SPEC 11.16 [PIC-9]).
func (p *Proof) nextStepMessage(k *VerificationKey, x *expanded) fp.Element {
	inputs := append(k.coordinates(), p.publicInput...)
	inputs = append(inputs, p.publicOutput...)
	for i := range p.step.previous {
		cx, cy := p.step.previous[i].commitment.Coordinates()
		inputs = append(inputs, cx, cy)
		inputs = append(inputs, x.previous[i]...)
	}
	return poseidon.Hash(inputs...)
}

// nextWrapMessage returns the hash over Fq of what is passed on to a next wrap proof
// (SPEC 11.16 [PIC-9]).
func (s *step) nextWrapMessage(x *expanded) fq.Element {
	var sponge tock.ScalarTranscript
	for i := range x.accumulated {
		sponge.Absorb(x.accumulated[i].Challenges...)
	}
	cx, cy := s.accumulator.Coordinates()
	sponge.Absorb(cx, cy)
	return sponge.Squeeze()
}

// wrapInput returns the public input of the wrap circuit (SPEC 11.16 [PIC-10]).
func (p *Proof) wrapInput(k *VerificationKey, x *expanded, d *tick.Deferred) []fq.Element {
	s := &p.step
	out := make([]fq.Element, 0, wrapInputs)
	for _, v := range []*fp.Element{
		&d.ShiftedInnerProduct, &d.ShiftedFold, &d.ShiftedZetaToSize, &d.ShiftedZetaToDomain, &d.ShiftedSigma,
	} {
		out = append(out, reinterpret(v))
	}
	for _, c := range []layout.Challenge{s.beta, s.gamma, s.alpha, s.zeta, d.V} {
		out = append(out, tock.Unexpanded(c))
	}
	message := p.nextStepMessage(k, x)
	out = append(out, reinterpret(&x.digest), s.nextWrapMessage(x), reinterpret(&message))
	for _, c := range s.opening {
		out = append(out, tock.Unexpanded(c))
	}
	mask := [maxPrevious + 1]uint64{0, 2, 3}[s.proofsVerified]
	out = append(out, *new(fq.Element).SetUint64(uint64(s.logDomain)<<2 | mask))
	for _, flag := range s.flags {
		out = append(out, boolean(flag))
	}
	var joint fq.Element
	if s.joint != nil {
		joint = tock.Unexpanded(*s.joint)
	}
	return append(out, boolean(s.joint != nil), joint)
}

// reinterpret returns the integer of x as an element of Fq, which is larger.
func reinterpret(x *fp.Element) (y fq.Element) {
	b := x.Bytes()
	if _, err := y.SetCanonicalBytes(b[:]); err != nil {
		panic(err)
	}
	return y
}

func boolean(b bool) (x fq.Element) {
	if b {
		x.One()
	}
	return x
}
