package statements_test

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/statement"
)

// A worker proves that what it was sent holds a value of at most 100.
func Example() {
	prover, err := statements.NewSealedRange(statement.O1jsV2, 1)
	if err != nil {
		panic(err)
	}
	key := address.GeneratePrivateKey()
	defer key.Erase()
	ciphertext, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	if err != nil {
		panic(err)
	}
	instance, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), ciphertext)
	if err != nil {
		panic(err)
	}
	proof, err := prover.ProveSealed(instance, key)
	if err != nil {
		panic(err)
	}
	fmt.Println(prover.Verify(proof, instance.Inputs()))
	// Output: <nil>
}
