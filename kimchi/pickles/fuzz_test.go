package pickles_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/vectors"
)

// FuzzParseProof decodes texts: no panic, and an error has a code.
func FuzzParseProof(f *testing.F) {
	text := readProof(f, "range-proof-native.json")
	f.Add(text)
	for _, m := range mutations() {
		f.Add(m.apply(f, text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := pickles.ParseProof(text)
		if err != nil {
			require.Nil(t, p)
			require.NotEmpty(t, coded.Code(err))
			return
		}
		requireSameDocument(t, text, p)
	})
}

// FuzzSexp decodes s-expressions, which FuzzParseProof reaches through base64 alone.
func FuzzSexp(f *testing.F) {
	var seed form
	require.NoError(f, json.Unmarshal(readProof(f, "range-proof-native.json"), &seed))
	raw, err := base64.StdEncoding.DecodeString(seed.Proof)
	require.NoError(f, err)
	f.Add(string(raw))
	for _, m := range mutations() {
		if m.text != nil {
			f.Add(m.text(string(raw)))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		out, err := json.Marshal(form{
			PublicInput: []string{}, PublicOutput: []string{}, Proof: base64.StdEncoding.EncodeToString([]byte(text)),
		})
		require.NoError(t, err)
		p, err := pickles.ParseProof(out)
		if err != nil {
			require.Nil(t, p)
			require.NotEmpty(t, coded.Code(err))
			return
		}
		requireSameDocument(t, out, p)
	})
}

// requireSameDocument: what has been read is written back with the same values.
func requireSameDocument(t *testing.T, text []byte, read json.Marshaler) {
	t.Helper()
	written, err := read.MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, string(text), string(written))
}

// TestWrittenBack: the proofs and keys of o1js are written as o1js wrote them, byte for
// byte.
//
// covers: PRF-12
func TestWrittenBack(t *testing.T) {
	files, err := vectors.LoadProofs()
	require.NoError(t, err)
	count := 0
	for _, file := range files {
		if !strings.HasPrefix(file.System, "pickles-") {
			continue
		}
		count++
		p, err := pickles.ParseProof(file.Proof)
		require.NoError(t, err, file.Name)
		requireSameDocument(t, file.Proof, p)
		k, err := pickles.ParseVerificationKey(file.VerificationKey)
		require.NoError(t, err, file.Name)
		requireSameDocument(t, file.VerificationKey, k)
	}
	require.NotZero(t, count)
}

// FuzzParseVerificationKey decodes keys: no panic, and an error has a code.
func FuzzParseVerificationKey(f *testing.F) {
	good := readKeyText(f)
	raw, err := base64.StdEncoding.DecodeString(good.Data)
	require.NoError(f, err)
	f.Add(raw)
	f.Add(raw[:100])
	f.Fuzz(func(t *testing.T, raw []byte) {
		key, err := pickles.ParseVerificationKeyData(base64.StdEncoding.EncodeToString(raw))
		if err != nil {
			require.Nil(t, key)
			require.NotEmpty(t, coded.Code(err))
		} else {
			require.Equal(t, base64.StdEncoding.EncodeToString(raw), key.Data())
		}
		_, err = pickles.ParseVerificationKey(raw)
		require.Error(t, err)
	})
}
