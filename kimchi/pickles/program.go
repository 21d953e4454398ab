package pickles

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	fqbuilder "github.com/minaseal/minaseal/kimchi/internal/fq/builder"
	fqprover "github.com/minaseal/minaseal/kimchi/internal/fq/prover"
	"github.com/minaseal/minaseal/kimchi/internal/gatetable"
	"github.com/minaseal/minaseal/kimchi/internal/prover"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// ErrProgram reports a table of gates that is cut or changed, or of another program than
// the key's.
var ErrProgram = errors.New("pickles: the gates are not those of the key's program")

// Program is a ZkProgram of o1js with one method, which verifies no proofs, ready to be
// proved under the key that o1js's compile makes for it (SPEC 11.20). It is read-only.
type Program struct {
	era     kimchi.Era
	key     *VerificationKey
	step    *prover.Index
	wrap    *fqprover.Index
	stepKey []builder.PointCells // the generator, and the points of the key
	points  []fqbuilder.PointCells
	shifted []fqbuilder.Cell // of z1 and z2
}

// NewProgram reads a table of gates, which o1js's compile made with the key, and prepares
// its proofs: that takes a second or two. The error is [ErrEra], or [ErrProgram], for a
// table whose circuits do not have the commitments of the key.
func NewProgram(era kimchi.Era, table []byte, key *VerificationKey) (*Program, error) {
	if !era.Valid() {
		return nil, ErrEra
	}
	gates, err := gatetable.Decode(table)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	if gates.KeyHash != key.hash.Bytes() {
		return nil, fmt.Errorf("%w: the table names another key", ErrProgram)
	}
	step, wrap, err := circuitsOf(gates)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	p := &Program{era: era, key: key}
	if err := p.setCells(step, wrap); err != nil {
		return nil, err
	}
	batch.Each(2, func(i int) {
		if i == 0 {
			p.step = prover.NewIndex(era, step)
		} else {
			p.wrap = fqprover.NewIndex(era, wrap)
		}
	})
	if err := p.bind(gates); err != nil {
		return nil, err
	}
	return p, nil
}

// circuitsOf returns the two circuits of a table.
func circuitsOf(t *gatetable.Table) (*builder.Circuit, *fqbuilder.Circuit, error) {
	stepRows, err := gatetable.Rows(&t.Step, (*fp.Element).SetCanonicalBytes,
		func(gate byte, k []fp.Element, back [layout.Permuted]int) builder.WiredRow {
			return builder.WiredRow{Gate: builder.Gate(gate), Coefficients: k, Back: back}
		})
	if err != nil {
		return nil, nil, err
	}
	wrapRows, err := gatetable.Rows(&t.Wrap, (*fq.Element).SetCanonicalBytes,
		func(gate byte, k []fq.Element, back [layout.Permuted]int) fqbuilder.WiredRow {
			return fqbuilder.WiredRow{Gate: fqbuilder.Gate(gate), Coefficients: k, Back: back}
		})
	if err != nil {
		return nil, nil, err
	}
	step, err := builder.FromRows(t.Step.Public, stepRows)
	if err != nil {
		return nil, nil, fmt.Errorf("step circuit: %w", err)
	}
	wrap, err := fqbuilder.FromRows(t.Wrap.Public, wrapRows)
	if err != nil {
		return nil, nil, fmt.Errorf("wrap circuit: %w", err)
	}
	return step, wrap, nil
}

// Key returns the key under which the proofs verify.
func (p *Program) Key() *VerificationKey { return p.key }

// Rows returns the number of rows of the step and of the wrap circuit together.
func (p *Program) Rows() int { return p.step.Circuit.Rows() + p.wrap.Circuit.Rows() }

