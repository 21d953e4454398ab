package poseidon

import "github.com/minaseal/minaseal/internal/coded"

// Errors of this package.
var (
	// ErrPrefixNotASCII reports a prefix with a character above U+007F.
	ErrPrefixNotASCII = coded.New("poseidon", "prefix_not_ascii", "prefix is not ASCII")

	// ErrPrefixTooLong reports a prefix of more than 31 characters.
	ErrPrefixTooLong = coded.New("poseidon", "prefix_too_long", "prefix is longer than 31 characters")

	// ErrPackedOutOfRange reports a packed item that does not fit its bit
	// count, or a bit count that is not 1 to 254.
	ErrPackedOutOfRange = coded.New("poseidon", "packed_out_of_range", "packed item out of range")

	// ErrNoInverse reports an input of HashToGroup, met with a probability of
	// about 2^-253, at which the map is not defined.
	ErrNoInverse = coded.New("poseidon", "no_inverse", "hash to group is not defined for this input")
)

// maxPrefix is the number of characters that fit an element.
const maxPrefix = 31
