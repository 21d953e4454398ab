package circuit

import (
	"errors"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/statement"
)

// Errors with a stable code (SPEC 2.3). None carries a value of the witness.
var (
	// ErrValueOutOfRange: the value to prove is greater than 100.
	ErrValueOutOfRange = statement.ErrValueOutOfRange
	// ErrUnsatisfied: the witness does not satisfy the circuit.
	ErrUnsatisfied = coded.New("circuit", "statement_unsatisfied", "witness does not satisfy the statement")
	// ErrProof: the proof does not verify, or is for another statement, system or set-up.
	ErrProof = coded.New("circuit", "proof_invalid", "proof does not verify")
	// ErrMalformed: the text is not a proof in the JSON form of SPEC 11.2.
	ErrMalformed = coded.New("circuit", "malformed_json", "not a proof in JSON")
	// ErrNonCanonical: a public input or output is not canonical decimal below p.
	ErrNonCanonical = coded.New("circuit", "non_canonical", "number is not canonical")
	// ErrUnknownName: no such statement, proof system or set-up, or one that the call does not serve.
	ErrUnknownName = coded.New("circuit", "bad_request", "unknown statement, proof system or set-up")
	// ErrOption: options that contradict each other or the proof system.
	ErrOption = coded.New("circuit", "bad_request", "contradictory options")
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
	// ErrProver: the prover failed for a reason other than the witness.
	ErrProver = errors.New("circuit: prover failed")
)
