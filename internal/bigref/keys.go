package bigref

import (
	"bytes"
	"math/big"
)

// Version bytes of the three texts (SPEC 4.4).
const (
	publicKeyVersion  = 203
	privateKeyVersion = 90
	signatureVersion  = 154
)

// Signature is a Schnorr signature: the x of the nonce point, and the response.
type Signature struct{ R, S *big.Int }

// EncodePublicKey returns the text of the compressed point, "B62q…".
func EncodePublicKey(x *big.Int, odd uint) string {
	payload := append([]byte{1, 1}, ToLittleEndian(x, elementBytes)...)
	return EncodeBase58Check(publicKeyVersion, append(payload, byte(odd)))
}

// DecodePublicKey is the strict inverse of [EncodePublicKey] (SPEC 4.5). Its
// codes are those of [DecodeBase58Check], then PayloadVersion,
// NonCanonical, ParityByte and PointNotOnCurve.
func DecodePublicKey(text string) (Point, error) {
	body, err := decodePayload(publicKeyVersion, text, []byte{1, 1}, elementBytes+1)
	if err != nil {
		return Point{}, err
	}
	x, err := fp.FromBytes(body[:elementBytes])
	if err != nil {
		return Point{}, err
	}
	if body[elementBytes] > 1 {
		return Point{}, ParityByte
	}
	return pallas.Decompress(x, uint(body[elementBytes]))
}

// PublicKeyText returns the text of p's compressed form. The identity has the
// text of o1js's PublicKey.empty().
func PublicKeyText(p Point) string { return EncodePublicKey(p.X, p.Y.Bit(0)) }

// EncodePrivateKey returns the text of the scalar, "EK…".
func EncodePrivateKey(scalar *big.Int) string {
	return EncodeBase58Check(privateKeyVersion, append([]byte{1}, ToLittleEndian(scalar, elementBytes)...))
}

// DecodePrivateKey is the strict inverse of [EncodePrivateKey] for nonzero
// scalars (SPEC 4.6). Its codes are those of [DecodeBase58Check], then
// Base58Length, PayloadVersion, NonCanonical and ScalarZero.
func DecodePrivateKey(text string) (*big.Int, error) {
	body, err := decodePayload(privateKeyVersion, text, []byte{1}, elementBytes)
	if err != nil {
		return nil, err
	}
	scalar, err := fq.FromBytes(body)
	if err != nil {
		return nil, err
	}
	if scalar.Sign() == 0 {
		return nil, ScalarZero
	}
	return scalar, nil
}

// EncodeSignature returns the text of the signature, "7m…".
func EncodeSignature(s Signature) string {
	payload := append([]byte{1}, ToLittleEndian(s.R, elementBytes)...)
	return EncodeBase58Check(signatureVersion, append(payload, ToLittleEndian(s.S, elementBytes)...))
}

// DecodeSignature is the strict inverse of [EncodeSignature] (SPEC 4.7). Its
// codes are those of [DecodeBase58Check], then PayloadVersion and NonCanonical.
func DecodeSignature(text string) (Signature, error) {
	body, err := decodePayload(signatureVersion, text, []byte{1}, 2*elementBytes)
	if err != nil {
		return Signature{}, err
	}
	r, err := fp.FromBytes(body[:elementBytes])
	if err != nil {
		return Signature{}, err
	}
	s, err := fq.FromBytes(body[elementBytes:])
	if err != nil {
		return Signature{}, err
	}
	return Signature{r, s}, nil
}

// decodePayload returns the length bytes that follow the inner version bytes.
func decodePayload(version byte, text string, inner []byte, length int) ([]byte, error) {
	payload, err := DecodeBase58Check(version, len(inner)+length, text)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(payload, inner) {
		return nil, PayloadVersion
	}
	return payload[len(inner):], nil
}
