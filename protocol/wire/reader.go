package wire

import (
	"fmt"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds the nesting of a value whose content does not matter (the params
// of an unknown post).
const maxDepth = 32

// reader is a strict RFC 8259 parser over one message. encoding/json is not enough:
// it matches names in any case, keeps the last of duplicate members, and turns
// invalid UTF-8 and unpaired surrogates into U+FFFD.
type reader struct {
	data []byte
	pos  int
}

// newReader checks what holds for the message as a whole.
func newReader(data []byte) (*reader, error) {
	if len(data) > MaxSize {
		return nil, ErrSize
	}
	if !utf8.Valid(data) {
		return nil, ErrUTF8
	}
	return &reader{data: data}, nil
}

func (r *reader) malformed(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrMalformed, what, r.pos)
}

// peek returns the next byte after white space, 0 at the end.
func (r *reader) peek() byte {
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; c {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return c
		}
	}
	return 0
}

// take skips white space and consumes c.
func (r *reader) take(c byte) error {
	if r.peek() != c {
		return r.malformed("expected " + string(rune(c)))
	}
	r.pos++
	return nil
}

// end makes sure that nothing but white space follows.
func (r *reader) end() error {
	if r.peek(); r.pos < len(r.data) {
		return r.malformed("data after the value")
	}
	return nil
}

// object parses an object and calls member at the value of each of its members,
// which member consumes. A name that occurs twice is an error.
func (r *reader) object(member func(name string) error) error {
	if err := r.take('{'); err != nil {
		return err
	}
	if r.peek() == '}' {
		r.pos++
		return nil
	}
	seen := map[string]bool{}
	for {
		name, err := r.string()
		if err != nil {
			return err
		}
		if seen[name] {
			return r.malformed("duplicate member")
		}
		seen[name] = true
		if err := r.take(':'); err != nil {
			return err
		}
		if err := member(name); err != nil {
			return err
		}
		if r.peek() == ',' {
			r.pos++
			continue
		}
		return r.take('}')
	}
}

// onlyString parses an object whose only member is the string name.
func (r *reader) onlyString(name string) (string, error) {
	var value *string
	err := r.object(func(member string) error {
		if member != name {
			return r.malformed("unknown member")
		}
		text, err := r.string()
		value = &text
		return err
	})
	if err != nil {
		return "", err
	}
	if value == nil {
		return "", fmt.Errorf("%w: %s is missing", ErrMalformed, name)
	}
	return *value, nil
}

// bool parses true or false.
func (r *reader) bool() (bool, error) {
	switch r.peek() {
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	default:
		return false, r.malformed("expected true or false")
	}
}

func (r *reader) literal(word string) error {
	if len(r.data)-r.pos < len(word) || string(r.data[r.pos:r.pos+len(word)]) != word {
		return r.malformed("expected " + word)
	}
	r.pos += len(word)
	return nil
}

// string parses a JSON string and returns the text it stands for.
func (r *reader) string() (string, error) {
	if err := r.take('"'); err != nil {
		return "", err
	}
	var text []byte
	start := r.pos // first byte not yet copied to text
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case c == '"':
			text = append(text, r.data[start:r.pos]...)
			r.pos++
			return string(text), nil
		case c < 0x20:
			return "", r.malformed("control character in a string")
		case c == '\\':
			text = append(text, r.data[start:r.pos]...)
			char, err := r.escape()
			if err != nil {
				return "", err
			}
			text = utf8.AppendRune(text, char)
			start = r.pos
		default:
			r.pos++
		}
	}
	return "", r.malformed("unterminated string")
}

// escape parses one escape sequence, or the two of a surrogate pair.
func (r *reader) escape() (rune, error) {
	if r.pos+1 >= len(r.data) {
		return 0, r.malformed("unterminated escape")
	}
	c := r.data[r.pos+1]
	if c == 'u' {
		return r.unicodeEscape()
	}
	at := slices.Index([]byte(`"\/bfnrt`), c)
	if at < 0 {
		return 0, r.malformed("unknown escape")
	}
	r.pos += 2
	return rune("\"\\/\b\f\n\r\t"[at]), nil
}

func (r *reader) unicodeEscape() (rune, error) {
	unit, err := r.codeUnit()
	if err != nil || !utf16.IsSurrogate(unit) {
		return unit, err
	}
	low, err := r.codeUnit()
	if err != nil {
		return 0, ErrUTF8
	}
	pair := utf16.DecodeRune(unit, low)
	if pair == utf8.RuneError {
		return 0, ErrUTF8
	}
	return pair, nil
}

// codeUnit parses \uXXXX to one UTF-16 code unit.
func (r *reader) codeUnit() (rune, error) {
	if len(r.data)-r.pos < 6 || r.data[r.pos] != '\\' || r.data[r.pos+1] != 'u' {
		return 0, r.malformed("expected \\u and four digits")
	}
	var unit rune
	for _, c := range r.data[r.pos+2 : r.pos+6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, r.malformed("expected four hexadecimal digits")
		}
		unit = unit<<4 | rune(c)
	}
	r.pos += 6
	return unit, nil
}

// skip checks the value that follows against the JSON grammar and drops it.
func (r *reader) skip(depth int) error {
	if depth > maxDepth {
		return r.malformed("nested too deeply")
	}
	switch r.peek() {
	case '{':
		return r.object(func(string) error { return r.skip(depth + 1) })
	case '[':
		return r.skipArray(depth)
	case '"':
		_, err := r.string()
		return err
	case 't', 'f':
		_, err := r.bool()
		return err
	case 'n':
		return r.literal("null")
	default:
		return r.skipNumber()
	}
}

func (r *reader) skipArray(depth int) error {
	r.pos++ // [
	if r.peek() == ']' {
		r.pos++
		return nil
	}
	for {
		if err := r.skip(depth + 1); err != nil {
			return err
		}
		if r.peek() == ',' {
			r.pos++
			continue
		}
		return r.take(']')
	}
}

// skipNumber drops -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
func (r *reader) skipNumber() error {
	r.optional("-")
	if !r.optional("0") && r.digits() == 0 {
		return r.malformed("expected a value")
	}
	if r.optional(".") && r.digits() == 0 {
		return r.malformed("expected a digit")
	}
	if r.optional("eE") {
		r.optional("+-")
		if r.digits() == 0 {
			return r.malformed("expected a digit")
		}
	}
	return nil
}

// optional consumes the next byte if it is one of set.
func (r *reader) optional(set string) bool {
	if r.pos < len(r.data) && slices.Contains([]byte(set), r.data[r.pos]) {
		r.pos++
		return true
	}
	return false
}

func (r *reader) digits() int {
	start := r.pos
	for r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9' {
		r.pos++
	}
	return r.pos - start
}
