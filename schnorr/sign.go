package schnorr

import (
	"golang.org/x/crypto/blake2b"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Sign returns the signature of the fields (SPEC 5.6 [SIG-5]; o1js
// Signature.create, mina-signer signFields, both of which sign for [Testnet]
// alone). It returns address.ErrErased for an erased key, ErrUnknownNetwork,
// and, with a probability of 2^-254, ErrNonceZero [SIG-9]. Time depends on the
// number of fields alone.
func Sign(key *address.PrivateKey, fields []fp.Element, network Network) (*address.Signature, error) {
	return sign(key, fieldsMessage(fields), network)
}

// SignMessage returns the legacy signature of the bytes of the message (SPEC 5.6
// [SIG-6]; mina-signer signMessage, whose texts are well-formed UTF-8). Zero
// bytes at its end are not bound; see the package's documentation. The errors
// are those of [Sign]. Time depends on the length of the message alone.
func SignMessage(key *address.PrivateKey, text string, network Network) (*address.Signature, error) {
	return sign(key, textMessage(text), network)
}

// sign is sign_fields and sign_message of SPEC 5.6.
func sign(key *address.PrivateKey, m message, network Network) (*address.Signature, error) {
	row, ok := networks[network]
	if !ok {
		return nil, ErrUnknownNetwork
	}
	if key.Erased() {
		return nil, address.ErrErased
	}
	s, public := key.Scalar(), key.PublicKey()
	defer s.Erase()

	var k fq.Element
	defer k.Erase()
	if err := nonce(&k, m.nonceBits(s, public, row.id)); err != nil {
		return nil, err
	}

	// R = k0·G; k = k0 if R.y is even, else q - k0
	point := pallas.NewIdentity().ScalarBaseMultiply(&k)
	r, y := point.Affine()
	point.Erase()
	var minus fq.Element
	defer minus.Erase()
	minus.Negate(&k)
	k.Select(&minus, &k, y.IsOdd())
	y.Erase()

	// (r, k + e·s)
	e, err := m.challenge(row.prefix, public, &r)
	if err != nil {
		return nil, err
	}
	response := toScalar(&e)
	response.Multiply(&response, s)
	response.Add(&response, &k)
	return &address.Signature{R: r, S: response}, nil
}

// nonce sets k to k0 of SPEC 5.6, the hash of the bits, which it erases. Time
// depends on their number.
func nonce(k *fq.Element, bits *bitString) error {
	h := blake2b.Sum256(bits.bytes)
	clear(bits.bytes)
	defer clear(h[:])
	return nonceFromHash(k, &h)
}

// nonceFromHash sets k to the hash without its two top bits. It returns
// ErrNonceZero for 0 [SIG-9].
func nonceFromHash(k *fq.Element, h *[blake2b.Size256]byte) error {
	h[len(h)-1] &= 0x3f
	if _, err := k.SetCanonicalBytes(h[:]); err != nil {
		panic(err) // 254 bits are always below the modulus
	}
	if k.IsZero() == 1 {
		return ErrNonceZero
	}
	return nil
}

// toScalar returns the integer e, below p, as an element of Fq: q is greater.
func toScalar(e *fp.Element) (x fq.Element) {
	b := e.Bytes()
	if _, err := x.SetCanonicalBytes(b[:]); err != nil {
		panic(err)
	}
	return x
}
