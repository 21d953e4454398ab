package minaseal_test

import (
	"fmt"

	"github.com/minaseal/minaseal"
	"github.com/minaseal/minaseal/address"
)

// An address with a mistyped character is told from other mistakes by its code.
func ExampleCodeOf() {
	_, err := address.ParsePublicKey("B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBH")
	fmt.Println(err)
	switch minaseal.CodeOf(err) {
	case minaseal.Base58Checksum:
		fmt.Println("mistyped?")
	case minaseal.Base58Version:
		fmt.Println("no address")
	}
	// Output:
	// address: wrong checksum
	// mistyped?
}
