package main

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// scalar is an arbitrary scalar, the same in all measurements.
var scalar = new(fq.Element).SetRandom()

func one() *fq.Element { return new(fq.Element).One() }

func randomFp() *fp.Element { return new(fp.Element).SetRandom() }

// The functions below are targets on inputs of a type. Inputs of both classes are made
// in the same way and lie in the same array.

func onFp(name string, fixed *fp.Element, run func(x *fp.Element)) target {
	return target{name: name, fixed: fixed.Decimal(), prepare: func(classes []byte) func(int) {
		inputs := make([]fp.Element, len(classes))
		for i, class := range classes {
			inputs[i].Select(randomFp(), fixed, int(class))
		}
		return func(i int) { run(&inputs[i]) }
	}}
}

func onFq(name, what string, fixed *fq.Element, run func(x *fq.Element)) target {
	return target{name: name, fixed: what, prepare: func(classes []byte) func(int) {
		inputs := make([]fq.Element, len(classes))
		for i, class := range classes {
			inputs[i].Select(new(fq.Element).SetRandom(), fixed, int(class))
		}
		return func(i int) { run(&inputs[i]) }
	}}
}

// onPoint has the identity as the fixed input.
func onPoint(name string, run func(p *pallas.Point)) target {
	return target{name: name, fixed: "the identity", prepare: func(classes []byte) func(int) {
		inputs := make([]pallas.Point, len(classes))
		random := pallas.NewIdentity()
		for i, class := range classes {
			random.ScalarBaseMultiply(new(fq.Element).SetRandom())
			inputs[i].Select(random, pallas.NewIdentity(), int(class))
		}
		return func(i int) { run(&inputs[i]) }
	}}
}

// onKey has the private key 1 as the fixed input; prepare makes what runs with a key.
func onKey(name string, prepare func(k *address.PrivateKey) func()) target {
	return target{name: name, fixed: "the key 1", prepare: func(classes []byte) func(int) {
		runs := make([]func(), len(classes))
		for i, class := range classes {
			s := new(fq.Element).SetRandom()
			s.Select(s, one(), int(class))
			runs[i] = prepare(must(address.NewPrivateKey(s)))
		}
		return func(i int) { runs[i]() }
	}}
}

func control(t target) target {
	t.control = true
	return t
}

func encrypted(key *address.PublicKey, message []fp.Element) *elgamal.Ciphertext {
	return must(elgamal.O1jsV2.Encrypt(key, message))
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}
