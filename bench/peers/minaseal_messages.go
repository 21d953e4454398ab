package peers

import (
	"strconv"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/schnorr"
)

// messageTasks are minaseal's works above the curve.
func messageTasks() tasks {
	return tasks{
		"PoseidonPermutation": permutation,
		"PoseidonHash2": func(in *inputs) *task {
			return fpTask(in, func(x, b *fp.Element, n int) {
				for range n {
					*x = poseidon.Hash(*x, *b)
				}
			})
		},
		"DecodeAddress": func(in *inputs) *task {
			text := in.key.PublicKey().String()
			return resultTask(func() (*address.PublicKey, error) { return address.ParsePublicKey(text) },
				func(key *address.PublicKey) string { return writtenPoint(key.Point()) })
		},
		"Encrypt1":   func(in *inputs) *task { return encryptTask(in, text1) },
		"Encrypt32K": func(in *inputs) *task { return encryptTask(in, text32K) },
		"Decrypt32K": func(in *inputs) *task {
			c, err := elgamal.O1jsV2.EncryptText(in.key.PublicKey(), text32K)
			if err != nil {
				panic(err) // no text is refused
			}
			return resultTask(func() (string, error) { return elgamal.O1jsV2.DecryptText(in.key, c) },
				func(text string) string { return text })
		},
		"Sign": func(in *inputs) *task {
			message := []fp.Element{in.a, in.b}
			return resultTask(func() (*address.Signature, error) { return schnorr.Sign(in.key, message, schnorr.Testnet) },
				(*address.Signature).Base58)
		},
		"Verify": func(in *inputs) *task {
			key, message := in.key.PublicKey(), []fp.Element{in.a, in.b}
			return resultTask(func() (bool, error) { return schnorr.Verify(key, message, schnorr.Testnet, in.signature), nil },
				strconv.FormatBool)
		},
	}
}

// resultTask is a work that has a result in the place of a state.
func resultTask[R any](operation func() (R, error), digest func(R) string) *task {
	var result R
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				var err error
				if result, err = operation(); err != nil {
					panic(err) // of fixed inputs, for which there is no error
				}
			}
		},
		digest: func() string { return digest(result) },
	}
}

func encryptTask(in *inputs, text string) *task {
	key := in.key.PublicKey()
	return resultTask(func() (*elgamal.Ciphertext, error) { return elgamal.O1jsV2.EncryptText(key, text) },
		func(c *elgamal.Ciphertext) string {
			b, err := c.MarshalJSON()
			if err != nil {
				panic(err) // of a ciphertext that Encrypt made
			}
			return string(b)
		})
}

func permutation(in *inputs) *task {
	state := [3]fp.Element{in.a, in.b, {}}
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				poseidon.Permute(&state)
			}
		},
		digest: func() string { return written(&state[0], &state[1], &state[2]) },
	}
}
