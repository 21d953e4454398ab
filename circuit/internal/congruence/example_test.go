package congruence_test

import (
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"

	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/pasta/fp"
)

// squareRoot is the statement "I know a square root of Y modulo p".
type squareRoot struct {
	Low, High frontend.Variable `gnark:",public"` // of Y
	Root      [2]frontend.Variable
}

func (c *squareRoot) Define(api frontend.API) error {
	f := congruence.New(api, congruence.Omit{})
	root := f.Packed(c.Root[0], c.Root[1])
	f.AssertZero(root.Square().Minus(f.Packed(c.Low, c.High)))
	return f.Close()
}

// parts splits an integer as Packed joins it.
func parts(v *big.Int) (low, high *big.Int) {
	high = new(big.Int).Rsh(v, congruence.LowBits)
	return new(big.Int).Sub(v, new(big.Int).Lsh(high, congruence.LowBits)), high
}

// A circuit over BN254's scalar field asserts root^2 = y modulo p, Pallas's base field.
func Example() {
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder[constraint.U64], new(squareRoot))
	if err != nil {
		panic(err)
	}
	root := new(big.Int).Sub(fp.Modulus(), big.NewInt(3))
	for _, y := range []int64{9, 10} {
		var c squareRoot
		c.Low, c.High = parts(big.NewInt(y))
		c.Root[0], c.Root[1] = parts(root)
		witness, err := frontend.NewWitness(&c, ecc.BN254.ScalarField())
		if err != nil {
			panic(err)
		}
		fmt.Println(y, system.IsSolved(witness) == nil)
	}
	// Output:
	// 9 true
	// 10 false
}
