package proof_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
)

func elements(values ...uint64) []fp.Element {
	list := make([]fp.Element, len(values))
	for i, v := range values {
		list[i].SetUint64(v)
	}
	return list
}

// indented returns the indented text.
func indented(t testing.TB, p *proof.Proof) []byte {
	t.Helper()
	text, err := p.Indented()
	require.NoError(t, err)
	return text
}

// sample is a proof with public values, which range has none of, to pin the texts.
func sample() *proof.Proof {
	raw := make([]byte, 164)
	raw[0] = 0xfb
	return &proof.Proof{
		Statement: "range", System: "groth16-bn254", Setup: proof.SetupDevelopment,
		PublicInput: elements(1, 22), PublicOutput: elements(0), Bytes: raw,
	}
}

// What JavaScript's JSON.stringify(x) and JSON.stringify(x, null, 2) print.
func TestJSONText(t *testing.T) {
	base64 := "+wAA" + strings.Repeat("AAAA", 53) + "AAA="
	compact, err := json.Marshal(sample())
	require.NoError(t, err)
	require.Equal(t, `{"publicInput":["1","22"],"publicOutput":["0"],"maxProofsVerified":0,"proof":"`+base64+
		`","system":"groth16-bn254","statement":"range","setup":"development"}`, string(compact))
	require.Equal(t, `{
  "publicInput": [
    "1",
    "22"
  ],
  "publicOutput": [
    "0"
  ],
  "maxProofsVerified": 0,
  "proof": "`+base64+`",
  "system": "groth16-bn254",
  "statement": "range",
  "setup": "development"
}`, string(indented(t, sample())))
	empty := sample()
	empty.PublicInput, empty.PublicOutput = nil, nil
	require.Contains(t, string(indented(t, empty)), "{\n  \"publicInput\": [],\n  \"publicOutput\": [],\n")
	for _, text := range [][]byte{compact, indented(t, sample())} {
		p, err := proof.Parse(text)
		require.NoError(t, err)
		require.Equal(t, sample(), p)
	}
}

// covers: PRF-6, PRF-7
func TestParseRefuses(t *testing.T) {
	good, err := sample().MarshalJSON()
	require.NoError(t, err)
	replace := func(old, new string) string {
		require.Equal(t, 1, strings.Count(string(good), old), old)
		return strings.Replace(string(good), old, new, 1)
	}
	malformed := map[string]string{
		"empty":             "",
		"null":              "null",
		"a list":            "[" + string(good) + "]",
		"text":              `"proof"`,
		"no members":        "{}",
		"truncated":         string(good[:len(good)-1]),
		"text after":        string(good) + "{}",
		"a key missing":     replace(`"setup":"development"`, `"a":1`)[:len(good)-24] + "}",
		"unknown key":       replace(`"setup"`, `"more":1,"setup"`),
		"key twice":         replace(`"setup"`, `"system":"groth16-bn254","setup"`),
		"key in capitals":   replace(`"setup"`, `"Setup"`),
		"trailing comma":    replace(`"development"}`, `"development",}`),
		"unknown system":    replace("groth16-bn254", "Groth16-bls"),
		"unknown statement": replace(`"range"`, `"rangE"`),
		"unknown setup":     replace("development", "unknown"),
		"no setup name":     replace(`"development"`, "null"),
		"number of proofs":  replace(":0,", ":1,"),
		"minus zero":        replace(":0,", ":-0,"),
		"zero as a float":   replace(":0,", ":0.0,"),
		"zero as text":      replace(":0,", `:"0",`),
		"input not text":    replace(`["1","22"]`, "[1,22]"),
		"input no list":     replace(`["1","22"]`, `"1"`),
		"input null":        replace(`["1","22"]`, "null"),
		"input nested":      replace(`["1","22"]`, `[["1"]]`),
		"base64 padding":    replace(`AAA="`, `AAA"`),
		"base64 line break": replace(`"+wAA`, `"+wAA\n`),
		"base64 alphabet":   replace(`"+wAA`, `"-wAA`),
		"base64 left bits":  replace(`AAA="`, `AAB="`),
		"proof not text":    replace(`"+wAA`+strings.Repeat("AAAA", 53)+`AAA="`, "[]"),
		"too long":          string(good) + strings.Repeat(" ", proof.MaxText),
		"not UTF-8":         replace("development", "development\xff"),
		"byte order mark":   "\ufeff" + string(good),
	}
	for name, text := range malformed {
		p, err := proof.Parse([]byte(text))
		require.ErrorIs(t, err, proof.ErrMalformed, name)
		require.Equal(t, "malformed_json", coded.Code(err), name)
		require.Nil(t, p, name)
	}
	for _, number := range []string{"", "01", "-1", "+1", " 1", "0x1", "1e3", fp.Modulus().String(), strings.Repeat("9", 200)} {
		p, err := proof.Parse([]byte(replace(`"22"`, `"`+number+`"`)))
		require.ErrorIs(t, err, proof.ErrNonCanonical, number)
		require.Equal(t, "non_canonical", coded.Code(err))
		require.Nil(t, p)
	}
	// The form comes first, wherever the number stands.
	_, err = proof.Parse([]byte(strings.Replace(replace(`"22"`, `"01"`), "development", "unknown", 1)))
	require.ErrorIs(t, err, proof.ErrMalformed)
}

