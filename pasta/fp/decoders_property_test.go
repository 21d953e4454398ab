package fp_test

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// checkDecoder runs a decoder on a receiver that holds something, and compares
// value or error code with the oracle's.
func checkDecoder(t require.TestingT, decode func(z *fp.Element) (*fp.Element, error), want *big.Int, wantErr error) {
	const dirty = "12345678901234567890"
	z, err := new(fp.Element).SetDecimal(dirty)
	require.NoError(t, err)
	result, err := decode(z)
	if wantErr != nil {
		require.Error(t, err)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Nil(t, result)
		require.Equal(t, dirty, z.Decimal(), "the receiver stays")
		return
	}
	require.NoError(t, err)
	require.True(t, result == z, "the result is the receiver")
	require.Zero(t, want.Cmp(testkit.FromFp(z)))
}

func checkCanonicalBytes(t require.TestingT, b []byte) {
	want, wantErr := bigref.Fp().FromBytes(b)
	checkDecoder(t, func(z *fp.Element) (*fp.Element, error) { return z.SetCanonicalBytes(b) }, want, wantErr)
	if wantErr == nil {
		x, _ := new(fp.Element).SetCanonicalBytes(b)
		again := x.Bytes()
		require.Equal(t, b, again[:])
	}
}

func checkUniformBytes(t require.TestingT, b []byte) {
	want, wantErr := bigref.Fp().FromUniformBytes(b)
	checkDecoder(t, func(z *fp.Element) (*fp.Element, error) { return z.SetUniformBytes(b) }, want, wantErr)
}

func checkDecimal(t require.TestingT, text string) {
	want, wantErr := bigref.Fp().FromDecimal(text)
	checkDecoder(t, func(z *fp.Element) (*fp.Element, error) { return z.SetDecimal(text) }, want, wantErr)
	if wantErr == nil {
		x, _ := new(fp.Element).SetDecimal(text)
		require.Equal(t, text, x.Decimal())
		require.Equal(t, text, x.String())
	}
}

func TestSetCanonicalBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Integer256(bigref.Fp()).Draw(t, "x")
		checkCanonicalBytes(t, bigref.ToLittleEndian(x, 32))
	})
	for length := range 70 {
		checkCanonicalBytes(t, make([]byte, length))
		checkCanonicalBytes(t, bytes.Repeat([]byte{0xFF}, length))
	}
	checkCanonicalBytes(t, nil)
	for k := range uint(255) { // around the modulus, limb by limb
		bit := new(big.Int).Lsh(big.NewInt(1), k)
		checkCanonicalBytes(t, bigref.ToLittleEndian(new(big.Int).Xor(fp.Modulus(), bit), 32))
		checkCanonicalBytes(t, bigref.ToLittleEndian(bit, 32))
	}
	_, err := new(fp.Element).SetCanonicalBytes(make([]byte, 31))
	require.ErrorIs(t, err, fp.ErrLength)
	_, err = new(fp.Element).SetCanonicalBytes(bytes.Repeat([]byte{0xFF}, 32))
	require.ErrorIs(t, err, fp.ErrNonCanonical)
}

func TestSetUniformBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := testkit.Integer256(bigref.Fp()).Draw(t, "low")
		high := testkit.Integer256(bigref.Fp()).Draw(t, "high")
		checkUniformBytes(t, append(bigref.ToLittleEndian(low, 32), bigref.ToLittleEndian(high, 32)...))
	})
	for length := range 70 {
		checkUniformBytes(t, bytes.Repeat([]byte{0xFF}, length))
	}
}

func TestSetDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := testkit.Integer256(bigref.Fp()).Draw(t, "x").String()
		checkDecimal(t, text)
		checkDecimal(t, "0"+text)
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		insert := rapid.SampledFrom([]string{" ", "_", "+", "-", ".", "e", "x", "\x00", "٣", "/", ":"}).Draw(t, "insert")
		checkDecimal(t, text[:at]+insert+text[at:])
	})
	for _, text := range []string{
		" 5", "5 ", "05", "00", "+5", "-5", "-0", "", "0x5", "0b1", "0o7", "5n", "1_000", "1e3", "1.0", "٣", "\n5", "5\n",
		strings.Repeat("9", 76), strings.Repeat("9", 77), strings.Repeat("9", 78), strings.Repeat("9", 1000), strings.Repeat("0", 77),
		"115792089237316195423570985008687907853269984665640564039457584007913129639935", // 2^256-1
		new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1)).String(),   // wraps to 1
		"18446744073709551615", "18446744073709551616", "9999999999999999999", "10000000000000000000", // word and chunk edges
		"100000000000000000000000000000000000000",
	} {
		checkDecimal(t, text)
	}
}

func TestDecoderKeepsItsInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bigref.ToLittleEndian(testkit.Integer256(bigref.Fp()).Draw(t, "x"), 32)
		wide := append(bytes.Clone(b), b...)
		before := bytes.Clone(wide)
		_, _ = new(fp.Element).SetCanonicalBytes(wide[:32])
		_, err := new(fp.Element).SetUniformBytes(wide)
		require.NoError(t, err)
		require.Equal(t, before, wide)
	})
}

func FuzzSetCanonicalBytes(f *testing.F) {
	for _, x := range []*big.Int{new(big.Int), big.NewInt(1), fp.Modulus(), new(big.Int).Sub(fp.Modulus(), big.NewInt(1))} {
		f.Add(bigref.ToLittleEndian(x, 32))
	}
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0xFF}, 32))
	f.Add(make([]byte, 33))
	f.Fuzz(func(t *testing.T, b []byte) { checkCanonicalBytes(t, b) })
}

func FuzzSetUniformBytes(f *testing.F) {
	f.Add(make([]byte, 64))
	f.Add(bytes.Repeat([]byte{0xFF}, 64))
	f.Add(make([]byte, 63))
	f.Fuzz(func(t *testing.T, b []byte) { checkUniformBytes(t, b) })
}

func FuzzSetDecimal(f *testing.F) {
	for _, text := range []string{"", "0", "00", "1", "-1", "+1", " 1", "1e3", "18446744073709551616", fp.Modulus().String(), strings.Repeat("9", 77)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkDecimal(t, text) })
}
