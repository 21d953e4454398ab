package address_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
)

// holder is what a careless program may print.
type holder struct {
	Key     address.PrivateKey
	Pointer *address.PrivateKey
	value   address.PrivateKey
	pointer *address.PrivateKey
}

// leaks returns what must not appear: the scalar in base58, in decimal and in
// hexadecimal in both orders, and its limbs as package fmt prints them.
func leaks(key *address.PrivateKey) []string {
	scalar := key.Scalar()
	b := scalar.Bytes()
	out := []string{key.Base58(), scalar.Decimal(), fmt.Sprintf("%x", b[:8])}
	slices.Reverse(b[:])
	out = append(out, fmt.Sprintf("%x", b[:8]))
	limb := regexp.MustCompile(`[0-9a-f]{12,}`)
	for _, verb := range []string{"%v", "%x", "%b", "%o"} {
		out = append(out, limb.FindAllString(fmt.Sprintf(verb, *scalar), -1)...)
	}
	return out
}

func requireNoLeak(t *testing.T, key *address.PrivateKey, output, how string) {
	t.Helper()
	require.NotEmpty(t, output)
	for _, secret := range leaks(key) {
		require.NotContains(t, strings.ToLower(output), strings.ToLower(secret), how)
	}
}

func TestPrivateKeyPrintsNothing(t *testing.T) {
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	require.Len(t, leaks(key), 4+4*4) // four limbs in each of four bases
	h := holder{Key: *key, Pointer: key, value: *key, pointer: key}
	require.NotNil(t, h.pointer)
	require.False(t, h.value.Erased())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b", "%o", "%U", "%c", "%e", "%t", "%10.3s", "%z"} {
		require.Equal(t, "[secret]", fmt.Sprintf(verb, key), verb)
		require.Equal(t, "[secret]", fmt.Sprintf(verb, *key), verb)
		for _, v := range []any{h, &h, []holder{h}, map[string]*address.PrivateKey{"k": key}, []address.PrivateKey{*key}} {
			requireNoLeak(t, key, fmt.Sprintf(verb, v), verb)
		}
	}
	require.Equal(t, "[secret]", key.String())
	require.Equal(t, "[secret]", key.GoString())

	for _, v := range []any{key, *key} {
		_, err := json.Marshal(v)
		require.ErrorIs(t, err, address.ErrSecret)
		require.NotContains(t, err.Error(), privateText[:8])
	}
	_, err = json.Marshal(h)
	require.ErrorIs(t, err, address.ErrSecret)
	for _, text := range []string{`{"Key":"` + privateText + `"}`, `{"Key":null}`, `{"Key":{}}`} {
		err := json.Unmarshal([]byte(text), new(holder))
		require.ErrorIs(t, err, address.ErrSecret)
		requireNoLeak(t, key, err.Error(), text)
	}

	var log bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(handler).Info("key", "pointer", key, "value", *key, "holder", h)
	}
	requireNoLeak(t, key, log.String(), "slog")
}

// TestErrorsPrintNothing refuses texts that differ from a private key's in one
// place: no error may repeat them.
func TestErrorsPrintNothing(t *testing.T) {
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	for _, bad := range []string{
		privateText + "1", privateText + "0", privateText[:51], strings.Repeat(privateText, 3),
	} {
		_, err := address.ParsePrivateKey(bad)
		require.Error(t, err)
		for _, verb := range []string{"%v", "%+v", "%#v", "%q"} {
			output := fmt.Sprintf(verb, err)
			requireNoLeak(t, key, output, bad)
			require.NotContains(t, output, privateText[:8])
		}
	}
	_, err = address.ParsePublicKey(privateText)
	require.ErrorIs(t, err, address.ErrBase58Version)
	requireNoLeak(t, key, err.Error(), "private key given as a public key")
}

func TestErase(t *testing.T) {
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	require.False(t, key.Erased())
	copied := *key
	for range 2 {
		key.Erase()
		require.True(t, key.Erased())
		require.True(t, copied.Erased())
		require.PanicsWithValue(t, address.ErrErased, func() { key.Scalar() })
		require.PanicsWithValue(t, address.ErrErased, func() { key.Base58() })
		require.Equal(t, publicText, key.PublicKey().String())
		require.Equal(t, "[secret]", fmt.Sprint(key))
	}

	var zero address.PrivateKey
	require.True(t, zero.Erased())
	zero.Erase()
	require.PanicsWithValue(t, address.ErrErased, func() { zero.Scalar() })
}
