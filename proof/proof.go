package proof

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Proof is a proof with its public values (SPEC 11.2). Its JSON form begins with the
// members of o1js's JsonProof, in that order:
//
//	{"publicInput":[],"publicOutput":[],"maxProofsVerified":0,"proof":"<base64>",
//	 "system":"groth16-bn254","statement":"range","setup":"development"}
//
// without white space ([Proof.MarshalJSON]), or indented as JavaScript's
// JSON.stringify(x, null, 2) does ([Proof.Indented]), which is what the encryption
// example sends. A proof without labels has the first four members alone.
type Proof struct {
	// System, Statement and Setup are the labels: what the proof claims to be. All
	// three are empty in a proof of o1js.
	System    System
	Statement string
	Setup     Setup

	// PublicInput and PublicOutput are in the order of the statement.
	PublicInput, PublicOutput []fp.Element

	// MaxProofsVerified is the largest number of proofs that a method of the program
	// verifies, 0 to 2; with labels it is 0.
	MaxProofsVerified int

	// Bytes is the proof itself, in the encoding of its system.
	Bytes []byte
}

// Labelled says whether the proof says what it is.
func (p *Proof) Labelled() bool { return p.System != "" || p.Statement != "" || p.Setup != "" }

// Clone returns a copy that shares nothing with p.
func (p *Proof) Clone() *Proof {
	q := *p
	q.PublicInput, q.PublicOutput = slices.Clone(p.PublicInput), slices.Clone(p.PublicOutput)
	q.Bytes = bytes.Clone(p.Bytes)
	return &q
}

// check returns [ErrMalformed] if no text holds the proof.
func (p *Proof) check() error {
	if p.MaxProofsVerified < 0 || p.MaxProofsVerified > maxProofsVerified {
		return fmt.Errorf("%w: maxProofsVerified is not 0, 1 or 2", ErrMalformed)
	}
	if !p.Labelled() {
		return nil
	}
	if _, err := ParseSetup(string(p.Setup)); err != nil || !isLabel(string(p.System)) || !isLabel(p.Statement) {
		return fmt.Errorf("%w: system, statement or setup is no name", ErrMalformed)
	}
	if p.MaxProofsVerified != 0 {
		return fmt.Errorf("%w: maxProofsVerified is not 0", ErrMalformed)
	}
	return nil
}

// MarshalJSON returns the JSON text without white space. The error is [ErrMalformed] for
// labels or a number that no text holds.
func (p *Proof) MarshalJSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	return p.json("", "", ""), nil
}

// Indented returns the JSON text with two spaces for each level, byte for byte as
// JSON.stringify(x, null, 2) writes it, without a newline at the end. The error is that of
// MarshalJSON.
func (p *Proof) Indented() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	return p.json("\n", "  ", " "), nil
}

// json writes the text with the given line break, indentation and space after a
// colon. No string in it needs escaping.
func (p *Proof) json(newline, indent, space string) []byte {
	var b bytes.Buffer
	member := func(name, value string) {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(newline + indent + strconv.Quote(name) + ":" + space + value)
	}
	list := func(elements []fp.Element) string {
		var l bytes.Buffer
		for i := range elements {
			if i > 0 {
				l.WriteByte(',')
			}
			l.WriteString(newline + indent + indent + strconv.Quote(elements[i].Decimal()))
		}
		if len(elements) > 0 {
			l.WriteString(newline + indent)
		}
		return "[" + l.String() + "]"
	}
	b.WriteByte('{')
	member("publicInput", list(p.PublicInput))
	member("publicOutput", list(p.PublicOutput))
	member("maxProofsVerified", strconv.Itoa(p.MaxProofsVerified))
	member("proof", strconv.Quote(base64.StdEncoding.EncodeToString(p.Bytes)))
	if p.Labelled() {
		member("system", strconv.Quote(string(p.System)))
		member("statement", strconv.Quote(p.Statement))
		member("setup", strconv.Quote(string(p.Setup)))
	}
	b.WriteString(newline + "}")
	return b.Bytes()
}

// Decimals returns the decimal texts of elements, never nil.
func Decimals(elements []fp.Element) []string {
	texts := make([]string, len(elements))
	for i := range elements {
		texts[i] = elements[i].Decimal()
	}
	return texts
}

// Elements is the inverse of [Decimals], nil for no texts. The error is [ErrNonCanonical].
func Elements(texts []string) ([]fp.Element, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	elements := make([]fp.Element, len(texts))
	for i, text := range texts {
		if _, err := elements[i].SetDecimal(text); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNonCanonical, err)
		}
	}
	return elements, nil
}

// equal says whether two lists have the same elements. Time depends on them.
func equal(a, b []fp.Element) bool {
	return slices.EqualFunc(a, b, func(x, y fp.Element) bool { return x.Equal(&y) == 1 })
}
