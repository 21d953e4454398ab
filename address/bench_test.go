package address_test

import (
	"testing"

	"github.com/minaseal/minaseal/address"
)

func BenchmarkParsePublicKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := address.ParsePublicKey(publicText); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePrivateKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := address.ParsePrivateKey(privateText); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseSignature(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := address.ParseSignature(signatureText); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	key, err := address.ParsePrivateKey(privateText)
	if err != nil {
		b.Fatal(err)
	}
	signature, err := address.ParseSignature(signatureText)
	if err != nil {
		b.Fatal(err)
	}
	for name, encode := range map[string]func() string{
		"PublicKey": key.PublicKey().String, "PrivateKey": key.Base58, "Signature": signature.Base58,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				encode()
			}
		})
	}
}

func BenchmarkGeneratePrivateKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		address.GeneratePrivateKey()
	}
}
