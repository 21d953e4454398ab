package address

import "github.com/minaseal/minaseal/internal/coded"

// Errors of this package, each with its stable code (SPEC 2.4). A decoder
// reports the first check that fails, in the order of the requirements of SPEC
// 4.4 to 4.7 [ERR-1]. No error carries any part of the input.
var (
	ErrBase58Length   = coded.New("address", "base58_length", "text is too long or does not have the object's length")
	ErrBase58Alphabet = coded.New("address", "base58_alphabet", "character outside the base58 alphabet")
	ErrBase58Checksum = coded.New("address", "base58_checksum", "wrong checksum")
	ErrBase58Version  = coded.New("address", "base58_version", "text is of another kind of object")
	ErrPayloadVersion = coded.New("address", "payload_version", "unknown version inside the text")
	ErrNonCanonical   = coded.New("address", "non_canonical", "number is not below the modulus")
	ErrParity         = coded.New("address", "parity_byte", "parity is neither 0 nor 1")
	ErrNotOnCurve     = coded.New("address", "point_not_on_curve", "no point of the curve has this x coordinate")
	ErrIdentity       = coded.New("address", "identity_point", "the identity is not a public key")
	ErrScalarZero     = coded.New("address", "scalar_zero", "zero is not a private key")
	ErrErased         = coded.New("address", "erased", "private key was erased")
)
