package kimchi

import (
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/layout"
)

// Errors of this package.
var (
	// ErrProof reports a well-formed proof that does not prove the statement.
	ErrProof = layout.ErrProof

	// ErrFeatures reports a proof whose parts, such as optional columns, are not those of its key.
	ErrFeatures = layout.ErrFeatures

	// ErrPublicInput reports a public input of another length than the key's, or
	// another one than the proof carries.
	ErrPublicInput = layout.ErrPublicInput

	// ErrEra reports a value of [Era] that is none.
	ErrEra = coded.New("kimchi", "unknown_era", "the era is not one of those that exist")

	// ErrMalformedProof reports a text that is no proof.
	ErrMalformedProof = coded.New("kimchi", "malformed_proof", "malformed proof")

	// ErrMalformedKey reports a text that is no verification key.
	ErrMalformedKey = coded.New("kimchi", "malformed_key", "malformed verification key")

	// ErrNonCanonical reports a number that is not below its modulus, or not in the
	// one form that it has.
	ErrNonCanonical = coded.New("kimchi", "non_canonical", "a number is not in canonical form")

	// ErrNotOnCurve reports coordinates that are no point's.
	ErrNotOnCurve = coded.New("kimchi", "point_not_on_curve", "not a point on the curve")
)
