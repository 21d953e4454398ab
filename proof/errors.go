package proof

import (
	"errors"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors with a stable code (SPEC 2.3), common to all proof systems. None carries a
// value of a witness.
var (
	// ErrUnsatisfied: the witness does not satisfy the circuit.
	ErrUnsatisfied = coded.New("proof", "statement_unsatisfied", "witness does not satisfy the statement")
	// ErrProof: the proof does not verify, or is for another statement, system or set-up.
	ErrProof = coded.New("proof", "proof_invalid", "proof does not verify")
	// ErrMalformed: the text is not a proof in the JSON form of SPEC 11.2.
	ErrMalformed = coded.New("proof", "malformed_json", "not a proof in JSON")
	// ErrNonCanonical: a public input or output is not canonical decimal below p.
	ErrNonCanonical = coded.New("proof", "non_canonical", "number is not canonical")
	// ErrUnknownName: no such statement, system or set-up.
	ErrUnknownName = coded.New("proof", "bad_request", "unknown statement, proof system or set-up")
	// ErrWitness: the witness is of another statement, or of another form, than the prover's.
	ErrWitness = coded.New("proof", "bad_request", "the prover is for another statement or other ciphertexts")
	// ErrConfig: a configuration that contradicts itself or the proof system.
	ErrConfig = coded.New("proof", "bad_request", "contradictory configuration")
)

// ErrProver: a prover made a proof that does not verify, or failed for a reason other
// than the witness. It is local, never goes on the wire, and has no stable code.
var ErrProver = errors.New("proof: prover failed")
