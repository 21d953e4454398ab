package statements_test

import (
	"context"
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// A worker proves that what it was sent holds a value of at most 100.
func Example() {
	prover, err := statements.NewProver(context.Background(), nil, statements.SealedRange{Scheme: statement.O1jsV2, Fields: 1})
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
	made, err := prover.Prove(context.Background(), statement.NewSealedRangeWitness(instance, key))
	if err != nil {
		panic(err)
	}
	fmt.Println(made.System, made.Statement, made.Setup, proof.VerifyInstance(prover, made, instance))
	// Output: kimchi-berkeley sealed-range transparent <nil>
}
