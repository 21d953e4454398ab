package address_test

import (
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
)

// Each target decodes a text with the package and with the reference: both
// refuse with one code, or accept, give the same values, and the package
// encodes them to the same text again.

func seed(f *testing.F, rows []rejection) {
	for _, valid := range []string{publicText, privateText, signatureText} {
		f.Add(valid)
	}
	for _, row := range rows {
		if len(row.text) < 1<<10 {
			f.Add(row.text)
		}
	}
}

func FuzzParsePublicKey(f *testing.F) {
	seed(f, commonRejections(publicText))
	f.Add(text(203, []byte{1, 1}, number(bigref.Fp().Modulus(), 32), []byte{0}))
	f.Add(text(203, []byte{1, 1}, small(1), []byte{2}))
	f.Add(text(203, []byte{1, 1}, small(2), []byte{1}))
	f.Fuzz(func(t *testing.T, text string) { comparePublicKey(t, text) })
}

func FuzzParsePrivateKey(f *testing.F) {
	seed(f, commonRejections(privateText))
	f.Add(text(90, []byte{1}, number(bigref.Fq().Modulus(), 32)))
	f.Add(text(90, []byte{1}, number(bigref.Fp().Modulus(), 32)))
	f.Add(text(90, []byte{1}, small(0)))
	f.Fuzz(func(t *testing.T, text string) { comparePrivateKey(t, text) })
}

func FuzzParseSignature(f *testing.F) {
	seed(f, commonRejections(signatureText))
	f.Add(text(154, []byte{1}, number(bigref.Fp().Modulus(), 32), small(1)))
	f.Add(text(154, []byte{1}, small(1), number(bigref.Fq().Modulus(), 32)))
	f.Add(text(154, []byte{1}, small(0), small(0)))
	f.Fuzz(func(t *testing.T, text string) { compareSignature(t, text) })
}
