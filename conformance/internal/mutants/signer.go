package mutants

import (
	"math/big"

	"golang.org/x/crypto/blake2b"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// signer is the model of schnorr.sign and schnorr.verify (SPEC 5.6).
type signer struct {
	id              func(network string) int64 // in the nonce
	residue         bool                       // of the private key modulo p, in the nonce of fields
	negates         bool                       // nonces whose point has an odd y
	bindsKey        bool                       // the challenge has the public key
	lowFirst        bool                       // bits of a message's bytes: a fault
	group           int                        // bits of a message in one field
	kimchi          bool                       // for messages: a fault
	checksParity    bool
	comparesR       bool
	refusesIdentity bool
}

// rightSigner makes the decisions of SPEC.
func rightSigner() signer {
	return signer{
		id: func(network string) int64 {
			if network == "mainnet" {
				return 1
			}
			return 0
		},
		residue: true, negates: true, bindsKey: true, group: 254,
		checksParity: true, comparesR: true, refusesIdentity: true,
	}
}

// signs is a signature scheme with a fault.
func signs(change func(*signer)) fault {
	s := rightSigner()
	change(&s)
	return together(computes(s.sign, "schnorr.sign"), computes(s.verify, "schnorr.verify"))
}

func (s signer) sign(in object) (object, string) {
	key, err := address.ParsePrivateKey(in.text("privateKey"))
	if err != nil {
		panic(err)
	}
	public := key.PublicKey().Point()
	k := s.nonce(in, integer(key.Scalar()), public)
	point := pallas.NewIdentity().ScalarBaseMultiply(&k)
	x, y := point.Affine()
	if s.negates && y.IsOdd() == 1 {
		k.Negate(&k)
	}
	e := s.challenge(in, public, x)
	e.Multiply(&e, key.Scalar())
	signature := address.Signature{R: x, S: *e.Add(&e, &k)}
	return object{}.with("r", x.Decimal()).with("s", e.Decimal()).with("base58", signature.Base58()), ""
}

func (s signer) verify(in object) (object, string) {
	key, err := address.ParsePublicKey(in.text("publicKey"))
	if err != nil {
		panic(err)
	}
	r, response := element(in.number("r")), scalar(in.number("s"))
	e := s.challenge(in, key.Point(), r)
	e.Negate(&e)
	point := pallas.NewIdentity().DoubleScalarBaseMultiplyVarTime(&e, key.Point(), &response)
	x, y := point.Affine()
	valid := (!s.refusesIdentity || point.IsIdentity() == 0) &&
		(!s.comparesR || x.Equal(&r) == 1) &&
		(!s.checksParity || y.IsOdd() == 0)
	return object{}.with("valid", valid), ""
}

// nonce derives k0.
func (s signer) nonce(in object, key *big.Int, public *pallas.Point) fq.Element {
	var bits []bool
	put := func(x *big.Int, count int) {
		for i := range count {
			bits = append(bits, x.Bit(i) == 1)
		}
	}
	x, y := public.Affine()
	id := big.NewInt(s.id(in.text("network")))
	if in.has("message") {
		put(integer(&x), 255)
		put(integer(&y), 255)
		bits = append(bits, s.messageBits(in.text("message"))...)
		put(key, 255)
		put(id, 8)
	} else {
		if s.residue {
			key = bigref.Fp().Reduce(key)
		}
		for _, value := range append(in.numbers("fields"), integer(&x), integer(&y), key, id) {
			put(value, 255)
		}
	}
	digest := blake2b.Sum256(packBits(bits))
	digest[31] &= 0x3F
	return scalar(bigref.FromLittleEndian(digest[:]))
}

// challenge hashes what is signed, the public key and r.
func (s signer) challenge(in object, public *pallas.Point, r fp.Element) fq.Element {
	prefix := "CodaSignature*******"
	if in.text("network") == "mainnet" {
		prefix = "MinaSignatureMainnet"
	}
	x, y := public.Affine()
	bound := []fp.Element{x, y, r}
	if !s.bindsKey {
		bound = []fp.Element{r}
	}
	inputs, hash := append(in.elements("fields"), bound...), poseidon.HashWithPrefix
	if in.has("message") {
		inputs = bound
		for bits := s.messageBits(in.text("message")); len(bits) > 0; bits = bits[min(s.group, len(bits)):] {
			packed := packBits(bits[:min(s.group, len(bits))])
			inputs = append(inputs, element(bigref.FromLittleEndian(packed)))
		}
		if !s.kimchi {
			hash = poseidon.HashLegacyWithPrefix
		}
	}
	h, err := hash(prefix, inputs...)
	if err != nil {
		panic(err)
	}
	return scalar(integer(&h))
}

func (s signer) messageBits(message string) []bool {
	var bits []bool
	for _, b := range []byte(message) {
		for i := range 8 {
			shift := 7 - i
			if s.lowFirst {
				shift = i
			}
			bits = append(bits, b>>shift&1 == 1)
		}
	}
	return bits
}

// packBits puts eight bits in a byte, the first one lowest.
func packBits(bits []bool) []byte {
	packed := make([]byte, (len(bits)+7)/8)
	for i, bit := range bits {
		if bit {
			packed[i/8] |= 1 << (i % 8)
		}
	}
	return packed
}

// integer returns the value of an element of either field.
func integer(x interface{ Decimal() string }) *big.Int { return number(x.Decimal()) }
