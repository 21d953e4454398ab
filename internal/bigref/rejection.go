package bigref

// Rejection is the reason why a decoder refused its input: the stable error
// code that the real packages use for the same failure (SPEC 2.3).
type Rejection string

// Error returns the code after the package's name.
func (r Rejection) Error() string { return "bigref: " + string(r) }

// Code returns the stable code.
func (r Rejection) Code() string { return string(r) }

// The codes that the oracle gives.
const (
	NonCanonical         Rejection = "non_canonical"
	WrongLength          Rejection = "wrong_length"
	NoInverse            Rejection = "no_inverse"
	PointNotOnCurve      Rejection = "point_not_on_curve"
	IdentityPoint        Rejection = "identity_point"
	ScalarZero           Rejection = "scalar_zero"
	Base58Alphabet       Rejection = "base58_alphabet"
	Base58Checksum       Rejection = "base58_checksum"
	Base58Version        Rejection = "base58_version"
	Base58Length         Rejection = "base58_length"
	PayloadVersion       Rejection = "payload_version"
	ParityByte           Rejection = "parity_byte"
	PrefixTooLong        Rejection = "prefix_too_long"
	PrefixNotASCII       Rejection = "prefix_not_ascii"
	PackedOutOfRange     Rejection = "packed_out_of_range"
	EncodingNoStop       Rejection = "encoding_no_stop"
	EncodingNonCanonical Rejection = "encoding_non_canonical"
	EmptyCiphertext      Rejection = "empty_ciphertext"
	TagMismatch          Rejection = "tag_mismatch"
)
