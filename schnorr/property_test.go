package schnorr_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/schnorr"
)

// tampered returns signatures that differ from a valid one in one part.
func tampered(valid *address.Signature) map[string]*address.Signature {
	var one fp.Element
	var scalarOne fq.Element
	one.One()
	scalarOne.One()
	out := make(map[string]*address.Signature)
	for name, change := range map[string]func(s *address.Signature){
		"r+1":        func(s *address.Signature) { s.R.Add(&s.R, &one) },
		"r negated":  func(s *address.Signature) { s.R.Negate(&s.R) },
		"r zero":     func(s *address.Signature) { s.R.Zero() },
		"s+1":        func(s *address.Signature) { s.S.Add(&s.S, &scalarOne) },
		"s negated":  func(s *address.Signature) { s.S.Negate(&s.S) },
		"s zero":     func(s *address.Signature) { s.S.Zero() },
		"both zero":  func(s *address.Signature) { s.R.Zero(); s.S.Zero() },
		"generators": func(s *address.Signature) { s.R.One(); s.S.One() },
	} {
		s := *valid
		change(&s)
		out[name] = &s
	}
	return out
}

// otherKeys returns public keys that differ from the given one: the opposite
// point, and a stranger.
func otherKeys(t require.TestingT, key *address.PublicKey) []*address.PublicKey {
	x := key.X()
	opposite, err := address.NewPublicKey(&x, 1-key.IsOdd())
	require.NoError(t, err)
	stranger, err := address.NewPrivateKey(new(fq.Element).SetUint64(3))
	require.NoError(t, err)
	return []*address.PublicKey{opposite, stranger.PublicKey()}
}

func otherNetwork(n schnorr.Network) schnorr.Network { return schnorr.Testnet + schnorr.Mainnet - n }

func drawNetwork(t *rapid.T) schnorr.Network {
	return rapid.SampledFrom([]schnorr.Network{schnorr.Testnet, schnorr.Mainnet}).Draw(t, "network")
}

func TestFieldsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, fields, network := drawKey(t), drawFields(t), drawNetwork(t)
		public := key.PublicKey()
		signature, err := schnorr.Sign(key, fields, network)
		require.NoError(t, err)
		require.True(t, schnorr.Verify(public, fields, network, signature))
		again, err := schnorr.Sign(key, fields, network)
		require.NoError(t, err)
		require.Equal(t, signature.Base58(), again.Base58())

		require.False(t, schnorr.Verify(public, fields, otherNetwork(network), signature))
		for name, bad := range tampered(signature) {
			require.False(t, schnorr.Verify(public, fields, network, bad), name)
		}
		for _, other := range otherKeys(t, public) {
			require.False(t, schnorr.Verify(other, fields, network, signature))
		}
		var one fp.Element
		one.One()
		for i := range fields {
			changed := append([]fp.Element(nil), fields...)
			changed[i].Add(&changed[i], &one)
			require.False(t, schnorr.Verify(public, changed, network, signature))
			require.False(t, schnorr.Verify(public, fields[:i], network, signature))
		}
		require.False(t, schnorr.Verify(public, append([]fp.Element{{}}, fields...), network, signature))
	})
}

func TestMessageProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, text, network := drawKey(t), drawText(t), drawNetwork(t)
		public := key.PublicKey()
		signature, err := schnorr.SignMessage(key, text, network)
		require.NoError(t, err)
		require.True(t, schnorr.VerifyMessage(public, text, network, signature))

		require.False(t, schnorr.VerifyMessage(public, text, otherNetwork(network), signature))
		for name, bad := range tampered(signature) {
			require.False(t, schnorr.VerifyMessage(public, text, network, bad), name)
		}
		for _, other := range otherKeys(t, public) {
			require.False(t, schnorr.VerifyMessage(other, text, network, signature))
		}
		require.False(t, schnorr.VerifyMessage(public, text+"x", network, signature))
		require.False(t, schnorr.VerifyMessage(public, "x"+text, network, signature))
		if len(text) > 0 {
			changed := []byte(text)
			changed[rapid.IntRange(0, len(text)-1).Draw(t, "position")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			require.False(t, schnorr.VerifyMessage(public, string(changed), network, signature))
		}
	})
}

// challenge computes e of a signature of no fields for the testnet.
func challenge(t *testing.T, key *address.PrivateKey, r *fp.Element) *fq.Element {
	e, err := poseidon.HashWithPrefix("CodaSignature*******", key.PublicKey().X(), key.PublicKey().Y(), *r)
	require.NoError(t, err)
	b := e.Bytes()
	scalar, err := new(fq.Element).SetCanonicalBytes(b[:])
	require.NoError(t, err)
	return scalar
}

