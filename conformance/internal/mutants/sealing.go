package mutants

import (
	"math/big"
	"slices"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// sealing is the model of sealed.seal and sealed.open (SPEC 6.6).
type sealing struct {
	unbound []part // what the header has 0 for: a fault
	plain   bool   // absorb the message in place of the masked one: a fault
	sameTag func(a, b [32]byte) bool
}

// part is a part of the header, by its position.
type part int

const (
	label part = iota
	transcript
	direction
	sequence
	length
	ephemeralX
	ephemeralSign
	sharedX
	sharedSign
	senderX
	senderSign
)

// seals is a sealing with a fault.
func seals(change func(*sealing)) fault {
	s := sealing{sameTag: func(a, b [32]byte) bool { return a == b }}
	change(&s)
	return together(
		computes(s.seal, "sealed.seal"),
		computes(s.open, "sealed.open", "tag_mismatch", "encoding_no_stop", "encoding_non_canonical"),
	)
}

// unbinds is a sealing whose header leaves parts out.
func unbinds(parts ...part) fault {
	return seals(func(s *sealing) { s.unbound = parts })
}

// header returns the sponge that has absorbed what a message is bound to.
func (s sealing) header(in object, n int, r, z, y bigref.Point) *poseidon.Sponge {
	values := []*big.Int{
		bigref.FromLittleEndian([]byte("minaseal-seal-v1")),
		in.number("transcript"), in.number("direction"), in.number("sequence"), big.NewInt(int64(n)),
	}
	for _, p := range []bigref.Point{r, z, y} {
		values = append(values, p.X, big.NewInt(int64(p.Y.Bit(0))))
	}
	sponge := new(poseidon.Sponge)
	for i, value := range values {
		if slices.Contains(s.unbound, part(i)) {
			value = new(big.Int)
		}
		x := element(value)
		sponge.Absorb(&x)
	}
	return sponge
}

// stream returns the message and the masked message, one of which is in, and the tag.
func (s sealing) stream(sponge *poseidon.Sponge, in []fp.Element, opening bool) (message, masked []fp.Element, tag fp.Element) {
	for i := range in {
		key := sponge.Squeeze()
		m, c := in[i], in[i]
		if opening {
			m.Subtract(&in[i], &key)
		} else {
			c.Add(&in[i], &key)
		}
		message, masked = append(message, m), append(masked, c)
		if s.plain {
			c = m
		}
		sponge.Absorb(&c)
	}
	return message, masked, sponge.Squeeze()
}

// keyPair returns the private key of an input, and the other side's public key.
func keyPair(in object) (*big.Int, bigref.Point) {
	private, err := address.ParsePrivateKey(in.text("privateKey"))
	if err != nil {
		panic(err)
	}
	return integer(private.Scalar()), publicPoint(in.text("publicKey"))
}

func publicPoint(text string) bigref.Point {
	public, err := address.ParsePublicKey(text)
	if err != nil {
		panic(err)
	}
	x, y := public.X(), public.Y()
	return bigref.Point{X: integer(&x), Y: integer(&y)}
}

// next returns the transcript after a message.
func next(in object, tag fp.Element) string {
	h := poseidon.Hash(element(in.number("transcript")), tag)
	return h.Decimal()
}

func (s sealing) seal(in object) (object, string) {
	private, public := keyPair(in)
	message := in.elements("fields")
	if in.has("text") {
		message = elgamal.EncodeText(in.text("text"))
	}
	k := in.number("ephemeral")
	r, z, y := scale(k, bigref.Pallas().Generator()), scale(k, public), scale(private, public)
	_, masked, tag := s.stream(s.header(in, len(message), r, z, y), message, false)
	sealed := ciphertext{coordinates{r.X.String(), r.Y.String()}, decimals(append(masked, tag))}
	return object{}.with("ciphertext", sealed).with("transcript", next(in, tag)), ""
}

func (s sealing) open(in object) (object, string) {
	private, public := keyPair(in)
	sealed := readCiphertext(in)
	r := bigref.Point{X: number(sealed.PublicKey.X), Y: number(sealed.PublicKey.Y)}
	fields := elements(sealed.CipherText)
	last := len(fields) - 1
	sponge := s.header(in, last, r, scale(private, r), scale(private, public))
	message, _, tag := s.stream(sponge, fields[:last], true)
	if !s.sameTag(fields[last].Bytes(), tag.Bytes()) {
		return nil, "tag_mismatch"
	}
	out := object{}.with("transcript", next(in, fields[last]))
	if in.text("as") == "fields" {
		return out.with("fields", decimals(message)), ""
	}
	text, err := elgamal.DecodeText(message)
	if err != nil {
		return nil, coded.Code(err)
	}
	return out.with("text", text), ""
}
