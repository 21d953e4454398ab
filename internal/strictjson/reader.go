package strictjson

import (
	"fmt"
	"unicode/utf8"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors of the reader, both with the code malformed_json. Their wrappings name
// a position in the text and what was awaited there, nothing of the text; but those of
// [Document] and [Reader.UnknownMember] name members.
var (
	ErrMalformed = coded.New("json", "malformed_json", "malformed")
	ErrSize      = coded.New("json", "malformed_json", "text is too long")
)

// MaxDepth is the deepest nesting that [Reader.Skip] accepts.
const MaxDepth = 64

// Kind is a kind of JSON value, given by its first character; a number's is
// that of its first digit or sign.
type Kind byte

// The kinds. End is none: the text is over.
const (
	End    Kind = 0
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
	True   Kind = 't'
	False  Kind = 'f'
	Null   Kind = 'n'
	Other  Kind = '?' // no value begins so
)

// Reader is a cursor over a JSON text. A copy of a Reader is another cursor at
// the same place.
type Reader struct {
	text     string
	pos      int
	unpaired bool // an unpaired surrogate was read
}

// New returns a reader at the beginning of a text of at most limit bytes. It
// copies the text, after it has checked the length ([ErrSize]) and the UTF-8
// ([ErrMalformed]).
func New(text []byte, limit int) (*Reader, error) {
	if len(text) > limit {
		return nil, ErrSize
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%w: ill-formed UTF-8", ErrMalformed)
	}
	return &Reader{text: string(text)}, nil
}

func (r *Reader) malformed(awaited string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrMalformed, awaited, r.pos)
}

// peek returns the next character after white space, 0 at the end.
func (r *Reader) peek() byte {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; c {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return c
		}
	}
	return 0
}

// take consumes the character c after white space.
func (r *Reader) take(c byte) error {
	if r.peek() != c || r.pos == len(r.text) {
		return r.malformed("expected " + string(rune(c)))
	}
	r.pos++
	return nil
}

// Next returns the kind of the value that follows and consumes white space at
// most.
func (r *Reader) Next() Kind {
	switch c := r.peek(); c {
	case '{', '[', '"', 't', 'f', 'n':
		return Kind(c)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number
	default:
		if r.pos == len(r.text) {
			return End
		}
		return Other
	}
}

// End returns an error unless only white space is left.
func (r *Reader) End() error {
	if r.Next() != End {
		return r.malformed("expected the end")
	}
	return nil
}

// Unpaired reports whether a string that was read or skipped so far, a member's
// name included, holds an escape of an unpaired surrogate.
func (r *Reader) Unpaired() bool { return r.unpaired }

// Object reads an object and calls member at each value, with the name; member
// consumes the value. A name that occurs twice is an error, and so is what
// member returns.
func (r *Reader) Object(member func(name string) error) error {
	if err := r.take('{'); err != nil {
		return err
	}
	if r.peek() == '}' {
		r.pos++
		return nil
	}
	var seen names
	for {
		name, err := r.String()
		if err != nil {
			return err
		}
		if !seen.add(name) {
			return r.malformed("duplicate member")
		}
		if err := r.take(':'); err != nil {
			return err
		}
		if err := member(name); err != nil {
			return err
		}
		if r.peek() != ',' {
			return r.take('}')
		}
		r.pos++
	}
}

// Unknown is what a member function returns for a name that it does not know.
func (r *Reader) Unknown() error { return r.malformed("unknown member") }

// maxName is how much of a member's name an error shows.
const maxName = 40

// UnknownMember is [Reader.Unknown] with the name: for public texts alone.
func (r *Reader) UnknownMember(name string) error {
	return r.malformed(fmt.Sprintf("unknown member %.*q", maxName, name))
}

// Array reads an array and calls element at each value, which element consumes.
func (r *Reader) Array(element func() error) error {
	if err := r.take('['); err != nil {
		return err
	}
	if r.peek() == ']' {
		r.pos++
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if r.peek() != ',' {
			return r.take(']')
		}
		r.pos++
	}
}

// names is a set of names: a list while it is small, so that usual objects
// allocate nothing, then a map.
type names struct {
	few  [8]string
	n    int
	many map[string]struct{}
}

// add reports whether the name is new.
func (s *names) add(name string) bool {
	for _, have := range s.few[:s.n] {
		if have == name {
			return false
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = name
		s.n++
		return true
	}
	if _, have := s.many[name]; have {
		return false
	}
	if s.many == nil {
		s.many = map[string]struct{}{}
	}
	s.many[name] = struct{}{}
	return true
}
