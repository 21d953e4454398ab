package mutants

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

// ciphertexts are the mutants of SPEC 6.4.
func ciphertexts() []Mutant {
	return []Mutant{
		{"names-in-any-case", "reads ciphertexts with encoding/json: names in any case, the last of two members, unknown members", "ENC-15", "JsonExtraMember",
			misreadsCiphertexts(func(c *ciphertext) {})},
		{"numbers-of-a-ciphertext-reduced", "reduces the numbers of a ciphertext", "ENC-17", "JsonNotReduced",
			misreadsCiphertexts(eachNumber(10))},
		{"numbers-of-a-ciphertext-in-any-base", "reads the numbers of a ciphertext as a programming language does", "ENC-17", "JsonHexNumber",
			misreadsCiphertexts(eachNumber(0))},
		{"ephemeral-off-the-curve", "computes with an ephemeral key of any coordinates", "ENC-18", "PointNotOnCurve",
			computes(rightCipher().decrypt, "elgamal.decrypt", "point_not_on_curve", "tag_mismatch")},
	}
}

// misreadsCiphertexts is a fault in reading the JSON of ciphertexts.
func misreadsCiphertexts(change func(*ciphertext)) fault {
	return misreads(func(in object) {
		c := readCiphertext(in)
		if c.CipherText == nil {
			return
		}
		change(&c)
		if in.has("ciphertextJSON") {
			in.with("ciphertextJSON", string(object{}.with("c", c)["c"]))
		} else {
			in.with("ciphertext", c)
		}
	}, "elgamal.decrypt")
}

// eachNumber reads the numbers of a ciphertext in a base and reduces them modulo p.
func eachNumber(base int) func(*ciphertext) {
	read := func(text *string) {
		if x, ok := new(big.Int).SetString(*text, base); ok {
			*text = bigref.Fp().Reduce(x).String()
		}
	}
	return func(c *ciphertext) {
		read(&c.PublicKey.X)
		read(&c.PublicKey.Y)
		for i := range c.CipherText {
			read(&c.CipherText[i])
		}
	}
}
