package kimchi_test

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
)

// A proof of "I know a square root of 49", verified under the key of its circuit.
func ExampleProverIndex_Prove() {
	b := builder.New()
	square, root := b.Public(), b.Secret()
	b.AssertEqual(b.Multiply(root, root), square)
	circuit, err := b.Compile()
	if err != nil {
		panic(err)
	}
	index, err := kimchi.NewProverIndex(kimchi.Berkeley, circuit)
	if err != nil {
		panic(err)
	}
	witness, err := circuit.Assign([]fp.Element{builder.Small(49)}, []fp.Element{builder.Small(7)})
	if err != nil {
		panic(err)
	}
	proof, err := index.Prove(witness)
	if err != nil {
		panic(err)
	}
	key := index.VerificationKey()
	fmt.Println(kimchi.Verify(kimchi.Berkeley, proof, key, []fp.Element{builder.Small(49)}))
	fmt.Println(kimchi.Verify(kimchi.Berkeley, proof, key, []fp.Element{builder.Small(50)}))
	// Output:
	// <nil>
	// kimchi: the public input is not the proof's
}

// Many proofs cost a small part each; those that do not hold are named.
func ExampleVerifyBatch() {
	b := builder.New()
	b.AssertConstant(b.Public(), builder.Small(3))
	circuit, err := b.Compile()
	if err != nil {
		panic(err)
	}
	index, err := kimchi.NewProverIndex(kimchi.Berkeley, circuit)
	if err != nil {
		panic(err)
	}
	var items []kimchi.Item
	for range 2 {
		witness, err := circuit.Assign([]fp.Element{builder.Small(3)}, nil)
		if err != nil {
			panic(err)
		}
		proof, err := index.Prove(witness)
		if err != nil {
			panic(err)
		}
		items = append(items, kimchi.Item{Proof: proof, Key: index.VerificationKey(), PublicInput: []fp.Element{builder.Small(3)}})
	}
	fmt.Println(kimchi.VerifyBatch(kimchi.Berkeley, items))
	// Output: [<nil> <nil>]
}
