package driver

import (
	"encoding/hex"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/schnorr"
)

// encode is encoding.encode.
func encode(a *arguments) (any, error) {
	var fields []fp.Element
	if a.has("text") {
		fields = elgamal.EncodeText(a.text("text"))
	} else {
		fields = elgamal.EncodeBytes(a.bytes("hex"))
	}
	return object{"fields": decimalsFp(fields)}, nil
}

// decode is encoding.decode.
func decode(a *arguments) (any, error) {
	fields := a.elementsFp("fields")
	switch a.text("as") {
	case "text":
		return outText(elgamal.DecodeText(fields))
	case "hex":
		b, err := elgamal.DecodeBytes(fields)
		return object{"hex": hex.EncodeToString(b)}, err
	}
	a.expected("as", "text or hex")
	return nil, nil
}

func outText(text string, err error) (any, error) { return object{"text": text}, err }

// scheme reads the name of an encryption scheme. sealed-v1 is one, but no message
// is encrypted with it without a sender and a place: sealed.seal does that.
func (a *arguments) scheme(name string) elgamal.Scheme {
	text := a.text(name)
	if text == "sealed-v1" {
		a.fail(unsupported("scheme"))
	}
	s, err := elgamal.ParseScheme(text)
	if err != nil {
		a.fail(err)
	}
	return s
}

// encrypt is elgamal.encrypt.
func encrypt(a *arguments) (any, error) {
	scheme, key := a.scheme("scheme"), a.publicKey("publicKey")
	message := a.message()
	ephemeral := a.elementFq("ephemeral")
	if a.err != nil {
		return nil, a.err
	}
	c, err := scheme.EncryptWithTestingRandomness(key, message, &ephemeral)
	if err != nil {
		return nil, err
	}
	return object{"ciphertext": c}, nil
}

// sealed reads a ciphertext, in either form of the input, and how its message is wanted:
// as text, or as elements. The strict decoder gets the ciphertext's JSON. Call it last:
// errors of other members come first.
func (a *arguments) sealed() (c *elgamal.Ciphertext, asText bool, err error) {
	json := a.members["ciphertext"]
	if a.has("ciphertextJSON") {
		json = a.text("ciphertextJSON")
	}
	as := a.text("as")
	if as != "text" && as != "fields" {
		a.expected("as", "text or fields")
	}
	if a.err != nil {
		return nil, false, a.err
	}
	c, err = elgamal.ParseCiphertext([]byte(json))
	return c, as == "text", err
}

// decrypt is elgamal.decrypt.
func decrypt(a *arguments) (any, error) {
	scheme, key := a.scheme("scheme"), a.privateKey("privateKey")
	defer key.Erase()
	c, asText, err := a.sealed()
	if err != nil {
		return nil, err
	}
	if asText {
		return outText(scheme.DecryptText(key, c))
	}
	fields, err := scheme.Decrypt(key, c)
	return object{"fields": decimalsFp(fields)}, err
}

// network reads the name of a network.
func (a *arguments) network(name string) schnorr.Network {
	n, err := schnorr.ParseNetwork(a.text(name))
	if err != nil {
		a.fail(err)
	}
	return n
}

// sign is schnorr.sign.
func sign(a *arguments) (any, error) {
	key := a.privateKey("privateKey")
	defer key.Erase()
	fields, message := a.signed()
	network := a.network("network")
	if a.err != nil {
		return nil, a.err
	}
	var signature *address.Signature
	var err error
	if a.has("message") {
		signature, err = schnorr.SignMessage(key, message, network)
	} else {
		signature, err = schnorr.Sign(key, fields, network)
	}
	if err != nil {
		return nil, err
	}
	return object{"r": signature.R.Decimal(), "s": signature.S.Decimal(), "base58": signature.Base58()}, nil
}

// verify is schnorr.verify.
func verify(a *arguments) (any, error) {
	key := a.publicKey("publicKey")
	fields, message := a.signed()
	network := a.network("network")
	signature := &address.Signature{R: a.elementFp("r"), S: a.elementFq("s")}
	if a.err != nil {
		return nil, a.err
	}
	valid := false
	if a.has("message") {
		valid = schnorr.VerifyMessage(key, message, network, signature)
	} else {
		valid = schnorr.Verify(key, fields, network, signature)
	}
	return object{"valid": valid}, nil
}

// signed reads what a signature is of, fields or a message.
func (a *arguments) signed() (fields []fp.Element, message string) {
	if a.has("message") {
		return nil, a.text("message")
	}
	return a.elementsFp("fields"), ""
}
