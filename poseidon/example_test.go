package poseidon_test

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

func ExampleHash() {
	var one fp.Element
	one.One()
	h := poseidon.Hash(one)
	fmt.Println(h.Decimal())
	// Output: 7555220006856562833147743033256142154591945963958408607501861037584894828141
}

func ExampleHashMany() {
	var one fp.Element
	one.One()
	hashes := make([]fp.Element, 2)
	poseidon.HashMany(hashes, [][]fp.Element{{one}, {one, one}})
	for i := range hashes {
		fmt.Println(hashes[i].Decimal())
	}
	// Output:
	// 7555220006856562833147743033256142154591945963958408607501861037584894828141
	// 3654913405619483358804575553468071097765421484960111776885779739261304758583
}

func ExampleSponge() {
	var one fp.Element
	one.One()
	var s poseidon.Sponge
	s.Absorb(&one)
	h := s.Squeeze()
	fmt.Println(h.Decimal())
	// Output: 7555220006856562833147743033256142154591945963958408607501861037584894828141
}

func ExampleHashWithPrefix() {
	_, err := poseidon.HashWithPrefix("a prefix of more than 31 characters")
	fmt.Println(err)
	// Output: poseidon: prefix is longer than 31 characters
}

func ExampleHashToGroup() {
	p, err := poseidon.HashToGroup()
	if err != nil {
		panic(err)
	}
	x, _ := p.Affine()
	fmt.Println(x.Decimal())
	// Output: 25316469389013546940714146626077150732408495594379806727367824491513435164473
}

func ExamplePack() {
	var three, one fp.Element
	three.SetUint64(3)
	one.One()
	fields, err := poseidon.Pack(nil, []poseidon.Packed{{Value: three, Bits: 8}, {Value: one, Bits: 1}})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(fields), fields[0].Decimal()) // 3*2 + 1
	// Output: 1 7
}
