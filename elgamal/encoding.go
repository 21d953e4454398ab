package elgamal

import (
	"crypto/subtle"

	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	// chunk is the number of bytes in an element.
	chunk = 31

	// stopByte follows the last byte of the data.
	stopByte = 0x01
)

// EncodeBytes returns the bytes as elements (SPEC 4.8 [TXT-1]; o1js
// Encoding.bytesToFields): 31 bytes an element, little-endian, and a last
// element with the 0 to 30 bytes that remain and the STOP byte 01. There are
// len(b)/31 + 1 elements. Time depends on len(b) alone.
func EncodeBytes(b []byte) []fp.Element {
	return encode(b)
}

// EncodeText returns the UTF-8 of the text as elements (SPEC 4.8 [TXT-2]; o1js
// Encoding.stringToFields). Where the text is not UTF-8, each maximal subpart of
// an ill-formed sequence is encoded as U+FFFD [TXT-3]. Time depends on the
// length and, in that case, on the form of the text.
func EncodeText(text string) []fp.Element {
	return encode(wellFormed(text))
}

func encode[T string | []byte](b T) []fp.Element {
	fields := make([]fp.Element, len(b)/chunk+1)
	var buffer [32]byte
	for i := range fields {
		rest := b[i*chunk:]
		clear(buffer[:])
		n := copy(buffer[:chunk], rest)
		if n < chunk {
			buffer[n] = stopByte
		}
		if _, err := fields[i].SetCanonicalBytes(buffer[:]); err != nil {
			panic(err) // 31 bytes are always below the modulus
		}
	}
	clear(buffer[:])
	return fields
}

// DecodeBytes inverts EncodeBytes and accepts nothing else (SPEC 4.8 [TXT-4] to
// [TXT-8]). It returns ErrNoStop if there is no element, or if the last one has
// no byte 01 at the positions 0 to 30; and ErrEncoding if a byte other than 00
// follows there, or an earlier element is not below 2^248. o1js's
// Encoding.bytesFromFields ignores what this reports as ErrEncoding. Time
// depends on the number of elements and on the outcome.
func DecodeBytes(fields []fp.Element) ([]byte, error) {
	if len(fields) == 0 {
		return nil, ErrNoStop
	}
	inner := fields[:len(fields)-1]
	last := fields[len(inner)].Bytes()
	defer clear(last[:])
	stop := stopPosition(&last)
	if stop < 0 {
		return nil, ErrNoStop
	}
	var extra byte
	for _, v := range last[stop+1:] {
		extra |= v
	}
	out := make([]byte, 0, chunk*len(inner)+stop)
	for i := range inner {
		b := inner[i].Bytes()
		extra |= b[chunk]
		out = append(out, b[:chunk]...)
		clear(b[:])
	}
	if extra != 0 {
		clear(out)
		return nil, ErrEncoding
	}
	return append(out, last[:stop]...), nil
}

// stopPosition returns the position of the last byte 01 among the first 31
// bytes, or -1. Time does not depend on b.
func stopPosition(b *[32]byte) int {
	stop := 0 // the position plus 1
	for i, v := range b[:chunk] {
		stop = subtle.ConstantTimeSelect(subtle.ConstantTimeByteEq(v, stopByte), i+1, stop)
	}
	return stop - 1
}

// DecodeText is DecodeBytes, with its errors, followed by the UTF-8 decoder of
// the WHATWG Encoding Standard (SPEC 4.8 [TXT-9] [TXT-10]; o1js
// Encoding.stringFromFields): one leading byte order mark is dropped, so that a
// text which begins with one does not come back as it was, and each maximal
// subpart of an ill-formed sequence becomes U+FFFD. Time depends on the text.
func DecodeText(fields []fp.Element) (string, error) {
	b, err := DecodeBytes(fields)
	if err != nil {
		return "", err
	}
	defer clear(b)
	return decodeUTF8(b), nil
}
