package wire

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// AppendString appends s to dst as a JSON string with exactly the bytes of
// ECMAScript's JSON.stringify and returns the extended slice (SPEC 7.1, quote).
//
// It escapes the quotation mark, the backslash and U+0000..U+001F (\b \t \n \f \r in
// short form, the others as \u00xx in lower-case hexadecimal) and nothing else.
// encoding/json also escapes < > & and U+2028 U+2029, and does not have this form.
// JSON.stringify writes an unpaired surrogate as \udxxx; a Go string has none, and
// an s that is not valid UTF-8 gives nil and [ErrUTF8].
//
// Source: ECMA-262 QuoteJSONString. Variable time.
func AppendString(dst []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return nil, ErrUTF8
	}
	dst = append(dst, '"')
	start := 0 // first byte of s not yet copied
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = appendEscape(dst, c)
		start = i + 1
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"'), nil
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\t':
		return append(dst, '\\', 't')
	case '\n':
		return append(dst, '\\', 'n')
	case '\f':
		return append(dst, '\\', 'f')
	case '\r':
		return append(dst, '\\', 'r')
	default:
		return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
	}
}

// frame returns the message that consists of head, value as a JSON string and tail.
func frame(head, value, tail string) ([]byte, error) {
	message, err := AppendString([]byte(head), value)
	if err != nil {
		return nil, err
	}
	if message = append(message, tail...); len(message) > MaxSize {
		return nil, ErrSize
	}
	return message, nil
}
