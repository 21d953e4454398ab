package elgamal_test

import (
	"strings"
	"testing"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
)

// benchmarkEncrypt encrypts, benchmarkDecrypt decrypts, a text under each scheme.
func benchmarkEncrypt(b *testing.B, text string) {
	for _, s := range []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2} {
		b.Run(s.String(), func(b *testing.B) {
			pk := testKey(b).PublicKey()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.EncryptText(pk, text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchmarkDecrypt(b *testing.B, text string) {
	for _, s := range []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2} {
		b.Run(s.String(), func(b *testing.B) {
			sk := testKey(b)
			c, err := s.EncryptText(sk.PublicKey(), text)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.DecryptText(sk, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

var text32KB = strings.Repeat("0123456789abcdef", 2048)

func BenchmarkEncrypt1Field(b *testing.B) { benchmarkEncrypt(b, `{"value":"77"}`) }
func BenchmarkDecrypt1Field(b *testing.B) { benchmarkDecrypt(b, `{"value":"77"}`) }
func BenchmarkEncrypt32KB(b *testing.B)   { benchmarkEncrypt(b, text32KB) }
func BenchmarkDecrypt32KB(b *testing.B)   { benchmarkDecrypt(b, text32KB) }

// BenchmarkEncryptEach32 and BenchmarkEncryptMany32 encrypt 32 messages of 32
// elements, one after the other and together.
func BenchmarkEncryptEach32(b *testing.B) {
	keys, messages := batch()
	for b.Loop() {
		for i := range messages {
			if _, err := elgamal.O1jsV2.Encrypt(keys[i], messages[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkEncryptMany32(b *testing.B) {
	keys, messages := batch()
	for b.Loop() {
		elgamal.O1jsV2.EncryptMany(keys, messages)
	}
}

func batch() ([]*address.PublicKey, [][]fp.Element) {
	keys, messages := make([]*address.PublicKey, 32), make([][]fp.Element, 32)
	for i := range keys {
		keys[i], messages[i] = address.GeneratePrivateKey().PublicKey(), make([]fp.Element, 32)
	}
	return keys, messages
}

func BenchmarkParseCiphertext32KB(b *testing.B) {
	text, err := encrypt(b, elgamal.O1jsV1, elgamal.EncodeText(text32KB), 5).MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := elgamal.ParseCiphertext(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshalJSON32KB(b *testing.B) {
	c := encrypt(b, elgamal.O1jsV1, elgamal.EncodeText(text32KB), 5)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}
