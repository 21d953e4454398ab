package conformance

import (
	"math/big"
	"strings"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// keyPair is a private key's text with its public key's.
type keyPair struct{ private, public string }

// keyPair makes a pair.
func (g generator) keyPair() keyPair {
	private := own[struct{ Base58 string }]("privateKey.encode", input{"scalar": g.scalar()}).Base58
	public := own[struct{ PublicKey string }]("privateKey.decode", input{"base58": private}).PublicKey
	return keyPair{private, public}
}

// base58Alphabet is Bitcoin's.
const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// mistyped returns a text with one character replaced, dropped or repeated: no
// decoder accepts it, for its checksum is wrong.
func (g generator) mistyped(text string) string {
	i := g.IntN(len(text))
	switch g.IntN(3) {
	case 0:
		return text[:i] + text[i+1:]
	case 1:
		return text[:i] + text[i:i+1] + text[i:]
	default:
		c := base58Alphabet[g.IntN(len(base58Alphabet))]
		for c == text[i] {
			c = base58Alphabet[g.IntN(len(base58Alphabet))]
		}
		return text[:i] + string(c) + text[i+1:]
	}
}

func (g generator) key() (string, input) {
	pair := g.keyPair()
	switch g.IntN(6) {
	case 0:
		return "privateKey.decode", input{"base58": pair.private}
	case 1:
		return "publicKey.decode", input{"base58": pair.public}
	case 2:
		return "privateKey.decode", input{"base58": g.mistyped(pair.private)}
	case 3:
		return "publicKey.decode", input{"base58": g.mistyped(pair.public)}
	case 4:
		return "privateKey.encode", input{"scalar": g.scalar()}
	default:
		key := own[struct {
			X     string
			IsOdd bool
		}]("publicKey.decode", input{"base58": pair.public})
		return "publicKey.encode", input{"x": key.X, "isOdd": key.IsOdd}
	}
}

// ciphertext is a ciphertext as o1js writes it.
type ciphertext struct {
	PublicKey  xy       `json:"publicKey"`
	CipherText []string `json:"cipherText"`
}

// scalar returns a private key or an ephemeral scalar; it is not zero, which o1js
// takes and SPEC refuses.
func (g generator) scalar() string {
	k := g.integer(fq.Modulus())
	if k.Sign() == 0 {
		k.SetInt64(1)
	}
	return k.String()
}

func (g generator) elgamal() (string, input) {
	schemes := []string{"o1js-v1", "o1js-v2"}
	pair := g.keyPair()
	in := input{"scheme": schemes[g.IntN(2)], "publicKey": pair.public, "ephemeral": g.scalar()}
	as := "text"
	if g.IntN(2) == 0 {
		as = "fields"
		list := []string{}
		for range g.IntN(5) + 1 {
			list = append(list, g.integer(fp.Modulus()).String())
		}
		in["fields"] = list
	} else {
		in["text"] = g.text()
	}
	if g.IntN(3) == 0 {
		return "elgamal.encrypt", in
	}
	c := own[struct{ Ciphertext ciphertext }]("elgamal.encrypt", in).Ciphertext
	g.tamper(&c)
	decrypt := input{"scheme": in["scheme"], "privateKey": pair.private, "as": as}
	if g.IntN(2) == 0 {
		decrypt["ciphertext"] = c
	} else {
		text, _ := marshal(c) // strings alone
		decrypt["ciphertextJSON"] = string(text)
	}
	return "elgamal.decrypt", decrypt
}

// tamper changes a ciphertext now and then, so that its tag does not match.
func (g generator) tamper(c *ciphertext) {
	i := g.IntN(len(c.CipherText))
	switch g.IntN(6) {
	case 0:
		n, _ := new(big.Int).SetString(c.CipherText[i], 10) // made above
		n.Add(n, big.NewInt(1)).Mod(n, fp.Modulus())
		c.CipherText[i] = n.String()
	case 1:
		c.CipherText = append(c.CipherText[:i:i], append([]string{"7"}, c.CipherText[i:]...)...)
	case 2:
		c.PublicKey = g.onCurve(curve{"pallas", fp.Modulus(), fq.Modulus()})
		if c.PublicKey.X == "0" {
			c.PublicKey.Y = "1" // no point
		}
	}
}

func (g generator) schnorr() (string, input) {
	pair := g.keyPair()
	networks := []string{"testnet", "mainnet"}
	in := input{"privateKey": pair.private, "network": networks[g.IntN(2)]}
	what := "message"
	if g.IntN(2) == 0 {
		what = "fields"
		list := []string{}
		for range g.IntN(5) {
			list = append(list, g.integer(fp.Modulus()).String())
		}
		in[what] = list
	} else {
		in[what] = strings.ReplaceAll(g.text(), "\x00", "")
	}
	if g.IntN(2) == 0 {
		return "schnorr.sign", in
	}
	signature := own[struct{ R, S string }]("schnorr.sign", in)
	verify := input{"publicKey": pair.public, "network": in["network"], what: in[what], "r": signature.R, "s": signature.S}
	switch g.IntN(5) {
	case 0:
		verify["r"] = g.integer(fp.Modulus()).String()
	case 1:
		verify["s"] = g.scalar()
	case 2:
		verify["publicKey"] = g.keyPair().public
	case 3:
		verify["network"] = networks[g.IntN(2)]
	}
	return "schnorr.verify", verify
}