// setCells finds the inputs of the circuits that every program has.
func (p *Program) setCells(step *builder.Circuit, wrap *fqbuilder.Circuit) error {
	if step.Public() != 1 || wrap.Public() != wrapInputs || p.key.maxProofsVerified != 0 {
		return fmt.Errorf("%w: not a program of a method that verifies no proofs", ErrProgram)
	}
	if f := wrap.Features(); f.Lookup() || f.Gates != [layout.OptionalGates]bool{} || wrap.LogDomain() != p.key.index.LogDomain {
		return fmt.Errorf("%w: not a wrap circuit of the key's domain", ErrProgram)
	}
	points := step.PointCells()
	if len(points) < 1+keyPoints {
		return fmt.Errorf("%w: the step circuit lacks points", ErrProgram)
	}
	p.stepKey = append(points[:1:1], points[len(points)-keyPoints:]...)
	features := step.Features()
	n := wrapPoints(&features)
	p.points, p.shifted = wrap.PointCells(), wrap.ComparedLike(fqbuilder.Cell{})
	if len(p.points) < n || len(p.shifted) != 2 {
		return fmt.Errorf("%w: the wrap circuit lacks points", ErrProgram)
	}
	p.points = p.points[:n]
	return nil
}

// wrapPoints returns the number of points of a step proof.
func wrapPoints(f *layout.Features) int {
	n := 2*16 + 2 + layout.Columns + 1 + layout.Chunks
	if f.Lookup() {
		n += f.PerRow() + 1 + 1
	}
	if f.Runtime {
		n++
	}
	return n
}

// bind checks that the wrap circuit is the key's, and that it is about the step circuit.
func (p *Program) bind(gates *gatetable.Table) error {
	made, known := p.wrap.Verifier.Commitments(), p.key.index.Commitments()
	if len(made) != len(known) {
		return fmt.Errorf("%w: another number of commitments", ErrProgram)
	}
	for i := range made {
		if made[i].Equal(&known[i]) == 0 {
			return fmt.Errorf("%w: commitment %d of the wrap circuit", ErrProgram, i)
		}
	}
	constants := make(map[[32]byte]bool)
	for _, c := range gates.Wrap.Constants {
		constants[c] = true
	}
	for i, c := range p.step.Verifier.Commitments() {
		x, y := c.Coordinates()
		if !constants[x.Bytes()] || !constants[y.Bytes()] {
			return fmt.Errorf("%w: commitment %d of the step circuit", ErrProgram, i)
		}
	}
	p.wrap.Verifier.Lagrange = p.key.index.Lagrange
	p.step.Verifier.Lagrange = []vesta.Affine{p.firstLagrange()}
	return nil
}

// firstLagrange returns the commitment to the first Lagrange polynomial of the step domain.
func (p *Program) firstLagrange() vesta.Affine {
	v := p.step.Verifier
	minus := fp.Element{}
	minus.Negate(minus.One())
	committed := v.CommitPublic([]fp.Element{minus}) // with H
	zero := v.CommitPublic([]fp.Element{{}})
	difference := committed.Point()
	difference.Subtract(difference, zero.Point())
	return vesta.BatchAffine([]vesta.Point{*difference})[0]
}

// stepInputs returns the cells of the step circuit that are given: the public input, what
// stands in every program, the key, and the program's own.
func (p *Program) stepInputs(message fp.Element, own []builder.Input) []builder.Input {
	three := builder.Small(3)
	inputs := []builder.Input{
		{Value: message},
		// The gates that every key has are used once with 3 (SPEC 11.20).
		{Cell: builder.Cell{Row: 4, Column: 1}, Value: three},
		{Cell: builder.Cell{Row: 11, Column: 6}, Value: three},
	}
	gx, gy := pallas.NewGenerator().Affine()
	coordinates := append([]fp.Element{gx, gy}, p.key.coordinates()...)
	for i, cells := range p.stepKey {
		inputs = append(inputs, builder.Input{Cell: cells.X, Value: coordinates[2*i]}, builder.Input{Cell: cells.Y, Value: coordinates[2*i+1]})
	}
	return append(inputs, own...)
}
