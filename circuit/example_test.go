package circuit_test

import (
	"context"
	"fmt"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

func Example() {
	ctx := context.Background()
	// Keys for this process alone; leave the option out to keep them on disk.
	prover, err := circuit.NewProver(ctx, circuit.Range{}, circuit.Groth16BN254, proof.Config{InMemory: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	made, err := prover.Prove(ctx, statement.NewRangeWitness(new(fp.Element).SetUint64(77)))
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := made.Indented()
	if err != nil {
		fmt.Println(err)
		return
	}
	received, err := proof.Parse(text)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(received.System, received.Statement, received.Setup, len(received.Bytes), "bytes")
	fmt.Println(prover.Verifier().Verify(received))

	_, err = prover.Prove(ctx, statement.NewRangeWitness(new(fp.Element).SetUint64(101)))
	fmt.Println(err)
	// Output:
	// groth16-bn254 range development 164 bytes
	// <nil>
	// statement: value is greater than 100
}

func ExampleNewProver_progress() {
	report := proof.ProgressFunc(func(e proof.Event) {
		if e.Done {
			fmt.Println(e.Stage)
		}
	})
	_, err := circuit.NewProver(context.Background(), circuit.Range{}, circuit.Groth16BN254, proof.Config{InMemory: true, Progress: report})
	fmt.Println(err)
	// Output:
	// compile
	// setup
	// <nil>
}
