package pickles

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// codec goes through an s-expression as OCaml writes it: no white space but one blank
// between two atoms, members of records in their order. It goes one way through the
// records for reading and for writing, so that what is read is written back the same.
// Reading, all but the atoms is awaited literally; it keeps the first error, and after
// one it yields zeros.
type codec struct {
	writing bool
	text    []byte // what is read, or has been written
	at      int    // how far it has been read
	err     error
}

func (c *codec) fail(err error, what string) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: %s at character %d of the s-expression", err, what, c.at)
	}
}

// literal awaits exactly that text.
func (c *codec) literal(text string) {
	switch {
	case c.writing:
		c.text = append(c.text, text...)
	case c.follows(text):
		c.at += len(text)
	default:
		c.fail(ErrMalformedProof, "not the form of a proof")
	}
}

// follows reports, reading, whether that text comes next.
func (c *codec) follows(text string) bool {
	return c.err == nil && string(c.text[c.at:min(len(c.text), c.at+len(text))]) == text
}

// atom returns the next n characters.
func (c *codec) atom(n int) string {
	if c.err != nil || len(c.text)-c.at < n {
		c.fail(ErrMalformedProof, "the end")
		return strings.Repeat("0", n)
	}
	c.at += n
	return string(c.text[c.at-n : c.at])
}

// member goes through a record's member.
func (c *codec) member(name string, value func()) {
	c.literal("(" + name)
	value()
	c.literal(")")
}

// record goes through what stands between parentheses.
func (c *codec) record(members func()) {
	c.literal("(")
	members()
	c.literal(")")
}

// list goes through a list of a length that is known.
func list[T any](c *codec, values []T, element func(*T)) {
	c.record(func() {
		for i := range values {
			element(&values[i])
		}
	})
}

// listUpTo goes through a list of at most limit elements.
func listUpTo[T any](c *codec, values *[]T, limit int, element func(*T)) {
	if c.writing {
		list(c, *values, element)
		return
	}
	c.record(func() {
		for len(*values) < limit && c.err == nil && !c.follows(")") {
			*values = append(*values, *new(T))
			element(&(*values)[len(*values)-1])
		}
	})
}

// maybe goes through () or (value).
func maybe[T any](c *codec, value **T, inner func(*T)) {
	c.record(func() {
		if !c.writing && c.err == nil && !c.follows(")") {
			*value = new(T)
		}
		if *value != nil {
			inner(*value)
		}
	})
}

// oneOf goes through one of the texts, whose number is the value.
func (c *codec) oneOf(value *int, texts ...string) {
	if c.writing {
		c.literal(texts[*value])
		return
	}
	for i, text := range texts {
		if c.follows(text) {
			c.at += len(text)
			*value = i
			return
		}
	}
	c.fail(ErrMalformedProof, "not one of the values that there are")
}

// bool goes through false or true.
func (c *codec) bool(value *bool) {
	n := 0
	if *value {
		n = 1
	}
	c.oneOf(&n, "false", "true")
	*value = n == 1
}

// limbs goes through limbs of 16 hexadecimal digits, the least significant one first.
func (c *codec) limbs(values []uint64) {
	for i := range values {
		if i > 0 {
			c.literal(" ")
		}
		if c.writing {
			c.text = fmt.Appendf(c.text, "%016x", values[i])
			continue
		}
		digits := c.atom(16)
		if !lowerHex(digits) {
			c.fail(ErrMalformedProof, "not a limb")
			return
		}
		values[i], _ = strconv.ParseUint(digits, 16, 64) // 16 hexadecimal digits are one
	}
}

// challenge goes through (limb limb).
func (c *codec) challenge(x *layout.Challenge) { c.record(func() { c.limbs(x[:]) }) }

// inner goes through ((inner(limb limb))).
func (c *codec) inner(x *layout.Challenge) {
	c.literal("((inner")
	c.challenge(x)
	c.literal("))")
}

// prechallenges goes through (((prechallenge((inner(limb limb))))) ...).
func (c *codec) prechallenges(values []layout.Challenge) {
	list(c, values, func(x *layout.Challenge) {
		c.literal("((prechallenge")
		c.inner(x)
		c.literal("))")
	})
}

// number goes through 0x and 64 upper-case hexadecimal digits, the bytes of an element
// from the most significant one, and returns them in canonical order.
func (c *codec) number(b [32]byte) []byte {
	c.literal("0x")
	if c.writing {
		slices.Reverse(b[:])
		c.text = fmt.Appendf(c.text, "%X", b[:])
		return nil
	}
	digits := c.atom(64)
	if strings.ToUpper(digits) != digits {
		c.fail(ErrNonCanonical, "not upper-case hexadecimal digits")
	}
	out, err := hex.DecodeString(digits)
	if err != nil {
		c.fail(ErrMalformedProof, "not a number")
		return make([]byte, 32)
	}
	slices.Reverse(out)
	return out
}

func (c *codec) fp(x *fp.Element) {
	b := c.number(x.Bytes())
	if c.writing {
		return
	}
	if _, err := x.SetCanonicalBytes(b); err != nil {
		c.fail(ErrNonCanonical, "not less than the modulus")
	}
}

func (c *codec) fq(x *fq.Element) {
	b := c.number(x.Bytes())
	if c.writing {
		return
	}
	if _, err := x.SetCanonicalBytes(b); err != nil {
		c.fail(ErrNonCanonical, "not less than the modulus")
	}
}

// pallas goes through (x y).
func (c *codec) pallas(p *pallas.Affine) {
	var x, y fp.Element
	if c.writing {
		x, y = p.Coordinates()
	}
	c.record(func() { c.fp(&x); c.literal(" "); c.fp(&y) })
	if !c.writing && c.err == nil {
		keepPoint(c, p)(pallas.NewAffine(&x, &y))
	}
}

// vesta goes through (x y).
func (c *codec) vesta(p *vesta.Affine) {
	var x, y fq.Element
	if c.writing {
		x, y = p.Coordinates()
	}
	c.record(func() { c.fq(&x); c.literal(" "); c.fq(&y) })
	if !c.writing && c.err == nil {
		keepPoint(c, p)(vesta.NewAffine(&x, &y))
	}
}

// keepPoint returns what keeps a point that was read, or its error.
func keepPoint[T any](c *codec, p *T) func(*T, error) {
	return func(read *T, err error) {
		switch {
		case err == nil:
			*p = *read
		case errors.Is(err, pallas.ErrIdentity), errors.Is(err, vesta.ErrIdentity):
			c.fail(ErrIdentity, "a point")
		default:
			c.fail(ErrNotOnCurve, "a point")
		}
	}
}

func (c *codec) end() error {
	if c.err == nil && c.at != len(c.text) {
		c.fail(ErrMalformedProof, "the end awaited")
	}
	return c.err
}

func lowerHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }
