package strictjson

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// String reads a string and returns the text it stands for. An escape of an
// unpaired surrogate, which is JSON and no text, becomes U+FFFD; [Reader.Unpaired]
// tells.
func (r *Reader) String() (string, error) {
	if r.Next() != String {
		return "", r.malformed("expected a string")
	}
	if err := r.take('"'); err != nil {
		return "", err
	}
	start := r.pos
	for ; r.pos < len(r.text); r.pos++ {
		switch c := r.text[r.pos]; {
		case c == '"':
			r.pos++
			return r.text[start : r.pos-1], nil
		case c == '\\':
			return r.escapedString(start)
		case c < 0x20:
			return "", r.malformed("control character in a string")
		}
	}
	return "", r.malformed("unterminated string")
}

// escapedString reads the rest of a string that begins at start and has its
// first escape at the present position.
func (r *Reader) escapedString(start int) (string, error) {
	var out strings.Builder
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == '"':
			out.WriteString(r.text[start:r.pos])
			r.pos++
			return out.String(), nil
		case c == '\\':
			out.WriteString(r.text[start:r.pos])
			char, err := r.escape()
			if err != nil {
				return "", err
			}
			out.WriteRune(char)
			start = r.pos
		case c < 0x20:
			return "", r.malformed("control character in a string")
		default:
			r.pos++
		}
	}
	return "", r.malformed("unterminated string")
}

// escape reads one escape, or the two of a surrogate pair.
func (r *Reader) escape() (rune, error) {
	if r.pos+1 == len(r.text) {
		return 0, r.malformed("unterminated escape")
	}
	c := r.text[r.pos+1]
	if c == 'u' {
		return r.unicodeEscape()
	}
	at := strings.IndexByte(`"\/bfnrt`, c)
	if at < 0 {
		return 0, r.malformed("unknown escape")
	}
	r.pos += 2
	return rune("\"\\/\b\f\n\r\t"[at]), nil
}

func (r *Reader) unicodeEscape() (rune, error) {
	unit, ok := r.codeUnit(r.pos)
	if !ok {
		return 0, r.malformed("expected four hexadecimal digits")
	}
	r.pos += 6
	if !utf16.IsSurrogate(unit) {
		return unit, nil
	}
	if low, ok := r.codeUnit(r.pos); ok {
		if pair := utf16.DecodeRune(unit, low); pair != utf8.RuneError {
			r.pos += 6
			return pair, nil
		}
	}
	r.unpaired = true
	return utf8.RuneError, nil
}

// codeUnit returns the UTF-16 code unit that the six characters \uXXXX at a
// position stand for.
func (r *Reader) codeUnit(at int) (rune, bool) {
	if len(r.text)-at < 6 || r.text[at:at+2] != `\u` {
		return 0, false
	}
	var unit rune
	for _, c := range r.text[at+2 : at+6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		unit = unit<<4 | c
	}
	return unit, true
}

// Bool reads true or false.
func (r *Reader) Bool() (bool, error) {
	switch r.Next() {
	case True:
		return true, r.word("true")
	case False:
		return false, r.word("false")
	default:
		return false, r.malformed("expected true or false")
	}
}

func (r *Reader) word(word string) error {
	if !strings.HasPrefix(r.text[r.pos:], word) {
		return r.malformed("expected " + word)
	}
	r.pos += len(word)
	return nil
}

// Int reads a number that is an integer in plain digits, perhaps with a minus,
// and fits an int.
func (r *Reader) Int() (int, error) {
	text, err := r.number()
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(n) != text { // -0
		return 0, r.malformed("expected an integer")
	}
	return n, nil
}

// number reads -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
func (r *Reader) number() (string, error) {
	r.peek()
	start := r.pos
	r.optional("-")
	if !r.optional("0") && !r.digits() {
		return "", r.malformed("expected a value")
	}
	if r.optional(".") && !r.digits() {
		return "", r.malformed("expected a digit")
	}
	if r.optional("eE") {
		r.optional("+-")
		if !r.digits() {
			return "", r.malformed("expected a digit")
		}
	}
	return r.text[start:r.pos], nil
}

// optional consumes the next character if it is one of set.
func (r *Reader) optional(set string) bool {
	if r.pos < len(r.text) && strings.IndexByte(set, r.text[r.pos]) >= 0 {
		r.pos++
		return true
	}
	return false
}

// digits consumes digits and reports whether there was one.
func (r *Reader) digits() bool {
	start := r.pos
	for r.pos < len(r.text) && r.text[r.pos] >= '0' && r.text[r.pos] <= '9' {
		r.pos++
	}
	return r.pos > start
}

// Skip reads a value of any kind, checks it against the grammar and returns its
// text.
func (r *Reader) Skip() (string, error) {
	r.peek()
	start := r.pos
	if err := r.skip(0); err != nil {
		return "", err
	}
	return r.text[start:r.pos], nil
}

func (r *Reader) skip(depth int) error {
	if depth > MaxDepth {
		return r.malformed("nested too deeply")
	}
	inner := func() error { return r.skip(depth + 1) }
	var err error
	switch r.Next() {
	case Object:
		err = r.Object(func(string) error { return inner() })
	case Array:
		err = r.Array(inner)
	case String:
		_, err = r.String()
	case True, False:
		_, err = r.Bool()
	case Null:
		err = r.word("null")
	case Number:
		_, err = r.number()
	default:
		err = r.malformed("expected a value")
	}
	return err
}
