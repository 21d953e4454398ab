package roles

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol/wire"
)

// sealedText is a ciphertext's JSON (SPEC 6.4), open to changes.
type sealedText struct {
	PublicKey struct {
		X string `json:"x"`
		Y string `json:"y"`
	} `json:"publicKey"`
	CipherText []string `json:"cipherText"`
}

// String returns the JSON text.
func (c *sealedText) String() string { return string(must(json.Marshal(c))) }

// must returns a value whose making cannot fail for the suite's own inputs. A panic
// is a fault of the suite.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// seal encrypts a text.
func seal(scheme elgamal.Scheme, pk *address.PublicKey, text string) *sealedText {
	return reopen(must(scheme.EncryptText(pk, text)))
}

func reopen(c *elgamal.Ciphertext) *sealedText {
	var open sealedText
	if err := json.Unmarshal(must(c.MarshalJSON()), &open); err != nil {
		panic(err)
	}
	return &open
}

// forgery makes a ciphertext that a receiver has to refuse.
type forgery struct {
	name, comment string
	flag          string
	requirements  []string
	code          string
	lenient       string // what the encryption example makes of it, if it takes it
	make          func(p profile, pk *address.PublicKey, text string) string
}

// forgeries returns the ciphertexts of SPEC B.1.
func forgeries() []forgery {
	return []forgery{
		{"tag-changed", "tag plus 1", "EncTagFlip", []string{"ENC-8"}, "tag_mismatch", "",
			changed(func(c *sealedText) { plus(&c.CipherText[len(c.CipherText)-1], 1) })},
		{"field-changed", "first element plus 1", "EncTagFlip", []string{"ENC-8"}, "tag_mismatch", "",
			changed(func(c *sealedText) { plus(&c.CipherText[0], 1) })},
		{"field-dropped", "one element left out", "EncBlockSwap", []string{"ENC-8"}, "tag_mismatch", "",
			changed(func(c *sealedText) { c.CipherText = c.CipherText[1:] })},
		{"other-scheme", "encrypted under the other scheme", "EncCrossScheme", []string{"ENC-8"}, "tag_mismatch", "",
			func(p profile, pk *address.PublicKey, text string) string { return seal(p.other, pk, text).String() }},
		{"other-key", "encrypted to another key, as in the replay of another run", "ProtoReplay", []string{"ENC-8"}, "tag_mismatch", "",
			func(p profile, _ *address.PublicKey, text string) string {
				return seal(p.scheme, address.GeneratePrivateKey().PublicKey(), text).String()
			}},
		{"no-fields", "the tag alone is left, and then nothing", "EncV2TruncationToEmpty", []string{"ENC-19"}, "empty_ciphertext", "",
			changed(func(c *sealedText) { c.CipherText = []string{} })},
		{"identity", "ephemeral key (0, 0)", "EncIdentityEphemeral", []string{"ENC-18"}, "identity_point", "",
			changed(func(c *sealedText) { c.PublicKey.X, c.PublicKey.Y = "0", "0" })},
		{"off-curve", "ephemeral key off the curve", "PointNotOnCurve", []string{"ENC-18"}, "point_not_on_curve", "",
			changed(func(c *sealedText) { plus(&c.PublicKey.Y, 1) })},
		{"number-plus-modulus", "first element plus the modulus", "NonCanonicalField", []string{"ENC-17"}, "non_canonical",
			"a number that is not canonical is reduced",
			changed(func(c *sealedText) {
				x, _ := new(big.Int).SetString(c.CipherText[0], 10)
				c.CipherText[0] = x.Add(x, fp.Modulus()).String()
			})},
		{"no-stop", "the message is no text: it has no STOP byte", "EncodingNoStop", []string{"ENC-23"}, "encoding_no_stop", "",
			func(p profile, pk *address.PublicKey, _ string) string {
				return reopen(must(p.scheme.Encrypt(pk, make([]fp.Element, 2)))).String()
			}},
		{"no-json", "not the JSON of a ciphertext", "ProtoMalformed", []string{"ENC-14"}, "malformed_json", "",
			func(profile, *address.PublicKey, string) string { return "ciphertext" }},
	}
}

