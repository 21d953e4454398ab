package schnorr_test

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/schnorr"
)

func Example() {
	key, err := address.ParsePrivateKey("EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer key.Erase()
	fields := make([]fp.Element, 2)
	fields[0].SetUint64(1)
	fields[1].SetUint64(2)

	signature, err := schnorr.Sign(key, fields, schnorr.Testnet)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(signature)
	fmt.Println(schnorr.Verify(key.PublicKey(), fields, schnorr.Testnet, signature))
	fmt.Println(schnorr.Verify(key.PublicKey(), fields, schnorr.Mainnet, signature))
	// Output:
	// 7mXUbPYBatpexhKwFJqZTqfo4ukSV7tqoNrkU4GtvRsuNxncVNggYoca8U6s1YgJZR78d8LiQhFhNVZWJbf7rM7ZhpSaURfo
	// true
	// false
}

func ExampleSignMessage() {
	key, err := address.ParsePrivateKey("EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer key.Erase()
	network, err := schnorr.ParseNetwork("mainnet")
	if err != nil {
		fmt.Println(err)
		return
	}
	signature, err := schnorr.SignMessage(key, "this is a test", network)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(signature.R.Decimal())
	fmt.Println(signature.S.Decimal())
	fmt.Println(schnorr.VerifyMessage(key.PublicKey(), "this is a test", network, signature))
	// Output:
	// 15321026181887258084717253351692625217563887132804118766475695975434200286072
	// 27693688834009297019754701709097142916828669707451033859732637861400085816575
	// true
}
