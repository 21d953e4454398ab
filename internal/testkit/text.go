package testkit

import (
	"bytes"
	"strings"

	"pgregory.net/rapid"
)

// Bytes generates byte strings of at most maximum bytes, most of them around
// the 31-byte chunks of a field element, with runs of 00, 01 and ff.
func Bytes(maximum int) *rapid.Generator[[]byte] {
	plain := rapid.SliceOfN(rapid.Byte(), 0, maximum)
	runs := rapid.Custom(func(t *rapid.T) []byte {
		length := 31*rapid.IntRange(0, 4).Draw(t, "chunks") + rapid.IntRange(-2, 2).Draw(t, "offset")
		length = max(0, min(length, maximum))
		return bytes.Repeat([]byte{rapid.SampledFrom([]byte{0x00, 0x01, 0xFF, 0x80}).Draw(t, "byte")}, length)
	})
	tail := rapid.Custom(func(t *rapid.T) []byte {
		data := append(runs.Draw(t, "head"), rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 2}), 0, 3).Draw(t, "tail")...)
		return data[:min(len(data), maximum)]
	})
	return rapid.OneOf(plain, runs, tail)
}

// wellFormed holds code points of one to four bytes, the byte order mark and
// what JSON escapes.
var wellFormed = []string{
	"a", "z", "\x00", "\x01", "\x1f", "\x7f", "\"", "\\", "/", "<", ">", "&", "\b", "\f", "\n", "\r", "\t",
	"\u0080", "é", "\u07ff", "\u0800", "€", "\ud7ff", "\ue000", "\ufeff", "\ufffd", "\uffff", "\u2028", "\u2029",
	"\U00010000", "😀", "\U0010ffff", "abcdefghijklmnopqrstuvwxyz01234", "abcdefghijklmnopqrstuvwxyz0123",
}

// illFormed holds what is no UTF-8: lone continuations, truncated and overlong
// sequences, surrogates, numbers above U+10FFFF.
var illFormed = []string{
	"\x80", "\xbf", "\xc0", "\xc1", "\xc2", "\xe0", "\xe2\x82", "\xf0\x9f", "\xf0\x9f\x98", "\xf4", "\xf5", "\xff",
	"\xc0\x80", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xef\xbb",
}

// Text generates well-formed UTF-8: the empty text, code points of one to
// four bytes, byte order marks in front and inside.
func Text() *rapid.Generator[string] {
	return rapid.OneOf(pieces(wellFormed), rapid.String())
}

// AnyText generates strings that may be ill-formed UTF-8.
func AnyText() *rapid.Generator[string] {
	return rapid.OneOf(pieces(append(append([]string(nil), illFormed...), wellFormed...)), Text())
}

func pieces(of []string) *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(of), 0, 12), func(parts []string) string {
		return strings.Join(parts, "")
	})
}
