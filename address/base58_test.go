package address

import (
	"bytes"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
)

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// TestAlphabet compares the runs with the alphabet written out, for all digits
// and all bytes.
func TestAlphabet(t *testing.T) {
	require.Len(t, alphabet, 58)
	for digit := range uint64(58) {
		require.Equal(t, alphabet[digit], character(digit))
	}
	for c := range 256 {
		digit, valid := digitOf(byte(c))
		index := strings.IndexByte(alphabet, byte(c))
		if index < 0 {
			require.Zero(t, valid, "byte %#x", c)
			require.Zero(t, digit, "byte %#x", c)
			continue
		}
		require.Equal(t, ^uint64(0), valid, "byte %#x", c)
		require.EqualValues(t, index, digit, "byte %#x", c)
	}
}

// TestReciprocal derives the constant and the bound that make divide58 exact:
// the quotient is floor(v*m/2^69) with m = (2^69 + e)/58, hence right if
// v*e < 2^69 for all v < 58*2^32.
func TestReciprocal(t *testing.T) {
	power := new(big.Int).Lsh(big.NewInt(1), 69)
	m := new(big.Int).SetUint64(reciprocal58)
	e := new(big.Int).Sub(new(big.Int).Mul(m, big.NewInt(58)), power)
	require.True(t, e.Sign() >= 0 && e.Cmp(big.NewInt(58)) < 0)
	greatest := new(big.Int).Lsh(big.NewInt(58), 32)
	require.Negative(t, greatest.Mul(greatest, e).Cmp(power))
}

func TestDivide58(t *testing.T) {
	check := func(v uint64) {
		quotient, remainder := divide58(v)
		require.Equal(t, v/58, quotient, "%d", v)
		require.Equal(t, v%58, remainder, "%d", v)
	}
	for _, k := range []uint64{0, 1, 2, 1<<16 - 1, 1 << 31, 1<<32 - 2, 1<<32 - 1} {
		for r := range uint64(58) {
			check(58*k + r)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		check(rapid.Uint64Range(0, 58<<32-1).Draw(r, "v"))
	})
}

func forms() []form { return []form{publicKeyForm, privateKeyForm, signatureForm} }

// TestTextLength checks that every body of a form, from the least to the
// greatest, has a text of the form's length, which encodeBase58 relies on.
func TestTextLength(t *testing.T) {
	for _, f := range forms() {
		inner := bytesOf(innerByte, f.inner)
		for _, filler := range []byte{0x00, 0xff} {
			body := bytesOf(filler, f.body)
			text := f.encode(body)
			require.Len(t, text, f.text)
			require.Equal(t, bigref.EncodeBase58Check(f.version, append(inner, body...)), text)
		}
		// The bounds do not depend on the checksum either.
		for _, filler := range []byte{0x00, 0xff} {
			data := append([]byte{f.version}, bytesOf(filler, f.inner+f.body+checksumLength)...)
			require.NotEqual(t, byte('1'), encodeBase58(data, f.text)[0])
			require.Equal(t, byte('1'), encodeBase58(data, f.text+1)[0])
		}
	}
}

func TestFormFitsBuffers(t *testing.T) {
	for _, f := range forms() {
		require.LessOrEqual(t, 1+f.inner+f.body+checksumLength, maxData)
		require.LessOrEqual(t, f.text, maxText)
		require.NotZero(t, f.version)
	}
	greatest := new(big.Int).Exp(big.NewInt(58), big.NewInt(maxText), nil)
	require.LessOrEqual(t, greatest.BitLen(), 64*numberLimbs)
}

// TestDecodeAgainstReference decodes arbitrary base58check texts, of any version
// and length, leading zeros included.
func TestDecodeAgainstReference(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f := rapid.SampledFrom(forms()).Draw(r, "form")
		text := drawCheckText(r, f)
		want, wantErr := bigref.DecodeBase58Check(f.version, f.inner+f.body, text)
		body := make([]byte, f.body)
		err := f.decode(body, text)
		if wantErr == nil && string(want[:f.inner]) != string(bytesOf(innerByte, f.inner)) {
			wantErr = bigref.PayloadVersion
		}
		if wantErr != nil {
			var rejection bigref.Rejection
			require.True(r, errors.As(wantErr, &rejection))
			require.Equal(r, rejection.Code(), coded.Code(err))
			require.Equal(r, make([]byte, f.body), body)
			return
		}
		require.NoError(r, err)
		require.Equal(r, want[f.inner:], body)
		require.Equal(r, text, f.encode(body))
	})
}

// drawCheckText draws a text that passes a random number of the checks.
func drawCheckText(r *rapid.T, f form) string {
	if rapid.IntRange(0, 3).Draw(r, "kind") == 0 {
		return rapid.StringOfN(rapid.RuneFrom([]rune(alphabet+"0OIl é")), -1, -1, maxText+2).Draw(r, "text")
	}
	version := rapid.SampledFrom([]byte{f.version, f.version, f.version, 0, 90, 154, 203, 255}).Draw(r, "version")
	inner := bytesOf(innerByte, f.inner)
	inner[0] = rapid.SampledFrom([]byte{1, 1, 1, 1, 0, 2, 255}).Draw(r, "inner")
	length := rapid.SampledFrom([]int{f.body, f.body, f.body, 0, 1, 31, f.body - 1, f.body + 1, 85}).Draw(r, "length")
	filler := rapid.SampledFrom([]byte{0, 1, 255}).Draw(r, "filler")
	body := rapid.SliceOfN(rapid.OneOf(rapid.Just(filler), rapid.Byte()), length, length).Draw(r, "body")
	text := bigref.EncodeBase58Check(version, append(inner, body...))
	return strings.Repeat("1", rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(r, "zeros")) + text
}

func bytesOf(value byte, n int) []byte { return bytes.Repeat([]byte{value}, n) }
