package vesta_test

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Two parties multiply the generator by their secrets and the other's point by their
// own: both get the same point.
func Example() {
	secrets := [2]fp.Element{}
	secrets[0].SetUint64(11)
	secrets[1].SetUint64(22)
	var public, shared [2]vesta.Point
	for i := range secrets {
		public[i].ScalarBaseMultiply(&secrets[i])
	}
	for i := range secrets {
		shared[i].ScalarMultiply(&secrets[i], &public[1-i])
	}
	fmt.Println(shared[0].Equal(&shared[1]))

	encoded := shared[0].Bytes()
	decoded, err := new(vesta.Point).SetCanonicalBytes(encoded[:])
	if err != nil {
		panic(err)
	}
	fmt.Println(decoded.Equal(&shared[0]))
	// Output:
	// 1
	// 1
}

// A commitment to (3, 4) with two bases is the sum of their multiples.
func ExamplePoint_MultiScalarMultiplyVarTime() {
	bases := []vesta.Point{*vesta.NewGenerator(), *new(vesta.Point).Double(vesta.NewGenerator())}
	values := make([]fp.Element, 2)
	values[0].SetUint64(3)
	values[1].SetUint64(4)
	commitment := new(vesta.Point).MultiScalarMultiplyVarTime(values, bases)

	var eleven fp.Element
	eleven.SetUint64(3 + 2*4)
	fmt.Println(commitment.Equal(new(vesta.Point).ScalarBaseMultiply(&eleven)))
	// Output: 1
}
