package pallas_test

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Two parties multiply the generator by their secrets and the other's point by their
// own: both get the same point.
func Example() {
	secrets := [2]fq.Element{}
	secrets[0].SetUint64(11)
	secrets[1].SetUint64(22)
	var public, shared [2]pallas.Point
	for i := range secrets {
		public[i].ScalarBaseMultiply(&secrets[i])
	}
	for i := range secrets {
		shared[i].ScalarMultiply(&secrets[i], &public[1-i])
	}
	fmt.Println(shared[0].Equal(&shared[1]))

	encoded := shared[0].Bytes()
	decoded, err := new(pallas.Point).SetCanonicalBytes(encoded[:])
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
	bases := []pallas.Point{*pallas.NewGenerator(), *new(pallas.Point).Double(pallas.NewGenerator())}
	values := make([]fq.Element, 2)
	values[0].SetUint64(3)
	values[1].SetUint64(4)
	commitment := new(pallas.Point).MultiScalarMultiplyVarTime(values, bases)

	var eleven fq.Element
	eleven.SetUint64(3 + 2*4)
	fmt.Println(commitment.Equal(new(pallas.Point).ScalarBaseMultiply(&eleven)))
	// Output: 1
}
