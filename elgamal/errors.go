package elgamal

import "github.com/minaseal/minaseal/internal/coded"

// Errors of this package. None of them carries a key or a part of a message. A
// use of an erased private key gives address.ErrErased.
var (
	ErrUnknownScheme = coded.New("elgamal", "unknown_scheme", "unknown encryption scheme")

	// ErrEmpty reports a message, or a ciphertext, of no fields.
	ErrEmpty = coded.New("elgamal", "empty_ciphertext", "message or ciphertext has no fields")

	// ErrScalarZero reports 0 as ephemeral scalar.
	ErrScalarZero = coded.New("elgamal", "scalar_zero", "ephemeral scalar is zero")

	// ErrTag reports a ciphertext that was altered, or that was made for
	// another key or with another scheme.
	ErrTag = coded.New("elgamal", "tag_mismatch", "authentication tag does not match")

	// ErrMalformed reports a text that is not the JSON of a ciphertext, or one
	// of more than MaxJSON bytes.
	ErrMalformed = coded.New("elgamal", "malformed_json", "not the JSON of a ciphertext")

	// ErrNonCanonical reports a number in that JSON that is not a canonical
	// decimal below the modulus.
	ErrNonCanonical = coded.New("elgamal", "non_canonical", "number is not a canonical field element")

	// ErrNotOnCurve and ErrIdentity report an ephemeral key that is no point
	// of the curve, or is the identity.
	ErrNotOnCurve = coded.New("elgamal", "point_not_on_curve", "ephemeral key is not on the curve")
	ErrIdentity   = coded.New("elgamal", "identity_point", "ephemeral key is the identity")

	// ErrNoStop reports fields whose last one holds no STOP byte.
	ErrNoStop = coded.New("elgamal", "encoding_no_stop", "fields hold no STOP byte")

	// ErrEncoding reports fields with a STOP byte that EncodeBytes does not
	// make.
	ErrEncoding = coded.New("elgamal", "encoding_non_canonical", "fields are not a canonical encoding")
)
