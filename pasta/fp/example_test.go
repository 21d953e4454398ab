package fp_test

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
)

func Example() {
	x, err := new(fp.Element).SetDecimal("3")
	if err != nil {
		panic(err)
	}
	inverse := new(fp.Element).Invert(x)
	fmt.Println(inverse)
	fmt.Println(inverse.Multiply(inverse, x))
	// Output:
	// 19298681539552699237261830834781317975575370987961040477303117842899978420225
	// 1
}

// Two polynomials are multiplied by way of their values: (1+x)(2+x).
func ExampleDomain() {
	d := fp.NewDomain(2)
	a, b := make([]fp.Element, d.Size()), make([]fp.Element, d.Size())
	a[0].SetUint64(1)
	a[1].SetUint64(1)
	b[0].SetUint64(2)
	b[1].SetUint64(1)
	d.FFT(a)
	d.FFT(b)
	for i := range a {
		a[i].Multiply(&a[i], &b[i])
	}
	d.InverseFFT(a)
	for i := range a {
		fmt.Println(&a[i])
	}
	// Output:
	// 2
	// 3
	// 1
	// 0
}
