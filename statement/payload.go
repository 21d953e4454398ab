package statement

import (
	"bytes"
	"strconv"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	// Bound is the largest value for which the statements hold.
	Bound = 100

	// MaxDigits is the number of digits of the longest value in a payload.
	MaxDigits = 3

	// Prefix and Suffix stand before and after the digits of a payload.
	Prefix = `{"value":"`
	Suffix = `"}`

	// chunk is the number of bytes in an element (SPEC 4.8).
	chunk = 31
)

// PaddedSize returns the number of bytes of a payload of the given number of
// elements: 0 for one element, whose payload is not padded.
func PaddedSize(fields int) int {
	if fields == 1 {
		return 0
	}
	return chunk*fields - 1
}

// Payload returns the payload with the value (SPEC 11.5): {"value":"77"}, and for
// more than one element as many spaces as fill them. fields is at least 1, and
// value below 1000; otherwise it returns nil.
func Payload(value uint64, fields int) []byte {
	if value > 999 || fields < 1 {
		return nil
	}
	text := append(strconv.AppendUint([]byte(Prefix), value, 10), Suffix...)
	for len(text) < PaddedSize(fields) {
		text = append(text, ' ')
	}
	return text
}

// ParsePayload returns the value in a payload of the given number of elements
// (SPEC 11.5 [PRF-18], [PRF-19]). It accepts what [Payload] makes and nothing
// else: ErrPayload for another text, among them leading zeros, signs and four
// digits; ErrValueOutOfRange for a value above [Bound].
func ParsePayload(text []byte, fields int) (uint64, error) {
	digits, ok := bytes.CutPrefix(text, []byte(Prefix))
	digits, _, found := bytes.Cut(digits, []byte(Suffix))
	if !ok || !found || len(digits) > MaxDigits {
		return 0, ErrPayload
	}
	value, err := strconv.ParseUint(string(digits), 10, 16)
	if err != nil || !bytes.Equal(text, Payload(value, fields)) {
		return 0, ErrPayload
	}
	if value > Bound {
		return 0, ErrValueOutOfRange
	}
	return value, nil
}

// parseMessage is ParsePayload of a decrypted message. A message that encodes no
// bytes is no payload.
func parseMessage(message []fp.Element) (uint64, error) {
	text, err := elgamal.DecodeBytes(message)
	if err != nil {
		return 0, ErrPayload
	}
	defer clear(text)
	return ParsePayload(text, len(message))
}
