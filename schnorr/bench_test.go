package schnorr_test

import (
	"strings"
	"testing"

	"github.com/minaseal/minaseal/schnorr"
)

func BenchmarkSign(b *testing.B) {
	key, fields := testKey(b), fieldsOf(b, "1", "2")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schnorr.Sign(key, fields, schnorr.Testnet); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	key, fields := testKey(b), fieldsOf(b, "1", "2")
	signature, err := schnorr.Sign(key, fields, schnorr.Testnet)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if !schnorr.Verify(key.PublicKey(), fields, schnorr.Testnet, signature) {
			b.Fatal("not verified")
		}
	}
}

// BenchmarkSignMessage signs a text of 1024 bytes.
func BenchmarkSignMessage(b *testing.B) {
	key, text := testKey(b), strings.Repeat("minaseal", 128)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := schnorr.SignMessage(key, text, schnorr.Testnet); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerifyMessage verifies a text of 1024 bytes.
func BenchmarkVerifyMessage(b *testing.B) {
	key, text := testKey(b), strings.Repeat("minaseal", 128)
	signature, err := schnorr.SignMessage(key, text, schnorr.Testnet)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if !schnorr.VerifyMessage(key.PublicKey(), text, schnorr.Testnet, signature) {
			b.Fatal("not verified")
		}
	}
}
