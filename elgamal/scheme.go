package elgamal

import "github.com/minaseal/minaseal/internal/strictjson"

// Scheme is an encryption scheme. The zero value is none, and every method
// returns [ErrUnknownScheme] for it.
type Scheme uint8

// The schemes (SPEC 6.1).
const (
	// O1jsV1 is the scheme of o1js before 2.0. It lets whoever knows a message
	// cut it short: new applications use another one [ENC-V1-3].
	O1jsV1 Scheme = iota + 1

	// O1jsV2 is the scheme of o1js since 2.0.
	O1jsV2
)

// ParseScheme returns the scheme called "o1js-v1" or "o1js-v2", and
// ErrUnknownScheme for another name (SPEC 6.1 [ENC-3]).
func ParseScheme(name string) (Scheme, error) {
	for _, s := range []Scheme{O1jsV1, O1jsV2} {
		if name == s.String() {
			return s, nil
		}
	}
	return 0, ErrUnknownScheme
}

// String returns the name of the scheme, "unknown" if it has none.
func (s Scheme) String() string {
	switch s {
	case O1jsV1:
		return "o1js-v1"
	case O1jsV2:
		return "o1js-v2"
	default:
		return "unknown"
	}
}

// MarshalText returns the name of the scheme, and ErrUnknownScheme if it has none.
func (s Scheme) MarshalText() ([]byte, error) { return []byte(s.String()), s.check() }

// UnmarshalText sets s to what [ParseScheme] returns, and leaves s as it was on an
// error.
func (s *Scheme) UnmarshalText(name []byte) error {
	parsed, err := ParseScheme(string(name))
	if err == nil {
		*s = parsed
	}
	return err
}

// UnmarshalJSON is UnmarshalText of a JSON string; null is refused, too.
func (s *Scheme) UnmarshalJSON(text []byte) error {
	text, err := strictjson.Text(text)
	if err != nil {
		return err
	}
	return s.UnmarshalText(text)
}

// check returns ErrUnknownScheme for a value that is no scheme.
func (s Scheme) check() error {
	if s != O1jsV1 && s != O1jsV2 {
		return ErrUnknownScheme
	}
	return nil
}
