package mutants

import (
	"encoding/json"
	"math/big"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// cipher is the model of elgamal.encrypt and elgamal.decrypt (SPEC 6.1 to 6.3).
type cipher struct {
	shared       func(z bigref.Point) []fp.Element // what is absorbed first
	frame        func(last bool) []fp.Element      // what o1js-v2 absorbs before a block
	pairs        bool                              // o1js-v1 absorbs two blocks at a time
	unpaired     bool                              // o1js-v1 absorbs a last block without a partner
	absorbsPlain bool                              // the plaintext in place of the ciphertext: a fault
	fromR        bool                              // R in place of the shared point: a fault
	sameTag      func(a, b [32]byte) bool
}

// rightCipher makes the decisions of SPEC.
func rightCipher() cipher {
	return cipher{
		shared:   func(z bigref.Point) []fp.Element { return []fp.Element{element(z.X)} },
		frame:    func(last bool) []fp.Element { return bit(last) },
		pairs:    true,
		unpaired: true,
		sameTag:  func(a, b [32]byte) bool { return a == b },
	}
}

// enciphers is an encryption with a fault.
func enciphers(change func(*cipher)) fault {
	c := rightCipher()
	change(&c)
	return together(
		computes(c.encrypt, "elgamal.encrypt"),
		computes(c.decrypt, "elgamal.decrypt", "tag_mismatch", "encoding_no_stop", "encoding_non_canonical"),
	)
}

// stream returns the message and the ciphertext, one of which is in, and the tag.
func (c cipher) stream(scheme string, z, r bigref.Point, in []fp.Element, decrypting bool) (message, masked []fp.Element, tag fp.Element) {
	var sponge poseidon.Sponge
	absorb := func(xs ...fp.Element) {
		for i := range xs {
			sponge.Absorb(&xs[i])
		}
	}
	if c.fromR {
		z = r
	}
	absorb(c.shared(z)...)
	message, masked = make([]fp.Element, len(in)), make([]fp.Element, len(in))
	absorbed := masked
	if c.absorbsPlain {
		absorbed = message
	}
	for i := range in {
		last := i == len(in)-1
		if scheme == "o1js-v2" {
			absorb(c.frame(last)...)
		}
		key := sponge.Squeeze()
		if decrypting {
			masked[i] = in[i]
			message[i].Subtract(&in[i], &key)
		} else {
			message[i] = in[i]
			masked[i].Add(&in[i], &key)
		}
		switch {
		case scheme == "o1js-v2" || !c.pairs:
			absorb(absorbed[i])
		case i%2 == 1:
			absorb(absorbed[i-1], absorbed[i])
		case last && c.unpaired:
			absorb(absorbed[i])
		}
	}
	return message, masked, sponge.Squeeze()
}

func (c cipher) encrypt(in object) (object, string) {
	key, err := address.ParsePublicKey(in.text("publicKey"))
	if err != nil {
		panic(err)
	}
	message := in.elements("fields")
	if in.has("text") {
		message = elgamal.EncodeText(in.text("text"))
	}
	ephemeral := in.number("ephemeral")
	x, y := key.X(), key.Y()
	r := scale(ephemeral, bigref.Pallas().Generator())
	z := scale(ephemeral, bigref.Point{X: integer(&x), Y: integer(&y)})
	_, masked, tag := c.stream(in.text("scheme"), z, r, message, false)
	return object{}.with("ciphertext", ciphertext{
		PublicKey:  coordinates{r.X.String(), r.Y.String()},
		CipherText: decimals(append(masked, tag)),
	}), ""
}

func (c cipher) decrypt(in object) (object, string) {
	key, err := address.ParsePrivateKey(in.text("privateKey"))
	if err != nil {
		panic(err)
	}
	sealed := readCiphertext(in)
	if len(sealed.CipherText) == 0 {
		return nil, "empty_ciphertext"
	}
	r := bigref.Point{X: number(sealed.PublicKey.X), Y: number(sealed.PublicKey.Y)}
	z := scale(integer(key.Scalar()), r)
	fields := elements(sealed.CipherText)
	last := len(fields) - 1
	message, _, tag := c.stream(in.text("scheme"), z, r, fields[:last], true)
	if !c.sameTag(fields[last].Bytes(), tag.Bytes()) {
		return nil, "tag_mismatch"
	}
	if in.text("as") == "fields" {
		return object{}.with("fields", decimals(message)), ""
	}
	text, err := elgamal.DecodeText(message)
	if err != nil {
		return nil, coded.Code(err)
	}
	return object{}.with("text", text), ""
}

// scale multiplies a point, on the curve or not: the oracle's formulas do not ask.
func scale(k *big.Int, p bigref.Point) bigref.Point {
	x, y, s := element(p.X), element(p.Y), scalar(k)
	point, err := pallas.NewIdentity().SetAffine(&x, &y)
	if err != nil {
		return bigref.Pallas().Scale(k, p)
	}
	x, y = point.ScalarMultiply(&s, point).Affine()
	return bigref.Point{X: integer(&x), Y: integer(&y)}
}

// ciphertext is the JSON of SPEC 6.4.
type ciphertext struct {
	PublicKey  coordinates `json:"publicKey"`
	CipherText []string    `json:"cipherText"`
}

type coordinates struct {
	X string `json:"x"`
	Y string `json:"y"`
}

// readCiphertext reads either form of the input with encoding/json, zero if that
// cannot.
func readCiphertext(in object) ciphertext {
	text := []byte(in["ciphertext"])
	if in.has("ciphertextJSON") {
		text = []byte(in.text("ciphertextJSON"))
	}
	var c ciphertext
	if json.Unmarshal(text, &c) != nil {
		return ciphertext{}
	}
	return c
}
