package address_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// rejection is a text and the one error that it gives.
type rejection struct {
	name, text string
	want       error
}

// text returns a base58check text with a right checksum.
func text(version byte, parts ...[]byte) string {
	var payload []byte
	for _, part := range parts {
		payload = append(payload, part...)
	}
	return bigref.EncodeBase58Check(version, payload)
}

// number returns v in n bytes, least significant first.
func number(v *big.Int, n int) []byte { return bigref.ToLittleEndian(v, n) }

func small(v int64) []byte { return number(big.NewInt(v), 32) }

func plus(v *big.Int, n int64) *big.Int { return new(big.Int).Add(v, big.NewInt(n)) }

// commonRejections are the rows of SPEC 4.9 for every object, made from a valid
// text of it.
func commonRejections(valid string) []rejection {
	last := len(valid) - 1
	other := "2"
	if valid[last] == '2' {
		other = "3"
	}
	rows := []rejection{
		{"empty", "", address.ErrBase58Length},
		{"one zero", "1", address.ErrBase58Length},
		{"four zeros", "1111", address.ErrBase58Length},
		{"five zeros", "11111", address.ErrBase58Checksum},
		{"too long", strings.Repeat("1", 129), address.ErrBase58Length},
		{"too long and bad characters", strings.Repeat("0", 129), address.ErrBase58Length},
		{"longest", strings.Repeat("z", 128), address.ErrBase58Checksum},
		{"longest of zeros", strings.Repeat("1", 128), address.ErrBase58Checksum},
		{"longest of bad characters", strings.Repeat("0", 128), address.ErrBase58Alphabet},
		{"very long", strings.Repeat(valid, 1<<15), address.ErrBase58Length},
		{"last character changed", valid[:last] + other, address.ErrBase58Checksum},
		{"last character missing", valid[:last], address.ErrBase58Checksum},
		{"first character missing", valid[1:], address.ErrBase58Checksum},
		{"character added", valid + "1", address.ErrBase58Checksum},
		{"zero in front", "1" + valid, address.ErrBase58Checksum},
		{"twice", (valid + valid)[:100], address.ErrBase58Checksum},
	}
	for _, bad := range []string{"0", "O", "I", "l", " ", "\n", "\t", "\x00", "é", "\xff", "-", "+", "/", ":", "@", "[", "`", "{"} {
		rows = append(rows,
			rejection{"with " + bad, valid[:9] + bad + valid[10:], address.ErrBase58Alphabet},
			rejection{"before " + bad, bad + valid, address.ErrBase58Alphabet},
			rejection{"after " + bad, valid + bad, address.ErrBase58Alphabet})
	}
	return rows
}

func requireRejections(t *testing.T, rows []rejection, parse func(string) (bool, error)) {
	t.Helper()
	for _, row := range rows {
		isNil, err := parse(row.text)
		require.Equal(t, row.want, err, row.name)
		require.True(t, isNil, row.name)
	}
}

func TestPublicKeyRejections(t *testing.T) {
	p := bigref.Fp().Modulus()
	top := plus(new(big.Int).Lsh(big.NewInt(1), 256), -1)
	head, even := []byte{1, 1}, []byte{0}
	rows := append(commonRejections(publicText), []rejection{
		{"private key", privateText, address.ErrBase58Version},
		{"signature", signatureText, address.ErrBase58Version},
		{"version 0", text(0, head, small(1), even), address.ErrBase58Version},
		{"version and length wrong", text(202, head), address.ErrBase58Version},
		{"no payload", text(203), address.ErrBase58Length},
		{"34 bytes", text(203, head, small(1)), address.ErrBase58Length},
		{"36 bytes", text(203, head, small(1), even, even), address.ErrBase58Length},
		{"versions 00 01", text(203, []byte{0, 1}, small(1), even), address.ErrPayloadVersion},
		{"versions 01 00", text(203, []byte{1, 0}, small(1), even), address.ErrPayloadVersion},
		{"versions 02 01", text(203, []byte{2, 1}, small(1), even), address.ErrPayloadVersion},
		{"versions 01 02", text(203, []byte{1, 2}, small(1), even), address.ErrPayloadVersion},
		{"x = p", text(203, head, number(p, 32), even), address.ErrNonCanonical},
		{"x = p+1, the generator's alias", text(203, head, number(plus(p, 1), 32), []byte{1}), address.ErrNonCanonical},
		{"x = 2^256-1, parity wrong too", text(203, head, number(top, 32), []byte{7}), address.ErrNonCanonical},
		{"parity 2", text(203, head, small(1), []byte{2}), address.ErrParity},
		{"parity 3", text(203, head, small(1), []byte{3}), address.ErrParity},
		{"parity 255, off the curve too", text(203, head, small(0), []byte{255}), address.ErrParity},
		{"x = 0: o1js's empty key", "B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBG", address.ErrNotOnCurve},
		{"x = 2", text(203, head, small(2), even), address.ErrNotOnCurve},
	}...)
	requireRejections(t, rows, func(s string) (bool, error) {
		key, err := address.ParsePublicKey(s)
		return key == nil, err
	})
}

