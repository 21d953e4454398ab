package systems

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Errors of the table.
var (
	// ErrSystem reports a name that is no system's.
	ErrSystem = coded.New("systems", "unknown_system", "no such proof system")
	// ErrStatement reports a name that is no statement's.
	ErrStatement = coded.New("systems", "unknown_system", "no such statement")
	// ErrNotProved reports a statement for which a system has no circuit.
	ErrNotProved = coded.New("systems", "bad_request", "the proof system has no circuit for this statement")
)

// Keys says where the keys of a system come from.
type Keys uint8

const (
	// KeysMade: they are made for a circuit, by the prover or in a ceremony.
	KeysMade Keys = iota + 1
	// KeysFollow: they follow from the circuit, and nobody gives them.
	KeysFollow
	// KeysOfProgram: they are those of an o1js program, which a verifier is given.
	KeysOfProgram
)

// System is a row of the table.
type System struct {
	Name    proof.System
	Summary string
	Keys    Keys
	// O1js says whether o1js makes proofs of the system, in its own form.
	O1js bool

	maker maker // nil if this module makes no proofs of the system
}

// maker makes the provers and verifiers of a system.
type maker interface {
	// proves says whether there is a circuit, for a statement about ciphertexts one for
	// those of the scheme.
	proves(c *circuits, scheme statement.Scheme) bool
	prover(ctx context.Context, c *circuits, config proof.Config) (proof.Prover, error)
	verifier(ctx context.Context, c *circuits, config proof.Config) (proof.Verifier, error)
}

// All returns the table.
func All() []System { return slices.Clone(systemTable) }

// Find returns the system with the name, or [ErrSystem].
func Find(name string) (*System, error) {
	for _, s := range systemTable {
		if string(s.Name) == name {
			return &s, nil
		}
	}
	return nil, fmt.Errorf("%w: there are %s", ErrSystem, Names(func(*System) bool { return true }))
}

// Names returns the names of the systems that are chosen, for people.
func Names(chosen func(*System) bool) string {
	var names []string
	for _, s := range systemTable {
		if chosen(&s) {
			names = append(names, string(s.Name))
		}
	}
	return strings.Join(names, ", ")
}

// Statements returns all statements.
func Statements() []statement.Definition {
	list := make([]statement.Definition, len(statementTable))
	for i, c := range statementTable {
		list[i] = c.Definition
	}
	return list
}

// StatementNames returns the names of all statements, for people.
func StatementNames() string {
	var names []string
	for _, c := range statementTable {
		names = append(names, c.Name())
	}
	return strings.Join(names, ", ")
}

// FindStatement returns the statement with the name, or [ErrStatement].
func FindStatement(name string) (statement.Definition, error) {
	c, err := find(name)
	if err != nil {
		return nil, err
	}
	return c.Definition, nil
}

func find(name string) (*circuits, error) {
	for _, c := range statementTable {
		if c.Name() == name {
			return &c, nil
		}
	}
	return nil, fmt.Errorf("%w: there are %s", ErrStatement, StatementNames())
}

// Makes says whether this module makes proofs of the system.
func (s *System) Makes() bool { return s.maker != nil }

// Proves says whether this module makes proofs of the statement in the system. Scheme is
// that of the ciphertexts that the statement is about, and 0 if any will do.
func (s *System) Proves(d statement.Definition, scheme statement.Scheme) bool {
	c, err := find(d.Name())
	return err == nil && s.maker != nil && s.maker.proves(c, scheme)
}

// Default returns the system that proves the statement where none was chosen, or
// [ErrNotProved].
func Default(d statement.Definition, scheme statement.Scheme) (*System, error) {
	for _, s := range systemTable {
		if s.Proves(d, scheme) {
			return &s, nil
		}
	}
	return nil, ErrNotProved
}

// NewProver returns a prover of the statement. The errors are [ErrNotProved], and those of
// the system's package.
func (s *System) NewProver(ctx context.Context, d statement.Definition, config proof.Config) (proof.Prover, error) {
	c, err := s.circuits(d)
	if err != nil {
		return nil, err
	}
	return s.maker.prover(ctx, c, config)
}

// NewVerifier returns a verifier of proofs that this module makes of the statement. The
// errors are those of NewProver.
func (s *System) NewVerifier(ctx context.Context, d statement.Definition, config proof.Config) (proof.Verifier, error) {
	c, err := s.circuits(d)
	if err != nil {
		return nil, err
	}
	return s.maker.verifier(ctx, c, config)
}

func (s *System) circuits(d statement.Definition) (*circuits, error) {
	c, err := find(d.Name())
	if err != nil {
		return nil, err
	}
	if s.maker == nil || !s.maker.proves(c, 0) {
		return nil, fmt.Errorf("%w: %s, %s", ErrNotProved, s.Name, d.Name())
	}
	return c, nil
}
