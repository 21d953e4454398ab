package address_test

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
)

func Example() {
	key, err := address.ParsePrivateKey("EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer key.Erase()
	fmt.Println(key.PublicKey())
	fmt.Println(key)
	// Output:
	// B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgg
	// [secret]
}

func ExampleParsePublicKey() {
	key, err := address.ParsePublicKey("B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgg")
	if err != nil {
		fmt.Println(err)
		return
	}
	x := key.X()
	fmt.Println(x.Decimal(), key.IsOdd())

	_, err = address.ParsePublicKey("B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgh")
	fmt.Println(err)
	// Output:
	// 22536877747820698688010660184495467853785925552441222123266613953322243475471 0
	// address: wrong checksum
}

func ExampleGeneratePrivateKey() {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	fmt.Println(len(key.Base58()), key.Base58()[:2])
	fmt.Println(len(key.PublicKey().String()), key.PublicKey().String()[:4])
	// Output:
	// 52 EK
	// 55 B62q
}
