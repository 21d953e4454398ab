package address_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
)

// TestMarshal: keys and signatures go through encoding/json in both ways, as values and
// behind pointers, and what is read is as strict as the parsers.
func TestMarshal(t *testing.T) {
	type message struct {
		Key       address.PublicKey
		Pointer   *address.PublicKey
		Signature address.Signature
		Keys      map[string]address.PublicKey
	}
	key, err := address.ParsePublicKey(publicText)
	require.NoError(t, err)
	var s address.Signature
	s.R.SetUint64(7)
	s.S.SetUint64(11)
	in := message{*key, key, s, map[string]address.PublicKey{"a": *key}}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	quoted := `"` + publicText + `"`
	require.Equal(t, `{"Key":`+quoted+`,"Pointer":`+quoted+`,"Signature":"`+s.Base58()+`","Keys":{"a":`+quoted+`}}`, string(text))
	var out message
	require.NoError(t, json.Unmarshal(text, &out))
	require.Equal(t, in, out)

	for bad, want := range map[string]error{
		`"` + publicText + `1"`:                              address.ErrBase58Checksum,
		`"` + strings.Replace(publicText, "q", "r", 1) + `"`: address.ErrBase58Checksum,
		`null`: nil, `{}`: nil, `7`: nil, `""`: address.ErrBase58Length,
	} {
		for _, target := range []json.Unmarshaler{&out.Key, &out.Signature} {
			err := json.Unmarshal([]byte(bad), target)
			require.Error(t, err, bad)
			if target == &out.Key && want != nil {
				require.ErrorIs(t, err, want, bad)
			}
		}
		require.Equal(t, in, out, "an error changes nothing")
	}
}

// TestUnsetPublicKey: the zero value equals no key, is written by nothing, and each
// method says so.
func TestUnsetPublicKey(t *testing.T) {
	key, err := address.ParsePublicKey(publicText)
	require.NoError(t, err)
	var unset address.PublicKey
	for name, use := range map[string]func(){
		"String": func() { _ = unset.String() }, "X": func() { unset.X() }, "Y": func() { unset.Y() },
		"IsOdd": func() { unset.IsOdd() }, "Point": func() { unset.Point() },
		"Equal": func() { unset.Equal(key) }, "Equal, argument": func() { key.Equal(&unset) },
	} {
		require.PanicsWithValue(t, "address: use of a PublicKey that was not made by this package", use, name)
	}
	_, err = json.Marshal(unset)
	require.ErrorIs(t, err, address.ErrUnset)
}
