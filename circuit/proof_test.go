package circuit

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
)

// sample is a proof with public values, which range has none of, to pin the texts.
func sample() *Proof {
	raw := make([]byte, 164)
	raw[0] = 0xfb
	return &Proof{
		statement: Range, system: Groth16BN254, setup: SetupDevelopment,
		publicInput: []string{"1", "22"}, publicOutput: []string{"0"}, raw: raw,
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
}`, string(sample().Indented()))
	empty := sample()
	empty.publicInput, empty.publicOutput = nil, nil
	require.Contains(t, string(empty.Indented()), "{\n  \"publicInput\": [],\n  \"publicOutput\": [],\n")
	for _, text := range [][]byte{compact, sample().Indented()} {
		p, err := ParseProof(text)
		require.NoError(t, err)
		require.Equal(t, sample(), p)
	}
}

// covers: PRF-6, PRF-7
func TestParseProofRefuses(t *testing.T) {
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
		"unknown system":    replace("groth16-bn254", "groth16-bls"),
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
		"too long":          string(good) + strings.Repeat(" ", MaxProofText),
		"not UTF-8":         replace("development", "development\xff"),
		"byte order mark":   "\ufeff" + string(good),
	}
	for name, text := range malformed {
		p, err := ParseProof([]byte(text))
		require.ErrorIs(t, err, ErrMalformed, name)
		require.Equal(t, "malformed_json", coded.Code(err), name)
		require.Nil(t, p, name)
	}
	for _, number := range []string{"", "01", "-1", "+1", " 1", "0x1", "1e3", fp.Modulus().String(), strings.Repeat("9", 200)} {
		p, err := ParseProof([]byte(replace(`"22"`, `"`+number+`"`)))
		require.ErrorIs(t, err, ErrNonCanonical, number)
		require.Equal(t, "non_canonical", coded.Code(err))
		require.Nil(t, p)
	}
	// The form comes first, wherever the number stands.
	_, err = ParseProof([]byte(strings.Replace(replace(`"22"`, `"01"`), "development", "unknown", 1)))
	require.ErrorIs(t, err, ErrMalformed)
}

// The lengths inside a proof are compared with its own before anything is allocated.
func TestProofForm(t *testing.T) {
	for _, s := range systems {
		raw := proofOf(t, proverFor(t, s)).Bytes()
		require.True(t, s.engine().hasForm(raw))
		p := *proofOf(t, proverFor(t, s))
		for n := range raw {
			require.False(t, s.engine().hasForm(raw[:n]))
			p.raw = raw[:n]
			require.Equal(t, ErrProof, proverFor(t, s).Verifier().Verify(&p))
		}
		require.False(t, s.engine().hasForm(append(raw, 0)))
		// A count of 2^27 points or scalars would make gnark take gigabytes.
		for _, count := range map[System][]int{Groth16BN254: {128}, PlonkBN254: {256, 516}}[s] {
			p.raw = bytes.Clone(raw)
			p.raw[count] ^= 0x08
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			require.Equal(t, ErrProof, proverFor(t, s).Verifier().Verify(&p))
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<24))
		}
	}
}

// Every bit of a proof counts.
//
// covers: PRF-8
func TestMutatedProof(t *testing.T) {
	eachSystem(t, func(t *testing.T, s System) {
		p := proverFor(t, s)
		proof := proofOf(t, p)
		require.NoError(t, p.Verifier().Verify(proof))
		raw := proof.Bytes()
		for i := range raw {
			changed := *proof
			changed.raw = proof.Bytes()
			changed.raw[i] ^= 1 << (i % 8)
			err := p.Verifier().Verify(&changed)
			require.Equal(t, ErrProof, err, i)
		}
		require.Equal(t, "proof_invalid", coded.Code(ErrProof))
		zero := *proof
		zero.raw = make([]byte, len(raw))
		require.Equal(t, ErrProof, p.Verifier().Verify(&zero))
	})
}

// The point that gnark ignores in proofs without commitments is not free.
func TestUnusedCommitmentProof(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	changed := *proofOf(t, p)
	copy(changed.raw[132:], changed.raw[:32]) // some other valid point
	require.Equal(t, ErrProof, p.Verifier().Verify(&changed))
}

// Uncompressed points give the same proof in other bytes: refused.
//
// covers: PRF-12
func TestProofEncodingIsUnique(t *testing.T) {
	raw := proofOf(t, proverFor(t, Groth16BN254)).Bytes()
	proof := new(groth16bn254.Proof)
	require.True(t, decodeExactly(proof, raw))
	var uncompressed bytes.Buffer
	_, err := proof.WriteRawTo(&uncompressed)
	require.NoError(t, err)
	_, err = proof.ReadFrom(bytes.NewReader(uncompressed.Bytes()))
	require.NoError(t, err)
	require.False(t, decodeExactly(proof, uncompressed.Bytes()))
	require.False(t, decodeExactly(proof, append(raw, 0)))
	require.False(t, decodeExactly(proof, raw[:len(raw)-1]))
}

// covers: PRF-8, PRF-9, PRF-11
func TestVerifierRefusesOtherProofs(t *testing.T) {
	groth16, plonk := proverFor(t, Groth16BN254), proverFor(t, PlonkBN254)
	proof := proofOf(t, groth16)
	v := groth16.Verifier()
	require.ErrorIs(t, v.Verify(nil), ErrProof)
	require.ErrorIs(t, v.Verify(new(Proof)), ErrProof)
	err := plonk.Verifier().Verify(proof)
	require.ErrorIs(t, err, ErrProof)
	require.ErrorContains(t, err, "it is for range with groth16-bn254")

	external := *proof
	external.setup = SetupExternal
	require.ErrorIs(t, v.Verify(&external), ErrProof, "other set-up")
	more := *proof
	more.publicInput = []string{"5"}
	require.ErrorIs(t, v.Verify(&more), ErrProof, "public input")
	more = *proof
	more.publicOutput = []string{"5"}
	require.ErrorIs(t, v.Verify(&more), ErrProof, "public output")

	other, err := NewProver(t.Context(), Range, Groth16BN254, WithoutCache())
	require.NoError(t, err)
	require.ErrorIs(t, other.Verifier().Verify(proof), ErrProof, "other keys")
}

// Proofs and keys made by an earlier build still verify.
func TestRecordedProofs(t *testing.T) {
	eachSystem(t, func(t *testing.T, s System) {
		base := filepath.Join("testdata", "range_"+s.String())
		if *update {
			p := proverFor(t, s)
			f, err := os.Create(base + ".keys")
			require.NoError(t, err)
			require.NoError(t, p.Verifier().WriteKey(f))
			require.NoError(t, f.Close())
			require.NoError(t, os.WriteFile(base+".json", proofOf(t, p).Indented(), 0o644))
		}
		v, err := NewVerifier(t.Context(), Range, s, WithKeyFiles("", base+".keys"))
		require.NoError(t, err)
		require.Equal(t, SetupDevelopment, v.Setup())
		text, err := os.ReadFile(base + ".json")
		require.NoError(t, err)
		proof, err := ParseProof(text)
		require.NoError(t, err)
		require.NoError(t, v.Verify(proof))
		require.Equal(t, text, proof.Indented())
	})
}

// The same for a statement with public inputs.
func TestRecordedSealedProof(t *testing.T) {
	const base = "testdata/sealed-range_groth16-bn254"
	if *update {
		p, err := sealedProver()
		require.NoError(t, err)
		key := address.GeneratePrivateKey()
		proof, err := p.ProveSealed(t.Context(), sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`), key)
		require.NoError(t, err)
		f, err := os.Create(base + ".keys")
		require.NoError(t, err)
		require.NoError(t, p.Verifier().WriteKey(f))
		require.NoError(t, f.Close())
		require.NoError(t, os.WriteFile(base+".json", proof.Indented(), 0o644))
	}
	v, err := NewVerifier(t.Context(), SealedRange, Groth16BN254, WithKeyFiles("", base+".keys"))
	require.NoError(t, err)
	text, err := os.ReadFile(base + ".json")
	require.NoError(t, err)
	proof, err := ParseProof(text)
	require.NoError(t, err)
	require.NoError(t, v.Verify(proof))
	require.Equal(t, text, proof.Indented())
}

func TestProofIsImmutable(t *testing.T) {
	p := sample()
	p.PublicInput()[0] = "9"
	p.PublicOutput()[0] = "9"
	p.Bytes()[0] = 9
	require.Equal(t, sample(), p)
}

func FuzzParseProof(f *testing.F) {
	compact, _ := sample().MarshalJSON()
	f.Add(compact)
	f.Add(sample().Indented())
	for _, name := range []string{"range_groth16-bn254.json", "range_plonk-bn254.json"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(f, err)
		f.Add(text)
	}
	for _, text := range []string{
		"", "{}", "null", "[", `{"proof":"AA=="}`, `{"publicInput":["0"],"publicInput":[]}`, `{"maxProofsVerified":1e400}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := ParseProof(text)
		if err != nil {
			require.Nil(t, p)
			require.Contains(t, []string{"malformed_json", "non_canonical"}, coded.Code(err))
			return
		}
		compact, err := p.MarshalJSON()
		require.NoError(t, err)
		for _, again := range [][]byte{compact, p.Indented()} {
			q, err := ParseProof(again)
			require.NoError(t, err)
			require.Equal(t, p, q)
		}
		require.Contains(t, string(compact), base64.StdEncoding.EncodeToString(p.Bytes()))
	})
}