// TestIdentityRefused makes s = e·d, for which R is the identity. Its
// coordinates are given as (0, 0): with r = 0 only the explicit check refuses.
func TestIdentityRefused(t *testing.T) {
	key := testKey(t)
	var forged address.Signature
	e := challenge(t, key, &forged.R)
	forged.S.Multiply(e, key.Scalar())
	require.False(t, schnorr.Verify(key.PublicKey(), nil, schnorr.Testnet, &forged))
}

// TestOddRefused makes the signature whose point has the right x and an odd y,
// and its twin with the even y, which is valid.
func TestOddRefused(t *testing.T) {
	key := testKey(t)
	for k := range uint64(8) {
		var nonce, minus fq.Element
		nonce.SetUint64(k + 1)
		point := pallas.NewIdentity().ScalarBaseMultiply(&nonce)
		r, y := point.Affine()
		e := challenge(t, key, &r)
		for _, negated := range []int{0, 1} {
			minus.Negate(&nonce)
			minus.Select(&minus, &nonce, negated)
			signature := address.Signature{R: r}
			signature.S.Multiply(e, key.Scalar())
			signature.S.Add(&signature.S, &minus)
			want := y.IsOdd() == negated
			require.Equal(t, want, schnorr.Verify(key.PublicKey(), nil, schnorr.Testnet, &signature))
		}
	}
}

func reference(n schnorr.Network) bigref.Network {
	if n == schnorr.Mainnet {
		return bigref.Mainnet()
	}
	return bigref.Testnet()
}

// TestAgainstReference signs the edges of keys and messages with the package
// and with the reference.
func TestAgainstReference(t *testing.T) {
	p, q := bigref.Fp().Modulus(), bigref.Fq().Modulus()
	keys := []*big.Int{
		big.NewInt(1), new(big.Int).Sub(q, big.NewInt(1)), p, new(big.Int).Add(p, big.NewInt(9)),
		new(big.Int).Sub(p, big.NewInt(1)),
	}
	fields := []string{"0", lastField, "1", "28948022309329048855892746252171976963277000000000000000000000000000000000000"}
	texts := []string{"", "a", "31 bytes, which are 248 bits...", "32 bytes, which are 256 bits....", "é日🙂\x00", "\xff\xfe"}
	for i, secret := range keys {
		s, err := new(fq.Element).SetDecimal(secret.String())
		require.NoError(t, err)
		key, err := address.NewPrivateKey(s)
		require.NoError(t, err)
		message := fields[:i]
		var bigMessage []*big.Int
		for _, decimal := range message {
			v, ok := new(big.Int).SetString(decimal, 10)
			require.True(t, ok)
			bigMessage = append(bigMessage, v)
		}
		for _, network := range []schnorr.Network{schnorr.Testnet, schnorr.Mainnet} {
			signature, err := schnorr.Sign(key, fieldsOf(t, message...), network)
			require.NoError(t, err)
			want := bigref.Sign(secret, bigMessage, reference(network))
			require.Equal(t, bigref.EncodeSignature(want), signature.Base58())

			text := texts[i%len(texts)]
			signature, err = schnorr.SignMessage(key, text, network)
			require.NoError(t, err)
			want = bigref.SignMessage(secret, text, reference(network))
			require.Equal(t, bigref.EncodeSignature(want), signature.Base58())
		}
	}
}

// TestVerifyAgainstReference gives both sides signatures of random and extreme
// parts, few of which are valid.
func TestVerifyAgainstReference(t *testing.T) {
	key := testKey(t)
	secret, err := bigref.DecodePrivateKey(privateText)
	require.NoError(t, err)
	public := bigref.Pallas().ScaleBase(secret)
	valid, err := schnorr.Sign(key, nil, schnorr.Mainnet)
	require.NoError(t, err)
	signatures := tampered(valid)
	signatures["valid"] = valid
	for name, signature := range signatures {
		want, err := bigref.DecodeSignature(signature.Base58())
		require.NoError(t, err)
		require.Equal(t, bigref.Verify(public, nil, bigref.Mainnet(), want),
			schnorr.Verify(key.PublicKey(), nil, schnorr.Mainnet, signature), name)
		require.Equal(t, bigref.VerifyMessage(public, "", bigref.Mainnet(), want),
			schnorr.VerifyMessage(key.PublicKey(), "", schnorr.Mainnet, signature), name)
	}
}
