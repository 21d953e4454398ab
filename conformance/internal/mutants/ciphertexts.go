package mutants

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

// ciphertexts are the mutants of SPEC 6.4.
func ciphertexts() []Mutant {
	const op = "elgamal.decrypt"
	return []Mutant{
		{"names-in-any-case", "reads ciphertexts with encoding/json: names in any case, the last of two members, unknown members", "ENC-15", "elgamal/o1js-v2-json/42",
			retries("malformed_json", rereads(func(*ciphertext) {}), op)},
		{"numbers-of-a-ciphertext-reduced", "reduces the numbers of a ciphertext", "ENC-17", "JsonNotReduced",
			retries("non_canonical", rereads(eachNumber(10)), op)},
		{"numbers-of-a-ciphertext-in-any-base", "reads the numbers of a ciphertext as a programming language does", "ENC-17", "elgamal/o1js-v2-json/108",
			retries("non_canonical", rereads(eachNumber(0)), op)},
		{"ephemeral-off-the-curve", "computes with an ephemeral key of any coordinates", "ENC-18", "PointNotOnCurve",
			computes(rightCipher().decrypt, op, "point_not_on_curve", "tag_mismatch")},
	}
}

// rereads replaces the ciphertext of an input by what encoding/json reads in it, and
// change makes of that.
func rereads(change func(*ciphertext)) func(in object) {
	return func(in object) {
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
	}
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
