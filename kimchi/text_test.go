package kimchi

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
)

func encodeText(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func indexOf(t *testing.T, s, part string) int {
	at := strings.Index(s, part)
	require.NotEqual(t, -1, at, part)
	return at
}

func replaceOnce(t *testing.T, s, old, with string) string {
	indexOf(t, s, old)
	return strings.Replace(s, old, with, 1)
}

// packed returns a proof's MessagePack.
func packed(p *Proof) []byte {
	w := new(proofWriter)
	w.proof(&p.proof)
	return w.out
}

// around returns the JSON around MessagePack.
func around(t require.TestingT, raw []byte) []byte {
	text, err := json.Marshal(map[string]any{"publicInputFields": []string{"5"}, "proof": raw})
	require.NoError(t, err)
	return text
}

// covers: KIM-18, KIM-20, KIM-21
func TestProofTextFaults(t *testing.T) {
	proof, _ := load(t, "zkf-rt")
	raw := packed(proof)
	change := func(at int, with ...byte) []byte {
		out := append([]byte(nil), raw...)
		copy(out[at:], with)
		return out
	}
	// 95 94 9f 91 91 c4 21 x flags: the first commitment begins at 5
	_, err := ParseProof(around(t, raw))
	require.NoError(t, err)
	faults := []struct {
		name, code string
		raw        []byte
	}{
		{"nothing", "malformed_proof", nil},
		{"cut", "malformed_proof", raw[:len(raw)-1]},
		{"more", "malformed_proof", append(raw[:len(raw):len(raw)], 0xc0)},
		{"another array", "malformed_proof", change(0, 0x94)},
		{"a long array, short", "malformed_proof", append([]byte{0xdc, 0, 5}, raw[1:]...)},
		{"two chunks", "malformed_proof", change(4, 0x92)},
		{"other bytes", "malformed_proof", change(6, 0x20)},
		{"a text", "malformed_proof", change(5, 0xd9)},
		{"x not less than the modulus", "non_canonical", change(7+31, 0xff)},
		{"other flags", "non_canonical", change(7+32, 1)},
		{"off the curve", "point_not_on_curve", change(7, make([]byte, 33)...)},
		{"passes on", "malformed_proof", append(raw[:len(raw)-1:len(raw)-1], 0x91, 0xc0)},
		{"ft not less than the modulus", "non_canonical", change(len(raw)-2, 0xff)},
	}
	for _, f := range faults {
		_, err := ParseProof(around(t, f.raw))
		require.Equal(t, f.code, coded.Code(err), f.name)
	}
	for text, code := range map[string]string{
		``: "malformed_proof", `{}`: "malformed_proof", `{"proof":""}`: "malformed_proof",
		`{"proof":"","publicInputFields":["1"],"more":1}`: "malformed_proof",
		`{"proof":"*","publicInputFields":["1"]}`:         "malformed_proof",
		`{"proof":"","publicInputFields":[1]}`:            "malformed_proof",
		`{"proof":"","publicInputFields":["01"]}`:         "non_canonical",
	} {
		_, err := ParseProof([]byte(text))
		require.Equal(t, code, coded.Code(err), text)
	}
}

// FuzzParseProof decodes MessagePack: no panic, an error has a code, and what is
// accepted is written as it was read.
func FuzzParseProof(f *testing.F) {
	for _, name := range []string{"native-zkf", "zkf-mix", "zkf-rt"} {
		proof, _ := load(f, name)
		f.Add(packed(proof))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParseProof(around(t, raw))
		if err != nil {
			require.NotEmpty(t, coded.Code(err))
			return
		}
		require.Equal(t, raw, packed(p))
	})
}

// FuzzParseVerificationKey decodes the JSON of keys: no panic, an error has a code, and
// what is accepted is written as it was read.
func FuzzParseVerificationKey(f *testing.F) {
	for _, name := range []string{"native-zkf", "zkf-mix", "zkf-rt"} {
		_, key := load(f, name)
		f.Add(key.json())
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := base64.StdEncoding.EncodeToString(raw)
		key, err := ParseVerificationKey(text)
		if err != nil {
			require.NotEmpty(t, coded.Code(err))
			return
		}
		require.Equal(t, text, key.String())
	})
}
