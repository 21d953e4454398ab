package main

import (
	"encoding/binary"
	"math/bits"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/schnorr"
)

// repeated is how often a measurement repeats operations that take nanoseconds.
const repeated = 64

// targets are a selection of what README.md calls constant-time, and the controls.
func targets() []target {
	return append(arithmetic(), schemes()...)
}

// processor is the multiplication of the processor, of limb 0 of the input by many
// numbers that do not depend on each other.
func processor() target {
	const modulusLimb = 0x224698fc094cf91b // of Fp: a number as the kernels multiply by
	var sum uint64
	return onFp("the processor's multiplication, 2000 times", new(fp.Element), func(x *fp.Element) {
		encoding := x.Bytes()
		limb := binary.LittleEndian.Uint64(encoding[:])
		for i := range uint64(2000) {
			high, low := bits.Mul64(limb, modulusLimb+i)
			sum ^= high + low
		}
	})
}

func arithmetic() []target {
	var z fp.Element
	var w fq.Element
	p := pallas.NewIdentity()
	generator := pallas.NewGenerator()
	factor := randomFp()
	return []target{
		onFp("fp multiply, 64 times", new(fp.Element), func(x *fp.Element) {
			for range repeated {
				z.Multiply(x, factor)
			}
		}),
		onFp("fp square, 64 times", new(fp.Element), func(x *fp.Element) {
			for range repeated {
				z.Square(x)
			}
		}),
		onFp("fp add, 64 times", new(fp.Element), func(x *fp.Element) {
			for range repeated {
				z.Add(factor, x)
			}
		}),
		onFp("fp invert", new(fp.Element), func(x *fp.Element) { z.Invert(x) }),
		onFq("fq invert", "1", one(), func(x *fq.Element) { w.Invert(x) }),
		onFq("pallas scalar multiply, by scalar", "0", new(fq.Element), func(s *fq.Element) { p.ScalarMultiply(s, generator) }),
		onFq("pallas scalar multiply, by scalar", "1", one(), func(s *fq.Element) { p.ScalarMultiply(s, generator) }),
		onPoint("pallas scalar multiply, by point", func(q *pallas.Point) { p.ScalarMultiply(scalar, q) }),
		onFq("pallas base multiply", "0", new(fq.Element), func(s *fq.Element) { p.ScalarBaseMultiply(s) }),
		onFq("pallas base multiply", "1", one(), func(s *fq.Element) { p.ScalarBaseMultiply(s) }),
		onPoint("pallas add, 8 times", func(q *pallas.Point) {
			for range repeated / 8 {
				p.Add(generator, q)
			}
		}),
		onFp("vesta scalar multiply, by scalar", new(fp.Element), func(s *fp.Element) {
			vesta.NewIdentity().ScalarMultiply(s, vesta.NewGenerator())
		}),
		onFp("poseidon permutation", new(fp.Element), func(x *fp.Element) {
			state := [3]fp.Element{*x, *x, *x}
			poseidon.Permute(&state)
		}),
		control(onFp("fp InvertVarTime", new(fp.Element).One(), func(x *fp.Element) { z.InvertVarTime(x) })),
		control(onFq("pallas ScalarMultiplyVarTime, by scalar", "a number of 254 bits", scalar, func(s *fq.Element) {
			p.ScalarMultiplyVarTime(s, generator)
		})),
	}
}

func schemes() []target {
	key, message := address.GeneratePrivateKey(), []fp.Element{*randomFp()}
	sealed := encrypted(key.PublicKey(), message)
	fields := sealed.Fields()
	right := sealed.Tag()
	return []target{
		onKey("elgamal decrypt, by key", func(k *address.PrivateKey) func() {
			c := encrypted(k.PublicKey(), message)
			return func() { must(elgamal.O1jsV2.Decrypt(k, c)) }
		}),
		{name: "elgamal decrypt, by tag", fixed: "the right tag plus 1", prepare: func(classes []byte) func(int) {
			inputs := make([]*elgamal.Ciphertext, len(classes))
			for i, class := range classes {
				tag := randomFp()
				if class == 0 {
					tag.Add(&right, tag.One())
				}
				inputs[i] = must(elgamal.NewCiphertext(sealed.PublicKey(), append(fields[:len(message):len(message)], *tag)))
			}
			return func(i int) {
				if _, err := elgamal.O1jsV2.Decrypt(key, inputs[i]); err == nil {
					panic("a wrong tag is accepted")
				}
			}
		}},
		onFp("elgamal encrypt, by message", new(fp.Element), func(x *fp.Element) {
			must(elgamal.O1jsV2.EncryptWithTestingRandomness(key.PublicKey(), []fp.Element{*x}, scalar))
		}),
		onFq("elgamal encrypt, by ephemeral scalar", "1", one(), func(s *fq.Element) {
			must(elgamal.O1jsV2.EncryptWithTestingRandomness(key.PublicKey(), message, s))
		}),
		onKey("schnorr sign, by key", func(k *address.PrivateKey) func() {
			return func() { must(schnorr.Sign(k, message, schnorr.Testnet)) }
		}),
		onKey("private key from base58", func(k *address.PrivateKey) func() {
			text := k.Base58()
			return func() { must(address.ParsePrivateKey(text)) }
		}),
		onKey("private key to base58", func(k *address.PrivateKey) func() {
			return func() { _ = k.Base58() }
		}),
	}
}
