package elgamal_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
)

// FuzzParseCiphertext checks that what is accepted is JSON with those numbers
// and that its canonical form is accepted and stays the same.
func FuzzParseCiphertext(f *testing.F) {
	f.Add([]byte(canonical))
	for _, all := range refused {
		for _, text := range all {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := elgamal.ParseCiphertext(text)
		if err != nil {
			require.Nil(t, c)
			require.NotEmpty(t, coded.Code(err))
			return
		}
		var plain struct {
			PublicKey  struct{ X, Y string } `json:"publicKey"`
			CipherText []string              `json:"cipherText"`
		}
		require.NoError(t, json.Unmarshal(text, &plain))
		x, y := c.PublicKey().Affine()
		require.Equal(t, []string{plain.PublicKey.X, plain.PublicKey.Y}, []string{x.Decimal(), y.Decimal()})
		require.Equal(t, plain.CipherText, texts(c.Fields()))

		first, err := c.MarshalJSON()
		require.NoError(t, err)
		again, err := elgamal.ParseCiphertext(first)
		require.NoError(t, err)
		second, err := again.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, string(first), string(second))
	})
}

// fieldsOf makes elements of the fuzzer's bytes, 32 each.
func fieldsOf(data []byte) []fp.Element {
	var fields []fp.Element
	for len(data) >= 32 {
		var wide [64]byte
		copy(wide[:], data[:32])
		x, err := new(fp.Element).SetUniformBytes(wide[:])
		if err != nil {
			panic(err)
		}
		fields = append(fields, *x)
		data = data[32:]
	}
	return fields
}

func bytesOf(fields []fp.Element) (data []byte) {
	for i := range fields {
		b := fields[i].Bytes()
		data = append(data, b[:]...)
	}
	return data
}

func seedFields(f *testing.F) {
	for _, text := range []string{"", "abc", "\xef\xbb\xbfé", "0123456789012345678901234567890", "\xe2\x82 \xf0\x9f\x98", "\x00\x01\x00"} {
		f.Add(bytesOf(elgamal.EncodeBytes([]byte(text))))
	}
	f.Add([]byte{})
	f.Add(bytesOf(numbers(2)))
	f.Add(bytesOf(numbers(0x0201)))
	f.Add(bytesOf([]fp.Element{power(248), numbers(1)[0]}))
}

// FuzzDecodeBytes compares with the oracle; what is accepted is encoded to what
// was given.
func FuzzDecodeBytes(f *testing.F) {
	seedFields(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		fields := fieldsOf(data)
		want, wantErr := bigref.DecodeBytes(testkit.FromFpSlice(fields))
		have, err := elgamal.DecodeBytes(fields)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Equal(t, string(want), string(have))
		if err == nil {
			require.Equal(t, texts(fields), texts(elgamal.EncodeBytes(have)))
		}
	})
}

// FuzzDecodeText compares with the oracle.
func FuzzDecodeText(f *testing.F) {
	seedFields(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		fields := fieldsOf(data)
		want, wantErr := bigref.DecodeText(testkit.FromFpSlice(fields))
		have, err := elgamal.DecodeText(fields)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Equal(t, want, have)

		// any bytes, so that the UTF-8 decoder sees more than encodings
		have, err = elgamal.DecodeText(elgamal.EncodeBytes(data))
		require.NoError(t, err)
		require.Equal(t, bigref.DecodeUTF8(data), have)
	})
}
