package circuit

import (
	"errors"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Errors with a stable code (SPEC 2.3), those of packages proof and statement. None
// carries a value of the witness.
var (
	// ErrValueOutOfRange: the value to prove is greater than 100.
	ErrValueOutOfRange = statement.ErrValueOutOfRange
	// ErrUnsatisfied: the witness does not satisfy the circuit.
	ErrUnsatisfied = proof.ErrUnsatisfied
	// ErrProof: the proof does not verify, or is for another statement, system or set-up.
	ErrProof = proof.ErrProof
	// ErrUnknownName: no such proof system.
	ErrUnknownName = proof.ErrUnknownName
	// ErrWitness: the witness is of another statement or form than the circuit.
	ErrWitness = proof.ErrWitness
	// ErrConfig: a configuration that contradicts itself or the proof system.
	ErrConfig = proof.ErrConfig
	// ErrProver: the prover failed for a reason other than the witness.
	ErrProver = proof.ErrProver
)

// Errors of key material. They are local and never go on the wire, so they have
// no stable code.
var (
	// ErrKeyDamaged: a key file is truncated, altered, or writable by others.
	ErrKeyDamaged = errors.New("circuit: key file is damaged")
	// ErrKeyForeign: a key file belongs to another statement, system, circuit or gnark.
	ErrKeyForeign = errors.New("circuit: key file is for something else")
	// ErrKeyMismatch: the keys do not fit the circuit or each other.
	ErrKeyMismatch = errors.New("circuit: keys do not fit")
	// ErrSRS: a powers-of-tau file is too short, malformed or inconsistent.
	ErrSRS = errors.New("circuit: unusable SRS")
)
