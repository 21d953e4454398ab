package pickles

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// sexpReader is a cursor over an s-expression as OCaml writes it: no white space but
// one blank between two atoms, members of records in their order. So all but the
// atoms is awaited literally. It keeps the first error; after one it returns zeros.
type sexpReader struct {
	text string
	at   int
	err  error
}

func (r *sexpReader) fail(err error, what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s at character %d of the s-expression", err, what, r.at)
	}
}

// literal reads exactly that text.
func (r *sexpReader) literal(text string) {
	if !r.optional(text) {
		r.fail(ErrMalformedProof, "not the form of a proof")
	}
}

// optional reads that text if it comes next.
func (r *sexpReader) optional(text string) bool {
	if r.err != nil || !strings.HasPrefix(r.text[r.at:], text) {
		return false
	}
	r.at += len(text)
	return true
}

// atom returns the next n characters.
func (r *sexpReader) atom(n int) string {
	if r.err != nil || len(r.text)-r.at < n {
		r.fail(ErrMalformedProof, "the end")
		return strings.Repeat("0", n)
	}
	r.at += n
	return r.text[r.at-n : r.at]
}

// member reads the beginning of a record's member, its value by read, and the end.
func (r *sexpReader) member(name string, read func()) {
	r.literal("(" + name)
	read()
	r.literal(")")
}

// oneOf reads one of the texts and returns its number.
func (r *sexpReader) oneOf(texts ...string) int {
	for i, text := range texts {
		if r.optional(text) {
			return i
		}
	}
	r.fail(ErrMalformedProof, "not one of the values that there are")
	return 0
}

// limbs reads limbs of 16 hexadecimal digits, the least significant one first.
func (r *sexpReader) limbs(out []uint64) {
	for i := range out {
		if i > 0 {
			r.literal(" ")
		}
		digits := r.atom(16)
		if !lowerHex(digits) {
			r.fail(ErrMalformedProof, "not a limb")
			return
		}
		out[i], _ = strconv.ParseUint(digits, 16, 64) // 16 hexadecimal digits are one
	}
}

// challenge reads (limb limb).
func (r *sexpReader) challenge() (c layout.Challenge) {
	r.literal("(")
	r.limbs(c[:])
	r.literal(")")
	return c
}

// inner reads ((inner(limb limb))).
func (r *sexpReader) inner() (c layout.Challenge) {
	r.literal("((inner")
	c = r.challenge()
	r.literal("))")
	return c
}

// prechallenges reads (((prechallenge((inner(limb limb))))) ...).
func (r *sexpReader) prechallenges(out []layout.Challenge) {
	r.literal("(")
	for i := range out {
		r.literal("((prechallenge")
		out[i] = r.inner()
		r.literal("))")
	}
	r.literal(")")
}

// number reads 0x and 64 upper-case hexadecimal digits, the bytes of an element from
// the most significant one, and returns them in canonical order.
func (r *sexpReader) number() []byte {
	r.literal("0x")
	digits := r.atom(64)
	if strings.ToUpper(digits) != digits {
		r.fail(ErrNonCanonical, "not upper-case hexadecimal digits")
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		r.fail(ErrMalformedProof, "not a number")
		b = make([]byte, 32)
	}
	slices.Reverse(b)
	return b
}

func (r *sexpReader) fp() (x fp.Element) {
	if _, err := x.SetCanonicalBytes(r.number()); err != nil {
		r.fail(ErrNonCanonical, "not less than the modulus")
	}
	return x
}

func (r *sexpReader) fq() (x fq.Element) {
	if _, err := x.SetCanonicalBytes(r.number()); err != nil {
		r.fail(ErrNonCanonical, "not less than the modulus")
	}
	return x
}

// pallas reads (x y).
func (r *sexpReader) pallas() (p pallas.Affine) {
	r.literal("(")
	x := r.fp()
	r.literal(" ")
	y := r.fp()
	r.literal(")")
	if r.err == nil {
		point, err := pallas.NewAffine(&x, &y)
		if err != nil {
			r.point(err)
			return p
		}
		p = *point
	}
	return p
}

// vesta reads (x y).
func (r *sexpReader) vesta() (p vesta.Affine) {
	r.literal("(")
	x := r.fq()
	r.literal(" ")
	y := r.fq()
	r.literal(")")
	if r.err == nil {
		point, err := vesta.NewAffine(&x, &y)
		if err != nil {
			r.point(err)
			return p
		}
		p = *point
	}
	return p
}

// point keeps the error of a point.
func (r *sexpReader) point(err error) {
	if errors.Is(err, pallas.ErrIdentity) || errors.Is(err, vesta.ErrIdentity) {
		r.fail(ErrIdentity, "a point")
	} else {
		r.fail(ErrNotOnCurve, "a point")
	}
}

func (r *sexpReader) end() error {
	if r.err == nil && r.at != len(r.text) {
		r.fail(ErrMalformedProof, "the end awaited")
	}
	return r.err
}

func lowerHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}
