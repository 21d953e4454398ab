package bigref_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
)

func testKey(t testing.TB) (*big.Int, bigref.Point) {
	t.Helper()
	scalar, err := bigref.DecodePrivateKey(privateText)
	require.NoError(t, err)
	return scalar, bigref.Pallas().ScaleBase(scalar)
}

// TestSignMessage uses mina-signer's published legacy signatures of strings.
func TestSignMessage(t *testing.T) {
	scalar, public := testKey(t)
	cases := []struct {
		network bigref.Network
		message string
		r, s    string
	}{
		{bigref.Testnet(), "this is a test",
			"11583775536286847540414661987230057163492736306749717851628536966882998258109", "14787360096063782022566783796923142259879388947509616216546009448340181956495"},
		{bigref.Testnet(), "this is only a test",
			"24809097509137086694730479515383937245108109696879845335879579016397403384488", "23723859937408726087117568974923795978435877847592289069941156359435022279156"},
		{bigref.Testnet(), "if this had been an actual emergency...",
			"23803497755408154859878117448681790665144834176143832235351783889976460433296", "21219917886278462345652813021708727397787183083051040637716760620250038837684"},
		{bigref.Mainnet(), "this is a test",
			"15321026181887258084717253351692625217563887132804118766475695975434200286072", "27693688834009297019754701709097142916828669707451033859732637861400085816575"},
		{bigref.Mainnet(), "this is only a test",
			"7389839717736616673468176670823346848621475008909123730960586617430930011362", "16812002169649926565884427604872242188288298244442130642661893463581998776079"},
		{bigref.Mainnet(), "if this had been an actual emergency...",
			"25237307917208237775896283358517786348974681409860182331969894401303358790178", "1498643894425942815773348600211341433686244249442354387056510209608647184582"},
	}
	for _, c := range cases {
		want := bigref.Signature{R: number(t, c.r), S: number(t, c.s)}
		require.Equal(t, want, bigref.SignMessage(scalar, c.message, c.network), c.message)
		require.True(t, bigref.VerifyMessage(public, c.message, c.network, want))
		require.False(t, bigref.VerifyMessage(public, c.message+".", c.network, want))
	}
}

// TestSign uses a signature made by o1js 2.15.0 (and 1.9.1, which agrees).
func TestSign(t *testing.T) {
	scalar, public := testKey(t)
	fields := []*big.Int{big.NewInt(1), big.NewInt(2), big.NewInt(3)}
	want := bigref.Signature{
		R: number(t, "14737904499457620636271497334729604105833347383368911098815074303914328576658"),
		S: number(t, "18085912174054500217069819446908406420191350045289516623868778297713196356285"),
	}
	const text = "7mXHor65E5LW5xPJteG3DWzBkV4H63FFvvohs8hnViL73WpyZ7VN5tSP1ZUJ7kGN7iGR4uMxjAw8hLm2KZArakChE8yHuHFA"
	require.Equal(t, want, bigref.Sign(scalar, fields, bigref.Testnet()))
	require.Equal(t, text, bigref.EncodeSignature(want))
	decoded, err := bigref.DecodeSignature(text)
	require.NoError(t, err)
	require.Equal(t, want, decoded)

	require.True(t, bigref.Verify(public, fields, bigref.Testnet(), want))
	require.False(t, bigref.Verify(public, fields, bigref.Mainnet(), want))
	require.False(t, bigref.Verify(public, fields[:2], bigref.Testnet(), want))
	require.False(t, bigref.Verify(bigref.Pallas().Negate(public), fields, bigref.Testnet(), want))
	main := bigref.Sign(scalar, fields, bigref.Mainnet())
	require.True(t, bigref.Verify(public, fields, bigref.Mainnet(), main))
	require.NotEqual(t, want, main)
}