func TestPrivateKeyRejections(t *testing.T) {
	q := bigref.Fq().Modulus()
	top := plus(new(big.Int).Lsh(big.NewInt(1), 256), -1)
	head := []byte{1}
	rows := append(commonRejections(privateText), []rejection{
		{"public key", publicText, address.ErrBase58Version},
		{"signature", signatureText, address.ErrBase58Version},
		{"no payload", text(90), address.ErrBase58Length},
		{"no scalar", text(90, head), address.ErrBase58Length},
		{"33 scalar bytes", text(90, head, small(5), []byte{0}), address.ErrBase58Length},
		{"version 00", text(90, []byte{0}, small(5)), address.ErrPayloadVersion},
		{"version 02, zero too", text(90, []byte{2}, small(0)), address.ErrPayloadVersion},
		{"q", text(90, head, number(q, 32)), address.ErrNonCanonical},
		{"q+1", text(90, head, number(plus(q, 1), 32)), address.ErrNonCanonical},
		{"2^256-1", text(90, head, number(top, 32)), address.ErrNonCanonical},
		{"zero", text(90, head, small(0)), address.ErrScalarZero},
	}...)
	for n := 1; n < 32; n++ { // o1js takes them for smaller numbers
		rows = append(rows, rejection{"short scalar", text(90, head, number(big.NewInt(5), n)), address.ErrBase58Length})
	}
	requireRejections(t, rows, func(s string) (bool, error) {
		key, err := address.ParsePrivateKey(s)
		return key == nil, err
	})
}

func TestSignatureRejections(t *testing.T) {
	p, q := bigref.Fp().Modulus(), bigref.Fq().Modulus()
	head := []byte{1}
	rows := append(commonRejections(signatureText), []rejection{
		{"public key", publicText, address.ErrBase58Version},
		{"private key", privateText, address.ErrBase58Version},
		{"no s", text(154, head, small(1)), address.ErrBase58Length},
		{"short s", text(154, head, small(1), number(big.NewInt(1), 31)), address.ErrBase58Length},
		{"long s", text(154, head, small(1), number(big.NewInt(1), 33)), address.ErrBase58Length},
		{"version 00", text(154, []byte{0}, small(1), small(1)), address.ErrPayloadVersion},
		{"version 02", text(154, []byte{2}, small(1), small(1)), address.ErrPayloadVersion},
		{"r = p", text(154, head, number(p, 32), small(1)), address.ErrNonCanonical},
		{"s = q", text(154, head, small(1), number(q, 32)), address.ErrNonCanonical},
	}...)
	requireRejections(t, rows, func(s string) (bool, error) {
		signature, err := address.ParseSignature(s)
		return signature == nil, err
	})

	// s from p to q-1, and r of no point, are no matter of the decoder.
	for _, valid := range []string{text(154, head, small(0), small(0)), text(154, head, small(2), number(p, 32))} {
		signature, err := address.ParseSignature(valid)
		require.NoError(t, err)
		require.Equal(t, valid, signature.Base58())
	}
}

func TestConstructorRejections(t *testing.T) {
	var one, two fp.Element
	one.One()
	two.SetUint64(2)
	for _, odd := range []int{-1, 2, 3, 255, 1 << 32} {
		key, err := address.NewPublicKey(&one, odd)
		require.Equal(t, address.ErrParity, err)
		require.Nil(t, key)
	}
	for _, x := range []*fp.Element{new(fp.Element), &two} {
		key, err := address.NewPublicKey(x, 0)
		require.Equal(t, address.ErrNotOnCurve, err)
		require.Nil(t, key)
	}
	key, err := address.PublicKeyFromPoint(pallas.NewIdentity())
	require.Equal(t, address.ErrIdentity, err)
	require.Nil(t, key)
	private, err := address.NewPrivateKey(new(fq.Element))
	require.Equal(t, address.ErrScalarZero, err)
	require.Nil(t, private)
}

// TestCodes fixes the stable codes [ERR-13] to [ERR-20] and [ERR-38].
func TestCodes(t *testing.T) {
	for err, code := range map[error]string{
		address.ErrBase58Length:   "base58_length",
		address.ErrBase58Alphabet: "base58_alphabet",
		address.ErrBase58Checksum: "base58_checksum",
		address.ErrBase58Version:  "base58_version",
		address.ErrPayloadVersion: "payload_version",
		address.ErrNonCanonical:   "non_canonical",
		address.ErrParity:         "parity_byte",
		address.ErrNotOnCurve:     "point_not_on_curve",
		address.ErrIdentity:       "identity_point",
		address.ErrScalarZero:     "scalar_zero",
		address.ErrErased:         "erased",
	} {
		require.Equal(t, code, coded.Code(err))
	}
}

// TestRefusalsDoNotAllocate shows that a decoder's memory does not grow with a
// hostile text.
func TestRefusalsDoNotAllocate(t *testing.T) {
	for _, bad := range []string{
		strings.Repeat("z", 16<<20), strings.Repeat("z", 128), strings.Repeat("1", 128), publicText[:54], "0",
	} {
		require.Zero(t, allocations(t, func() {
			_, _ = address.ParsePublicKey(bad)
			_, _ = address.ParsePrivateKey(bad)
			_, _ = address.ParseSignature(bad)
		}))
	}
}
