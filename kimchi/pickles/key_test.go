package pickles_test

import (
	"encoding/base64"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/pickles"
)

// regression is o1js's own file of keys, tests/vk-regression/vk-regression.json in its
// repository: the test takes its keys beside those of testdata if it is given.
var regression = flag.String("regression", "", "file vk-regression.json of o1js, whose keys are hashed too")

type keyText struct {
	Data string `json:"data"`
	Hash string `json:"hash"`
}

// covers: PIC-3, PIC-5
func TestKeyHashes(t *testing.T) {
	keys := map[string]keyText{}
	keys["range"] = readKeyText(t)
	if *regression != "" {
		text, err := os.ReadFile(*regression)
		require.NoError(t, err)
		var programs map[string]struct {
			VerificationKey keyText `json:"verificationKey"`
		}
		require.NoError(t, json.Unmarshal(text, &programs))
		for name, p := range programs {
			if len(p.VerificationKey.Data) > 100 { // some entries count rows alone
				keys[name] = p.VerificationKey
			}
		}
		require.Len(t, keys, 14)
	}
	for name, k := range keys {
		key, err := pickles.ParseVerificationKeyData(k.Data)
		require.NoError(t, err, name)
		hash := key.Hash()
		require.Equal(t, k.Hash, hash.Decimal(), name)
	}
}

func readKeyText(t require.TestingT) (k keyText) {
	text, err := os.ReadFile("testdata/range-vk.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &k))
	return k
}

// covers: PIC-3, PIC-4, PIC-5
func TestKeyFaults(t *testing.T) {
	good := readKeyText(t)
	raw, err := base64.StdEncoding.DecodeString(good.Data)
	require.NoError(t, err)
	data := func(change func(b []byte) []byte) string {
		return base64.StdEncoding.EncodeToString(change(append([]byte(nil), raw...)))
	}
	set := func(at int, v ...byte) string {
		return data(func(b []byte) []byte { copy(b[at:], v); return b })
	}
	ff := make([]byte, 32)
	for i := range ff {
		ff[i] = 0xff
	}
	faults := []struct{ name, data, code string }{
		{"a byte less", data(func(b []byte) []byte { return b[:len(b)-1] }), "malformed_key"},
		{"a byte more", data(func(b []byte) []byte { return append(b, 0) }), "malformed_key"},
		{"no padding", good.Data[:len(good.Data)-1], "malformed_key"},
		{"three proofs", set(0, 3), "malformed_key"},
		{"a fourth domain", set(1, 3), "malformed_key"},
		{"a list goes on", set(2+7*64, 1), "malformed_key"},
		{"x not less than p", set(2, ff...), "non_canonical"},
		{"y not less than p", set(2+32, ff...), "non_canonical"},
		{"off the curve", set(2, raw[2]^1), "point_not_on_curve"},
		{"the identity", set(2, make([]byte, 64)...), "identity_point"},
		{"another count", set(0, 1), "key_hash_mismatch"},
		{"another domain", set(1, 1), "key_hash_mismatch"},
		{"points exchanged", data(func(b []byte) []byte {
			return append(append(append(b[:2:2], raw[66:130]...), raw[2:66]...), raw[130:]...)
		}), "key_hash_mismatch"},
	}
	for _, f := range faults {
		text, err := json.Marshal(keyText{f.data, good.Hash})
		require.NoError(t, err)
		_, err = pickles.ParseVerificationKey(text)
		require.Equal(t, f.code, coded.Code(err), f.name)
	}
	for _, text := range []string{
		``, `{}`, `[]`, `{"data":"","hash":"0"}`, `{"data":"` + good.Data + `"}`,
		`{"data":"` + good.Data + `","hash":` + good.Hash + `}`,
		`{"data":"` + good.Data + `","hash":"` + good.Hash + `","more":1}`,
	} {
		_, err = pickles.ParseVerificationKey([]byte(text))
		require.Equal(t, "malformed_key", coded.Code(err), text)
	}
	_, err = pickles.ParseVerificationKey([]byte(`{"data":"` + good.Data + `","hash":"0` + good.Hash + `"}`))
	require.ErrorIs(t, err, pickles.ErrNonCanonical)
}