// changed makes a forgery out of a right ciphertext.
func changed(change func(*sealedText)) func(profile, *address.PublicKey, string) string {
	return func(p profile, pk *address.PublicKey, text string) string {
		c := seal(p.scheme, pk, text)
		change(c)
		return c.String()
	}
}

// plus adds n to a canonical number modulo p.
func plus(number *string, n uint64) {
	x := must(new(fp.Element).SetDecimal(*number))
	*number = x.Add(x, new(fp.Element).SetUint64(n)).Decimal()
}

// quote returns a text as a JSON string (SPEC 7.1).
func quote(text string) string { return string(must(wire.AppendString(nil, text))) }

// request returns a request with one parameter.
func request(post, name, value string) []byte {
	return []byte(`{"post":` + quote(post) + `,"params":{` + quote(name) + `:` + quote(value) + `}}`)
}

// commandReply returns a reply with a ciphertext.
func commandReply(command, encrypted string) []byte {
	return []byte(`{"success":true,"data":{"command":` + quote(command) + `,"encrypted":` + quote(encrypted) + `}}`)
}

// closeReply returns the reply close with a status.
func closeReply(status string) []byte {
	return []byte(`{"success":true,"data":{"command":"close","status":` + quote(status) + `}}`)
}

// mangling makes a message malformed, or writes it in another way.
type mangling struct {
	name, comment string
	requirements  []string
	flag          string
	lenient       string // how the encryption example takes it all the same
	change        func(message []byte) []byte
}

// manglings returns what a decoder of SPEC 7.1 has to refuse with malformed_json.
func manglings() []mangling {
	const lenientJSON = "what JSON.parse takes is taken"
	return []mangling{
		{"empty", "no bytes", []string{"MSG-3"}, "ProtoMalformed", "", func([]byte) []byte { return nil }},
		{"truncated", "the first half of a right message", []string{"MSG-3"}, "ProtoMalformed", "",
			func(m []byte) []byte { return m[:len(m)/2] }},
		{"trailing", "a right message and a brace", []string{"MSG-3"}, "ProtoMalformed", "",
			func(m []byte) []byte { return append(m, '}') }},
		{"not-utf8", "a right message with a byte 0xFF in a name", []string{"MSG-3", "MSG-5"}, "ProtoMalformed", lenientJSON,
			func(m []byte) []byte { return append([]byte("{\"\xFF\":1,"), m[1:]...) }},
		{"extra-member", "a right message with a member more", []string{"MSG-5"}, "ProtoMalformed", lenientJSON,
			func(m []byte) []byte { return append(m[:len(m)-1], `,"extra":1}`...) }},
		{"repeated-member", "a right message with its first member twice", []string{"MSG-5"}, "ProtoMalformed", lenientJSON,
			func(m []byte) []byte {
				first, _, _ := strings.Cut(string(m[1:]), ",")
				return []byte("{" + first + "," + string(m[1:]))
			}},
		{"oversized", "a right message with spaces, 1048577 bytes", []string{"MSG-2"}, "ProtoOversized", "a message of any size is taken", oversized},
	}
}

// oversized fills a message up with spaces beyond [MSG-2].
func oversized(m []byte) []byte {
	spaces := strings.Repeat(" ", wire.MaxSize+1-len(m))
	return append(m[:len(m)-1], spaces+"}"...)
}

// rewritten returns a message in another order of members, with white space and with
// an escape where there is no need for one [MSG-7].
func rewritten(m []byte) []byte {
	decoder := json.NewDecoder(strings.NewReader(string(m)))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic(err)
	}
	var b strings.Builder
	rewrite(&b, value)
	return []byte(" " + b.String() + "\n")
}

// rewrite writes a value with the members of objects in reverse alphabetical order.
func rewrite(b *strings.Builder, value any) {
	object, ok := value.(map[string]any)
	if !ok {
		text := string(must(json.Marshal(value)))
		b.WriteString(strings.Replace(text, "options", `opt\u0069ons`, 1))
		return
	}
	b.WriteString("{ ")
	names := slices.Sorted(maps.Keys(object))
	slices.Reverse(names)
	for i, name := range names {
		if i > 0 {
			b.WriteString(" ,\n")
		}
		b.WriteString(quote(name) + "\t: ")
		rewrite(b, object[name])
	}
	b.WriteString("\r}")
}
