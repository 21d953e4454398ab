package elgamal

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

const (
	byteOrderMark = "\ufeff"
	replacement   = "\ufffd"
)

// decodeUTF8 is decode_utf8 of SPEC 4.8.
func decodeUTF8(b []byte) string {
	b = bytes.TrimPrefix(b, []byte(byteOrderMark))
	return wellFormed(string(b))
}

// wellFormed returns the text with U+FFFD in the place of each maximal subpart
// of an ill-formed sequence. Go's own replacements differ: a range over a string
// gives one for each byte, strings.ToValidUTF8 one for each run.
func wellFormed(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for len(text) > 0 {
		n, ok := sequence(text)
		if ok {
			out.WriteString(text[:n])
		} else {
			out.WriteString(replacement)
		}
		text = text[n:]
	}
	return out.String()
}

// sequence returns the length of the well-formed sequence at the beginning of
// the text, which is not empty, or else false and the length of the maximal
// subpart there: the bytes that could have begun a well-formed sequence, or one
// byte.
func sequence(text string) (n int, ok bool) {
	c := text[0]
	need, low, high := 0, byte(0x80), byte(0xbf) // bytes to follow, range of the next
	switch {
	case c <= 0x7f:
		return 1, true
	case 0xc2 <= c && c <= 0xdf:
		need = 1
	case 0xe0 <= c && c <= 0xef:
		need = 2
	case 0xf0 <= c && c <= 0xf4:
		need = 3
	default:
		return 1, false
	}
	switch c {
	case 0xe0: // shorter forms
		low = 0xa0
	case 0xed: // surrogates
		high = 0x9f
	case 0xf0: // shorter forms
		low = 0x90
	case 0xf4: // above U+10FFFF
		high = 0x8f
	}
	for n = 1; n <= need; n++ {
		if n == len(text) || text[n] < low || text[n] > high {
			return n, false
		}
		low, high = 0x80, 0xbf
	}
	return n, true
}
