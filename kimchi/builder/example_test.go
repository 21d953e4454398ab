package builder_test

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
)

// A circuit for "I know a cube root of z".
func Example() {
	b := builder.New()
	z, x := b.Public(), b.Secret()
	b.AssertEqual(b.Multiply(b.Multiply(x, x), x), z)
	circuit, err := b.Compile()
	if err != nil {
		panic(err)
	}

	w, err := circuit.Assign([]fp.Element{builder.Small(125)}, []fp.Element{builder.Small(5)})
	if err != nil {
		panic(err)
	}
	defer w.Erase()
	fmt.Println(circuit.Rows(), circuit.Check(kimchi.Berkeley, w))

	w.Columns[1][1] = builder.Small(6)
	fmt.Println(circuit.Check(kimchi.Berkeley, w))
	// Output:
	// 2 <nil>
	// builder: the witness does not satisfy the circuit: row 1, Generic: the wire of column 1
}
