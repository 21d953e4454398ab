// Command quiet makes one proof and fails on one, without printing anything.
package main

import (
	"context"
	"os"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// zero is a circuit that only 0 satisfies.
type zero struct{ X frontend.Variable }

func (c *zero) Define(api frontend.API) error {
	api.AssertIsEqual(c.X, 0)
	return nil
}

func main() {
	ctx := context.Background()
	p, err := circuit.NewProver(ctx, circuit.Range{}, circuit.Groth16BN254, proof.Config{InMemory: true})
	if err != nil {
		os.Exit(1)
	}
	if _, err := p.Prove(ctx, statement.NewRangeWitness(new(fp.Element).SetUint64(77))); err != nil {
		os.Exit(2)
	}
	// gnark's logger prints the values of a constraint that fails.
	cs, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, new(zero))
	if err != nil {
		os.Exit(3)
	}
	w, err := frontend.NewWitness(&zero{X: 77}, ecc.BN254.ScalarField())
	if err != nil || cs.IsSolved(w) == nil {
		os.Exit(4)
	}
}
