package elgamal

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/pasta/fp"
)

// MaxJSON is the greatest length in bytes of a ciphertext's JSON: about 6 MB of
// message.
const MaxJSON = 16 << 20

// decimalSize is the room that an element takes in JSON: 77 digits, two
// quotation marks, a comma.
const decimalSize = 80

// MarshalJSON returns the ciphertext as o1js writes it, byte for byte (SPEC 6.4
// [ENC-13]):
//
//	{"publicKey":{"x":"1","y":"2"},"cipherText":["3","4"]}
//
// It returns ErrIdentity for the zero value.
func (c Ciphertext) MarshalJSON() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	x, y := c.ephemeral.Affine()
	b := make([]byte, 0, decimalSize*(len(c.fields)+3))
	b = append(b, `{"publicKey":{"x":"`...)
	b = append(b, x.Decimal()...)
	b = append(b, `","y":"`...)
	b = append(b, y.Decimal()...)
	b = append(b, `"},"cipherText":[`...)
	for i := range c.fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, c.fields[i].Decimal()...)
		b = append(b, '"')
	}
	return append(b, "]}"...), nil
}

// UnmarshalJSON sets c to what [ParseCiphertext] returns, and leaves c as it was on an
// error. It refuses null, too.
func (c *Ciphertext) UnmarshalJSON(text []byte) error {
	parsed, err := ParseCiphertext(text)
	if err != nil {
		return err
	}
	*c = *parsed
	return nil
}

// ParseCiphertext decodes the JSON of a ciphertext (SPEC 6.4 [ENC-14] to
// [ENC-20]). The members may stand in any order with white space between the
// tokens; anything else that MarshalJSON does not write is refused: with
// ErrMalformed (not JSON, members missing, unknown or given twice, other types,
// text around the object, more than MaxJSON bytes), ErrNonCanonical,
// ErrNotOnCurve, ErrIdentity or ErrEmpty, the first of these that applies. It
// takes memory of at most some ten times the text's length.
//
// o1js reads much more: numbers in other forms and modulo p, the identity,
// ciphertexts of no fields.
func ParseCiphertext(text []byte) (*Ciphertext, error) {
	raw, err := parseForm(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	var x, y fp.Element
	for _, coordinate := range []struct {
		z    *fp.Element
		text string
	}{{&x, raw.x}, {&y, raw.y}} {
		if _, err := coordinate.z.SetDecimal(coordinate.text); err != nil {
			return nil, fmt.Errorf("%w: publicKey", ErrNonCanonical)
		}
	}
	fields, err := raw.fields()
	if err != nil {
		return nil, err
	}
	c := &Ciphertext{fields: fields}
	if x.IsZero()&y.IsZero() == 1 {
		return nil, ErrIdentity
	}
	if _, err := c.ephemeral.SetAffine(&x, &y); err != nil {
		return nil, ErrNotOnCurve
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// form is a text with the form of a ciphertext, its numbers not yet read.
type form struct {
	x, y  string
	items strictjson.Reader // stands at the array of elements
	count int
}

// parseForm checks the form of the whole text, since a wrong form is to be
// reported before a wrong number, and counts the elements, so that one slice of
// the right length holds them.
func parseForm(text []byte) (*form, error) {
	r, err := strictjson.New(text, MaxJSON)
	if err != nil {
		return nil, err
	}
	var f form
	members := 0
	err = r.Object(func(name string) error {
		members++
		switch name {
		case "publicKey":
			return f.parsePoint(r)
		case "cipherText":
			f.items = *r
			return r.Array(func() error {
				f.count++
				_, err := r.String()
				return err
			})
		default:
			return r.Unknown()
		}
	})
	if err != nil {
		return nil, err
	}
	if members != 2 {
		return nil, errMissing
	}
	return &f, r.End()
}

var errMissing = fmt.Errorf("%w: missing member", strictjson.ErrMalformed)

func (f *form) parsePoint(r *strictjson.Reader) error {
	members := 0
	err := r.Object(func(name string) (err error) {
		members++
		switch name {
		case "x":
			f.x, err = r.String()
		case "y":
			f.y, err = r.String()
		default:
			err = r.Unknown()
		}
		return err
	})
	if err == nil && members != 2 {
		return errMissing
	}
	return err
}

// fields reads the elements.
func (f *form) fields() ([]fp.Element, error) {
	fields := make([]fp.Element, f.count)
	i := 0
	err := f.items.Array(func() error {
		text, err := f.items.String()
		if err != nil {
			return err
		}
		if _, err := fields[i].SetDecimal(text); err != nil {
			return fmt.Errorf("%w: cipherText %d", ErrNonCanonical, i)
		}
		i++
		return nil
	})
	if err != nil {
		return nil, err
	}
	return fields, nil
}
