package circuit

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strconv"
)

// Proof is a proof with its public values (SPEC 11.2). It is immutable. Its JSON
// form begins with the keys of o1js's JsonProof, in that order:
//
//	{"publicInput":[],"publicOutput":[],"maxProofsVerified":0,"proof":"<base64>",
//	 "system":"groth16-bn254","statement":"range","setup":"development"}
//
// without white space ([Proof.MarshalJSON]), or indented as JavaScript's
// JSON.stringify(x, null, 2) does ([Proof.Indented]), which is what the
// encryption example sends. The public values are decimal elements of the Pallas
// base field; both lists are empty for [Range], and [SealedRange] has inputs alone.
type Proof struct {
	statement    Statement
	system       System
	setup        Setup
	publicInput  []string
	publicOutput []string
	raw          []byte
}

// Statement returns what the proof claims to prove.
func (p *Proof) Statement() Statement { return p.statement }

// System returns the proof system.
func (p *Proof) System() System { return p.system }

// Setup returns who made the keys, as the proof claims; a Verifier compares it
// with its own key's.
func (p *Proof) Setup() Setup { return p.setup }

// PublicInput returns a copy of the public inputs, canonical decimal numbers
// below p.
func (p *Proof) PublicInput() []string { return slices.Clone(p.publicInput) }

// PublicOutput returns a copy of the public outputs, as PublicInput.
func (p *Proof) PublicOutput() []string { return slices.Clone(p.publicOutput) }

// Bytes returns a copy of the proof itself, in gnark's encoding with compressed
// points: 164 bytes for [Range] with Groth16, 520 with PLONK; 228 and 648 for
// [SealedRange].
func (p *Proof) Bytes() []byte { return bytes.Clone(p.raw) }

// MarshalJSON returns the JSON text without white space. It does not fail.
func (p *Proof) MarshalJSON() ([]byte, error) { return p.json("", "", ""), nil }

// Indented returns the JSON text with two spaces for each level, byte for byte as
// JSON.stringify(x, null, 2) writes it, without a newline at the end.
func (p *Proof) Indented() []byte { return p.json("\n", "  ", " ") }

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
	list := func(numbers []string) string {
		var l bytes.Buffer
		for i, n := range numbers {
			if i > 0 {
				l.WriteByte(',')
			}
			l.WriteString(newline + indent + indent + strconv.Quote(n))
		}
		if len(numbers) > 0 {
			l.WriteString(newline + indent)
		}
		return "[" + l.String() + "]"
	}
	b.WriteByte('{')
	member("publicInput", list(p.publicInput))
	member("publicOutput", list(p.publicOutput))
	member("maxProofsVerified", "0")
	member("proof", strconv.Quote(base64.StdEncoding.EncodeToString(p.raw)))
	member("system", strconv.Quote(p.system.String()))
	member("statement", strconv.Quote(p.statement.String()))
	member("setup", strconv.Quote(p.setup.String()))
	b.WriteString(newline + "}")
	return b.Bytes()
}
