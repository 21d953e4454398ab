package bigref

import (
	"math/big"

	"golang.org/x/crypto/blake2b"
)

// Network selects the signing prefix and the nonce's network byte (SPEC 5.6).
type Network struct {
	prefix string
	id     byte
}

// Testnet returns the network that o1js's Signature.create always uses; it is
// also devnet's.
func Testnet() Network { return Network{"CodaSignature*******", 0} }

// Mainnet returns Mina's main network.
func Mainnet() Network { return Network{"MinaSignatureMainnet", 1} }

// Sign returns the signature of the fields under the kimchi parameters
// (SPEC 5.6). The scalar is not 0.
func Sign(scalar *big.Int, fields []*big.Int, n Network) Signature {
	public := pallas.ScaleBase(scalar)
	var bits []bool
	for _, x := range append(append([]*big.Int(nil), fields...), public.X, public.Y, fp.Reduce(scalar), big.NewInt(int64(n.id))) {
		bits = append(bits, littleEndianBits(x, 255)...)
	}
	return respond(scalar, nonce(bits), func(r *big.Int) *big.Int {
		return challenge(public, fields, r, n)
	})
}

// Verify reports whether s is public's signature of the fields (SPEC 5.6).
func Verify(public Point, fields []*big.Int, n Network, s Signature) bool {
	return accept(public, s, challenge(public, fields, s.R, n))
}

// SignMessage returns the signature of the text under the legacy parameters
// (SPEC 5.6). The scalar is not 0.
func SignMessage(scalar *big.Int, message string, n Network) Signature {
	public := pallas.ScaleBase(scalar)
	bits := append(littleEndianBits(public.X, 255), littleEndianBits(public.Y, 255)...)
	bits = append(bits, messageBits(message)...)
	bits = append(bits, littleEndianBits(scalar, 255)...)
	bits = append(bits, littleEndianBits(big.NewInt(int64(n.id)), 8)...)
	return respond(scalar, nonce(bits), func(r *big.Int) *big.Int {
		return legacyChallenge(public, message, r, n)
	})
}

// VerifyMessage reports whether s is public's signature of the text.
func VerifyMessage(public Point, message string, n Network, s Signature) bool {
	return accept(public, s, legacyChallenge(public, message, s.R, n))
}

// respond finishes a signature: the nonce is negated if its point has an odd y.
func respond(scalar, k *big.Int, challengeOf func(r *big.Int) *big.Int) Signature {
	point := pallas.ScaleBase(k)
	if point.Y.Bit(0) == 1 {
		k = fq.Negate(k)
	}
	e := challengeOf(point.X)
	return Signature{point.X, fq.Add(k, fq.Multiply(e, scalar))}
}

func accept(public Point, s Signature, e *big.Int) bool {
	point := pallas.Subtract(pallas.ScaleBase(s.S), pallas.Scale(e, public))
	return !point.IsIdentity() && point.X.Cmp(s.R) == 0 && point.Y.Bit(0) == 0
}

func challenge(public Point, fields []*big.Int, r *big.Int, n Network) *big.Int {
	inputs := append(append([]*big.Int(nil), fields...), public.X, public.Y, r)
	e, err := Kimchi(fp).HashWithPrefix(n.prefix, inputs...)
	if err != nil {
		panic(err)
	}
	return e
}

func legacyChallenge(public Point, message string, r *big.Int, n Network) *big.Int {
	inputs := []*big.Int{public.X, public.Y, r}
	bits := messageBits(message)
	for start := 0; start < len(bits); start += 254 {
		inputs = append(inputs, FromLittleEndian(packBits(bits[start:min(start+254, len(bits))])))
	}
	e, err := Legacy(fp).HashWithPrefix(n.prefix, inputs...)
	if err != nil {
		panic(err)
	}
	return e
}

// nonce hashes the bits with BLAKE2b-256 and clears the two top bits.
func nonce(bits []bool) *big.Int {
	digest := blake2b.Sum256(packBits(bits))
	digest[31] &= 0x3F
	return FromLittleEndian(digest[:])
}

func littleEndianBits(x *big.Int, length int) []bool {
	bits := make([]bool, length)
	for i := range bits {
		bits[i] = x.Bit(i) == 1
	}
	return bits
}

// messageBits returns the bits of the text's bytes, each from its top bit down.
func messageBits(message string) []bool {
	var bits []bool
	for _, b := range []byte(message) {
		for i := 7; i >= 0; i-- {
			bits = append(bits, (b>>i)&1 == 1)
		}
	}
	return bits
}

// packBits packs eight bits a byte, the first one lowest, the last byte filled
// with zeros.
func packBits(bits []bool) []byte {
	packed := make([]byte, (len(bits)+7)/8)
	for i, bit := range bits {
		if bit {
			packed[i/8] |= 1 << (i % 8)
		}
	}
	return packed
}
