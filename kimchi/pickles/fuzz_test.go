package pickles_test

import (
	"encoding/base64"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/pickles"
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
		}
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
		if p, err := pickles.ParseProof(out); err != nil {
			require.Nil(t, p)
			require.NotEmpty(t, coded.Code(err))
		}
	})
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
		}
		_, err = pickles.ParseVerificationKey(raw)
		require.Error(t, err)
	})
}
