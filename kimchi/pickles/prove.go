package pickles

import (
	"encoding/binary"
	"slices"

	"github.com/minaseal/minaseal/kimchi/builder"
	fqbuilder "github.com/minaseal/minaseal/kimchi/internal/fq/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Prove returns a proof of the program for a public input and output. inputs are the cells
// of the step circuit in which the program's inputs stand, private and public ones, as its
// source and table say; all other cells follow from them.
//
// The errors are those of [builder.Circuit.Solve] and [builder.Circuit.Check]: for inputs
// that the program refuses it is [builder.ErrUnsatisfied], before anything is proved.
//
// The private inputs go through Solve, whose time depends on which values are 0, and
// through the sums of points of the step proof, whose time depends on the witness. The
// wrap proof is about the step proof, which hides them. Nothing of them is left in memory,
// but in inputs.
func (p *Program) Prove(publicInput, publicOutput []fp.Element, inputs []builder.Input) (*Proof, error) {
	proof := &Proof{publicInput: slices.Clone(publicInput), publicOutput: slices.Clone(publicOutput)}
	message := proof.nextStepMessage(p.key, &expanded{})
	stepProof, err := p.proveStep(message, inputs)
	if err != nil {
		return nil, err
	}
	_, trace, err := p.step.Verifier.Reduce(p.era, stepProof, []fp.Element{message}, nil)
	if err != nil {
		return nil, err
	}
	proof.step = p.stateOf(stepProof, trace)
	x, err := proof.step.expand()
	if err != nil {
		return nil, err
	}
	deferred, err := proof.step.deferred(p.era, x)
	if err != nil {
		return nil, err
	}
	w, err := p.wrap.Circuit.Solve(p.wrapInputs(proof.wrapInput(p.key, x, deferred), stepProof))
	if err != nil {
		return nil, err
	}
	wrapProof, err := p.wrap.Prove(w, x.accumulated...)
	if err != nil {
		return nil, err
	}
	proof.wrap = *wrapProof
	return proof, nil
}

func (p *Program) proveStep(message fp.Element, own []builder.Input) (*tick.Proof, error) {
	inputs := p.stepInputs(message, own)
	defer clear(inputs)
	w, err := p.step.Circuit.Solve(inputs)
	if err != nil {
		return nil, err
	}
	defer w.Erase()
	return p.step.Prove(w)
}

// stateOf returns what a proof says of the step proof.
func (p *Program) stateOf(proof *tick.Proof, trace *tick.Trace) step {
	s := step{
		alpha: trace.Alpha, beta: trace.Beta, gamma: trace.Gamma, zeta: trace.Zeta,
		features: p.step.Circuit.Features(), logDomain: p.step.Verifier.LogDomain,
		accumulator: proof.Opening.SG, public: trace.PublicEvaluations, evaluations: proof.Evaluations, ftNext: proof.FtNext,
	}
	if s.features.Lookup() {
		s.joint = &trace.Joint
	}
	copy(s.flags[:], s.features.Gates[:])
	s.flags[6], s.flags[7] = s.features.Patterns[layout.LookupPattern], s.features.Runtime
	copy(s.opening[:], trace.OpeningRaw)
	digest := trace.DigestBeforeEvaluations.Bytes()
	for i := range s.digest {
		s.digest[i] = binary.LittleEndian.Uint64(digest[8*i:])
	}
	return s
}

// wrapInputs returns the cells of the wrap circuit that are given: the public input, and the
// step proof, its opening first.
func (p *Program) wrapInputs(public []fq.Element, proof *tick.Proof) []fqbuilder.Input {
	var inputs []fqbuilder.Input
	for i := range public {
		inputs = append(inputs, fqbuilder.Input{Cell: fqbuilder.Cell{Row: i}, Value: public[i]})
	}
	for i, z := range []fp.Element{proof.Opening.Z1, proof.Opening.Z2} {
		shifted := tick.Shift(z)
		inputs = append(inputs, fqbuilder.Input{Cell: p.shifted[i], Value: reinterpret(&shifted)})
	}
	for i, point := range pointsOf(proof) {
		x, y := point.Coordinates()
		inputs = append(inputs, fqbuilder.Input{Cell: p.points[i].X, Value: x}, fqbuilder.Input{Cell: p.points[i].Y, Value: y})
	}
	return inputs
}

// pointsOf lists the points of a step proof in the order in which the wrap circuit takes
// them.
func pointsOf(proof *tick.Proof) []vesta.Affine {
	var points []vesta.Affine
	for i := range proof.Opening.Rounds {
		points = append(points, proof.Opening.Rounds[i].Left, proof.Opening.Rounds[i].Right)
	}
	points = append(points, proof.Opening.Delta, proof.Opening.SG)
	points = append(points, proof.Witness[:]...)
	points = append(append(points, proof.Permutation), proof.Quotient[:]...)
	if l := proof.Lookup; l != nil {
		points = append(append(points, l.Sorted...), l.Aggregation)
		if l.Runtime != nil {
			points = append(points, *l.Runtime)
		}
	}
	return points
}
