package pickles

import (
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
)

// Errors of this package.
var (
	// ErrProof reports a well-formed proof that does not prove the statement.
	ErrProof = kimchi.ErrProof

	// ErrFeatures reports a proof whose optional parts are not those that it says it
	// has, or a number of previous proofs that is not its key's.
	ErrFeatures = kimchi.ErrFeatures

	// ErrStatement reports a public input or output that is not the one awaited.
	ErrStatement = coded.New("pickles", "public_input_mismatch", "the public input or output is not the one awaited")

	// ErrEra reports a value of [kimchi.Era] that is none.
	ErrEra = kimchi.ErrEra

	// ErrMalformedProof reports a text that is no proof.
	ErrMalformedProof = coded.New("pickles", "malformed_proof", "malformed proof")

	// ErrMalformedKey reports a text that is no verification key.
	ErrMalformedKey = coded.New("pickles", "malformed_key", "malformed verification key")

	// ErrKeyHash reports a verification key that comes with another hash than its own.
	ErrKeyHash = coded.New("pickles", "key_hash_mismatch", "the verification key has another hash")

	// ErrNonCanonical reports a number that is not below its modulus, or not in the
	// one form that it has.
	ErrNonCanonical = coded.New("pickles", "non_canonical", "a number is not in canonical form")

	// ErrNotOnCurve reports coordinates that are no point's.
	ErrNotOnCurve = coded.New("pickles", "point_not_on_curve", "not a point on the curve")

	// ErrIdentity reports the identity in the place of a commitment.
	ErrIdentity = coded.New("pickles", "identity_point", "the identity is no commitment")
)
