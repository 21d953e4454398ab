package erase_test

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/erase"
)

func ExampleStack() {
	var public int
	erase.Stack(func() {
		secret := 6
		public = secret * 7
	})
	fmt.Println(public)
	// Output: 42
}
