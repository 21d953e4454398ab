package bigref_test

import (
	"fmt"
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

func Example() {
	hash := bigref.Kimchi(bigref.Fp()).Hash(big.NewInt(1))
	fmt.Println(hash)

	public := bigref.Pallas().ScaleBase(big.NewInt(1))
	fmt.Println(bigref.PublicKeyText(public))
	// Output:
	// 7555220006856562833147743033256142154591945963958408607501861037584894828141
	// B62qiVGZQdBJJrxnzhvqp7LKe6jDiFcpU3cF5xHoZof5Pz9qiL85KLx
}