// FuzzParse reads texts: what it takes, it writes back.
func FuzzParse(f *testing.F) {
	compact, _ := sample().MarshalJSON()
	f.Add(compact)
	f.Add(indented(f, sample()))
	for _, name := range []string{"range_groth16-bn254.json", "range_plonk-bn254.json"} {
		text, err := os.ReadFile(filepath.Join("..", "circuit", "testdata", name))
		require.NoError(f, err)
		f.Add(text)
	}
	for _, text := range []string{
		"", "{}", "null", "[", `{"proof":"AA=="}`, `{"publicInput":["0"],"publicInput":[]}`, `{"maxProofsVerified":1e400}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := proof.Parse(text)
		if err != nil {
			require.Nil(t, p)
			require.Contains(t, []string{"malformed_json", "non_canonical"}, coded.Code(err))
			return
		}
		compact, err := p.MarshalJSON()
		require.NoError(t, err)
		for _, again := range [][]byte{compact, indented(t, p)} {
			q, err := proof.Parse(again)
			require.NoError(t, err)
			require.Equal(t, p, q)
		}
		require.Contains(t, string(compact), base64.StdEncoding.EncodeToString(p.Bytes))
	})
}

// A JsonProof of o1js has no labels, and is read by a reader of its own alone.
func TestUnlabelled(t *testing.T) {
	p := sample()
	p.System, p.Statement, p.Setup, p.MaxProofsVerified = "", "", "", 2
	text, err := json.Marshal(p)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(text), `{"publicInput":["1","22"],"publicOutput":["0"],"maxProofsVerified":2,"proof":"+wAA`))
	require.NotContains(t, string(text), "system")
	q, err := proof.ParseUnlabelled(text)
	require.NoError(t, err)
	require.Equal(t, p, q)
	_, err = proof.Parse(text)
	require.ErrorIs(t, err, proof.ErrMalformed)
	labelled, err := json.Marshal(sample())
	require.NoError(t, err)
	_, err = proof.ParseUnlabelled(labelled)
	require.ErrorIs(t, err, proof.ErrMalformed)
	_, err = proof.ParseUnlabelled(bytes.Replace(text, []byte(":2,"), []byte(":3,"), 1))
	require.ErrorIs(t, err, proof.ErrMalformed)
}

// What no text holds is not written.
func TestMarshalRefuses(t *testing.T) {
	for name, change := range map[string]func(*proof.Proof){
		"system":         func(p *proof.Proof) { p.System = `"` },
		"no system":      func(p *proof.Proof) { p.System = "" },
		"statement":      func(p *proof.Proof) { p.Statement = "Range" },
		"long statement": func(p *proof.Proof) { p.Statement = strings.Repeat("a", 33) },
		"set-up":         func(p *proof.Proof) { p.Setup = "unknown" },
		"count":          func(p *proof.Proof) { p.MaxProofsVerified = 1 },
		"negative":       func(p *proof.Proof) { p.MaxProofsVerified = -1 },
	} {
		p := sample()
		change(p)
		_, err := p.MarshalJSON()
		require.ErrorIs(t, err, proof.ErrMalformed, name)
		_, err = p.Indented()
		require.ErrorIs(t, err, proof.ErrMalformed, name)
	}
}

func TestCloneSharesNothing(t *testing.T) {
	p := sample()
	q := p.Clone()
	require.Equal(t, p, q)
	q.PublicInput[0], q.PublicOutput[0], q.Bytes[0] = q.PublicInput[1], q.PublicInput[1], 9
	require.Equal(t, sample(), p)
}

func Example() {
	text := `{"publicInput":["5"],"publicOutput":[],"maxProofsVerified":0,"proof":"AAAA","system":"groth16-bn254","statement":"range","setup":"development"}`
	p, err := proof.Parse([]byte(text))
	if err != nil {
		panic(err)
	}
	fmt.Println(p.System, p.Statement, p.Setup, proof.Decimals(p.PublicInput), len(p.Bytes))
	// Output: groth16-bn254 range development [5] 3
}
