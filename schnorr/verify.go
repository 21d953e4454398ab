package schnorr

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Verify reports whether the signature is the public key's for the fields on
// the network (SPEC 5.6 [SIG-7]; o1js Signature.verify, mina-signer
// verifyFields, both for [Testnet] alone). It is false for an unknown network.
// Time depends on all arguments.
func Verify(key *address.PublicKey, fields []fp.Element, network Network, signature *address.Signature) bool {
	return verify(key, fieldsMessage(fields), network, signature)
}

// VerifyMessage reports whether the signature is the public key's legacy
// signature of the bytes of the message on the network (SPEC 5.6 [SIG-7];
// mina-signer verifyMessage). It is false for an unknown network. Zero bytes at
// the end of the message are not bound; see the package's documentation. Time
// depends on all arguments.
func VerifyMessage(key *address.PublicKey, text string, network Network, signature *address.Signature) bool {
	return verify(key, textMessage(text), network, signature)
}

// verify is verify of SPEC 5.6.
func verify(key *address.PublicKey, m message, network Network, signature *address.Signature) bool {
	row, ok := networks[network]
	if !ok {
		return false
	}
	e, err := m.challenge(row.prefix, key, &signature.R)
	if err != nil {
		return false
	}
	// R = s·G - e·P
	var minus fq.Element
	challenge := toScalar(&e)
	minus.Negate(&challenge)
	point := pallas.NewIdentity().DoubleScalarBaseMultiplyVarTime(&minus, key.Point(), &signature.S)
	if point.IsIdentity() == 1 {
		return false
	}
	x, y := point.Affine()
	return x.Equal(&signature.R) == 1 && y.IsOdd() == 0
}
