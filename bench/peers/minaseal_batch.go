package peers

import (
	"strings"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// Sizes of the works on many inputs at once.
const (
	batchProducts     = 256
	batchPermutations = 64
	batchMessages     = 32
	fftLog            = 16
)

// text1K is the message of the works on many messages.
var text1K = strings.Repeat("0123456789abcdef", 64)

// batchTasks are minaseal's works on many inputs at once. An operation is the work on
// one of them, but for the transform.
func batchTasks() tasks {
	return tasks{
		"FpMultiplyBatch":    multiplyBatch,
		"FpFFT/n=65536":      transform,
		"PoseidonBatch":      permutationBatch,
		"Decrypt1K":          func(in *inputs) *task { return decryptTask(in, false) },
		"Decrypt1K/together": func(in *inputs) *task { return decryptTask(in, true) },
	}
}

// progression returns a, a+b, a+2b, ...
func progression(in *inputs, n int) []fp.Element {
	xs := make([]fp.Element, n)
	xs[0] = in.a
	for i := 1; i < n; i++ {
		xs[i].Add(&xs[i-1], &in.b)
	}
	return xs
}

func multiplyBatch(in *inputs) *task {
	x, y := progression(in, batchProducts), progression(in, batchProducts)
	return &task{
		operations: batchProducts,
		run: func(n int) {
			for range n {
				fp.MultiplyBatch(x, x, y)
			}
		},
		digest: func() string { return written(&x[0], &x[1], &x[batchProducts-1]) },
	}
}

func transform(in *inputs) *task {
	x, domain := progression(in, 1<<fftLog), fp.NewDomain(fftLog)
	return &task{
		operations: 1,
		run: func(n int) {
			for range n {
				domain.FFT(x)
			}
		},
		digest: func() string { return written(&x[0], &x[1], &x[len(x)-1]) },
	}
}

func permutationBatch(in *inputs) *task {
	states := make([][3]fp.Element, batchPermutations)
	for i, x := range progression(in, batchPermutations) {
		states[i][0] = x
	}
	return &task{
		operations: batchPermutations,
		run: func(n int) {
			for range n {
				poseidon.PermuteMany(states)
			}
		},
		digest: func() string { return written(&states[0][0], &states[batchPermutations-1][2]) },
	}
}

// decryptTask decrypts messages one after the other, or together.
func decryptTask(in *inputs, together bool) *task {
	keys, ciphertexts := make([]*address.PrivateKey, batchMessages), make([]*elgamal.Ciphertext, batchMessages)
	for i := range keys {
		c, err := elgamal.O1jsV2.EncryptText(in.key.PublicKey(), text1K)
		if err != nil {
			panic(err) // no text is refused
		}
		keys[i], ciphertexts[i] = in.key, c
	}
	messages := make([][]fp.Element, batchMessages)
	return &task{
		operations: batchMessages,
		run: func(n int) {
			for range n {
				if together {
					messages, _ = elgamal.O1jsV2.DecryptMany(keys, ciphertexts)
					continue
				}
				for i, c := range ciphertexts {
					messages[i], _ = elgamal.O1jsV2.Decrypt(keys[i], c)
				}
			}
		},
		digest: func() string {
			text := ""
			for _, m := range messages {
				decoded, err := elgamal.DecodeText(m)
				if err != nil {
					panic(err) // of ciphertexts made above
				}
				text += decoded
			}
			return text
		},
	}
}
