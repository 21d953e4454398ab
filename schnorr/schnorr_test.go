package schnorr_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/schnorr"
)

// privateText is the key of o1js src/mina-signer/src/test-vectors/legacySignatures.ts.
const privateText = "EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw"

const lastField = "28948022309329048855892746252171976963363056481941560715954676764349967630336" // p-1

func testKey(t testing.TB) *address.PrivateKey {
	t.Helper()
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	return key
}

func fieldsOf(t require.TestingT, decimals ...string) []fp.Element {
	out := make([]fp.Element, len(decimals))
	for i := range out {
		_, err := out[i].SetDecimal(decimals[i])
		require.NoError(t, err)
	}
	return out
}

// TestFieldsKnown has signatures that o1js 2.15.0 gives: Signature.create for
// the testnet, its internal sign for the mainnet.
func TestFieldsKnown(t *testing.T) {
	key := testKey(t)
	for _, c := range []struct {
		fields           []string
		testnet, mainnet string
	}{
		{
			nil,
			"7mXVxVrzZ6qW19tbeFcZkHGVvyYRhknd5sHsnNM8jr9VD43iLPn44WMwSDRb3t9Dbk2qv9e5YfDrrpz6rdMQ7BLPA43wisQV",
			"7mWyGjoNS3DqronBVSm7TaM8LkZLLVfDJQr6pLSo7qAg9KW5HW8sqaeqCEbKY52bCruoRYgyFVg3vUYsVWk2tSwAYyuxf2h8",
		},
		{
			[]string{"1"},
			"7mXH3pLWwJFdvU4qaCrzkvSNBBxqhycLmfKKtu8ZKG5ndTwHYQ1GSrXE4bZzbEwRBt419Nuw7dwPY65heDMeBano1pGahLVn",
			"7mX2Zaw2JEFUv2qvRw2TWScNdcA7vw3McbhiVBdYTxDwdFfkPJcoykbbBCv7P13cKrxKRzQ8KN4e9CyAp4JJaVs1uG3wo65K",
		},
		{
			[]string{"1", "2"},
			"7mXUbPYBatpexhKwFJqZTqfo4ukSV7tqoNrkU4GtvRsuNxncVNggYoca8U6s1YgJZR78d8LiQhFhNVZWJbf7rM7ZhpSaURfo",
			"7mWzHPeMkAwkcEtEgUZgdmTnVqowU4ayzRPfG53a1mbHZDtWshF3iJyJVFPW86ht3F3fmurX2S4FfbBUqFkKoJCjontZXit7",
		},
		{
			[]string{"1", "2", "3"},
			"7mXHor65E5LW5xPJteG3DWzBkV4H63FFvvohs8hnViL73WpyZ7VN5tSP1ZUJ7kGN7iGR4uMxjAw8hLm2KZArakChE8yHuHFA",
			"7mXHAq6J57fxmRY4bqaeYyTrLd5SdcQ36CNevQgRXgpDZTYkXjjusrww7oWbKr1SwmiK9YpPjQcPV2aMMbiK2PWw2umDkS8A",
		},
		{
			[]string{lastField, "0"},
			"7mX7KD3LVZbgwY5URTKYnA8VueCV7zJNGxBEHnEA3ugixcjjYXP5AkjWV2CHvPrY2Bic5HyasPRemyFqd8tFWp426VeHf92f",
			"7mXXSBGCSj3LruRAiUJPcWDPimKHi1wHjbCHZVTTkrArhEkYSQszLnxMPncLTzuieU44yvgmDq9uwqUbb8E2sjtk21urNuZi",
		},
	} {
		fields := fieldsOf(t, c.fields...)
		for network, want := range map[schnorr.Network]string{schnorr.Testnet: c.testnet, schnorr.Mainnet: c.mainnet} {
			signature, err := schnorr.Sign(key, fields, network)
			require.NoError(t, err)
			require.Equal(t, want, signature.Base58())
			require.True(t, schnorr.Verify(key.PublicKey(), fields, network, signature))
		}
	}
}

// TestMessagesKnown has the strings of o1js's legacySignatures.ts.
func TestMessagesKnown(t *testing.T) {
	key := testKey(t)
	messages := []string{"this is a test", "this is only a test", "if this had been an actual emergency..."}
	for network, want := range map[schnorr.Network][]string{
		schnorr.Testnet: {
			"11583775536286847540414661987230057163492736306749717851628536966882998258109",
			"14787360096063782022566783796923142259879388947509616216546009448340181956495",
			"24809097509137086694730479515383937245108109696879845335879579016397403384488",
			"23723859937408726087117568974923795978435877847592289069941156359435022279156",
			"23803497755408154859878117448681790665144834176143832235351783889976460433296",
			"21219917886278462345652813021708727397787183083051040637716760620250038837684",
		},
		schnorr.Mainnet: {
			"15321026181887258084717253351692625217563887132804118766475695975434200286072",
			"27693688834009297019754701709097142916828669707451033859732637861400085816575",
			"7389839717736616673468176670823346848621475008909123730960586617430930011362",
			"16812002169649926565884427604872242188288298244442130642661893463581998776079",
			"25237307917208237775896283358517786348974681409860182331969894401303358790178",
			"1498643894425942815773348600211341433686244249442354387056510209608647184582",
		},
	} {
		for i, message := range messages {
			signature, err := schnorr.SignMessage(key, message, network)
			require.NoError(t, err)
			require.Equal(t, want[2*i], signature.R.Decimal())
			require.Equal(t, want[2*i+1], signature.S.Decimal())
			require.True(t, schnorr.VerifyMessage(key.PublicKey(), message, network, signature))
		}
	}
}

// TestMessageEdgesKnown has signatures of mina-signer 4.0.0 for the private key
// 2: no bits, characters of two to four bytes, the bits of one group and some
// of the next (254 are 31 bytes and 6 bits), four full groups, a zero byte.
func TestMessageEdgesKnown(t *testing.T) {
	key, err := address.NewPrivateKey(new(fq.Element).SetUint64(2))
	require.NoError(t, err)
	for _, c := range []struct{ message, testnet, mainnet string }{
		{
			"",
			"7mXJusVpAh8eJ4X3do7MWpwsqxUmge9Byu7yVGjDxBJzcF3jpeLnSj21fAaX1e7PErJ9YDTT5B4Lq3mvbZMPstAGaKVkeFnU",
			"7mX2Rb9BwGM1GXbPCKvCVJJh1uo6ubB83ag8nu2KXBJzRswWKPzMRU2WhrbYYha7X9NFwQZo6swFUcjMSj4SBqRVnpL1eZDJ",
		},
		{
			"é日🙂",
			"7mXTuriRixVKfGcr43cWdyokq1Da76bim6Pc74wzPGD1cwdDr8degvWXBHYgQWgiXFhy5KubujhRnYa1jCdoR8zWaoQuRhiY",
			"7mXJnJznJhGVc6PWpHxAb4SFRfMg8HQBuojeM55SskjM1k6vNqagX9YgmK3gJTb4AMkUVzoPabXjDQva8VnWXekP5HLuxtDK",
		},
		{
			strings.Repeat("x", 31),
			"7mXKM5RqCdxag4ydKUTqZ9Uj2tPSKfRyqkpdaEdd1qko6BF9xhSAv5MJrEPEvVoPbDo8ZhbevERgA7XsuBjU4x9DjKfYKFgp",
			"7mX72CKCbxWEUNiLAVY9tBWTfYsZ8bMJ6xw1kB6itr47eSW8B5KThKKfDaHVTnTTc6dmnwT6YwXNseCkfzLTdE2wAZv7KJ5K",
		},
		{
			strings.Repeat("x", 32),
			"7mWyPAfycAes1tghp9j8PkXxbQWyVWgmXyeszCaFt5Zu3UGYvPJgSuBYQLsNSRyEPWJriunUBfLYbnwsxA7tqUfNhkprMXmg",
			"7mXWHWSuiwHXXfFG9jM8RBDheMSHLL2TcWDvotM8SsBhJva67RhZCLaEj78YdRkKKhxHZr5spfurBse9cXw5UJZcWMDRCzFb",
		},
		{
			strings.Repeat("y", 127),
			"7mXHWyRrDrdeBnnSbmzL7erJ8deJUPHPRuV914mp3yMemRAPcfGUcTMWmwo4uyXSSs4F8sFcv2MMPjXfm2ZCH8gERwiEuKMp",
			"7mX6fqPZeaYRoVuQPcqLCQxExfFYwmh3C7VANvqWMBm7hHoGUKq7G3MHyJUtv65u2uvQJ8oF1vQ7qj1oqPTFU7D7uvk2wCa8",
		},
		{
			"\x00",
			"7mXDYWAVJpNoG6H89bTBgww5QrfJSxv2xKGAPyxNmH7RYaBB3bPKDKTFr722v6je3LqQ1SHEHfD8Rpct9NwwJnU3J3Kk86M3",
			"7mWxfZsKdP5UJ61FgRoGJTVvEBcXBwS1gRQgj2Wucbj9BCEX55BzMJmhBmRtFc8pAEjJ84kzut7F1zFxrzzzyH1NyEWRrR1C",
		},
	} {
		for network, want := range map[schnorr.Network]string{schnorr.Testnet: c.testnet, schnorr.Mainnet: c.mainnet} {
			signature, err := schnorr.SignMessage(key, c.message, network)
			require.NoError(t, err)
			require.Equal(t, want, signature.Base58())
		}
	}
}

// TestTrailingZeroBytes shows the gap of the legacy hash that the package
// documents, so that it does not change unnoticed: mina-signer 4.0.0 accepts
// the same.
func TestTrailingZeroBytes(t *testing.T) {
	key := testKey(t)
	signature, err := schnorr.SignMessage(key, "a", schnorr.Testnet)
	require.NoError(t, err)
	require.True(t, schnorr.VerifyMessage(key.PublicKey(), "a\x00", schnorr.Testnet, signature))
	require.False(t, schnorr.VerifyMessage(key.PublicKey(), "a\x01", schnorr.Testnet, signature))
	require.False(t, schnorr.VerifyMessage(key.PublicKey(), "\x00a", schnorr.Testnet, signature))

	fields := fieldsOf(t, "5")
	signature, err = schnorr.Sign(key, fields, schnorr.Testnet)
	require.NoError(t, err)
	require.False(t, schnorr.Verify(key.PublicKey(), fieldsOf(t, "5", "0"), schnorr.Testnet, signature))
}

func TestNetworks(t *testing.T) {
	for name, want := range map[string]schnorr.Network{
		"testnet": schnorr.Testnet, "devnet": schnorr.Testnet, "mainnet": schnorr.Mainnet,
	} {
		network, err := schnorr.ParseNetwork(name)
		require.NoError(t, err)
		require.Equal(t, want, network)
		parsed, err := schnorr.ParseNetwork(network.String())
		require.NoError(t, err)
		require.Equal(t, want, parsed)
	}
	for _, name := range []string{"", "Mainnet", "mainnet ", "unknown network", "mesa", "testnet\x00"} {
		network, err := schnorr.ParseNetwork(name)
		require.Equal(t, schnorr.ErrUnknownNetwork, err)
		require.Zero(t, network)
	}
	require.Equal(t, "unknown network", schnorr.Network(0).String())

	key := testKey(t)
	signature, err := schnorr.Sign(key, nil, schnorr.Testnet)
	require.NoError(t, err)
	for _, network := range []schnorr.Network{0, 3, 255} {
		_, err = schnorr.Sign(key, nil, network)
		require.Equal(t, schnorr.ErrUnknownNetwork, err)
		_, err = schnorr.SignMessage(key, "a", network)
		require.Equal(t, schnorr.ErrUnknownNetwork, err)
		require.False(t, schnorr.Verify(key.PublicKey(), nil, network, signature))
		require.False(t, schnorr.VerifyMessage(key.PublicKey(), "", network, signature))
	}
}

func TestErased(t *testing.T) {
	key := testKey(t)
	key.Erase()
	signature, err := schnorr.Sign(key, nil, schnorr.Mainnet)
	require.Equal(t, address.ErrErased, err)
	require.Nil(t, signature)
	signature, err = schnorr.SignMessage(key, "a", schnorr.Mainnet)
	require.Equal(t, address.ErrErased, err)
	require.Nil(t, signature)
}

func TestCodes(t *testing.T) {
	require.Equal(t, "unknown_network", coded.Code(schnorr.ErrUnknownNetwork))
	require.Equal(t, "scalar_zero", coded.Code(schnorr.ErrNonceZero))
}

// TestArguments checks that signing and verifying leave the caller's slice, and
// the room behind it, as they were.
func TestArguments(t *testing.T) {
	key := testKey(t)
	room := fieldsOf(t, "1", "2", "3", "4", "5", "6")
	signature, err := schnorr.Sign(key, room[:2], schnorr.Testnet)
	require.NoError(t, err)
	require.True(t, schnorr.Verify(key.PublicKey(), room[:2], schnorr.Testnet, signature))
	for i, want := range []string{"1", "2", "3", "4", "5", "6"} {
		require.Equal(t, want, room[i].Decimal())
	}
	require.False(t, key.Erased())
	require.Equal(t, privateText, key.Base58())
}

// TestKindsDiffer: no signature of one kind serves for the other.
func TestKindsDiffer(t *testing.T) {
	key := testKey(t)
	fields, err := schnorr.Sign(key, nil, schnorr.Testnet)
	require.NoError(t, err)
	text, err := schnorr.SignMessage(key, "", schnorr.Testnet)
	require.NoError(t, err)
	require.False(t, schnorr.VerifyMessage(key.PublicKey(), "", schnorr.Testnet, fields))
	require.False(t, schnorr.Verify(key.PublicKey(), nil, schnorr.Testnet, text))
}

func drawKey(t *rapid.T) *address.PrivateKey {
	b := rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "key")
	s, err := new(fq.Element).SetUniformBytes(b)
	require.NoError(t, err)
	if s.IsZero() == 1 {
		s.One()
	}
	key, err := address.NewPrivateKey(s)
	require.NoError(t, err)
	return key
}

func drawFields(t *rapid.T) []fp.Element {
	drawOne := rapid.Custom(func(t *rapid.T) fp.Element {
		if rapid.Bool().Draw(t, "edge") {
			return fieldsOf(t, rapid.SampledFrom([]string{"0", "1", lastField}).Draw(t, "value"))[0]
		}
		var x fp.Element
		_, err := x.SetUniformBytes(rapid.SliceOfN(rapid.Byte(), 64, 64).Draw(t, "bytes"))
		require.NoError(t, err)
		return x
	})
	return rapid.SliceOfN(drawOne, 0, 5).Draw(t, "fields")
}

// drawText draws texts around the sizes at which the groups of bits begin.
func drawText(t *rapid.T) string {
	text := rapid.StringN(0, 40, -1).Draw(t, "text")
	return strings.Repeat("x", rapid.SampledFrom([]int{0, 31, 63, 95, 127}).Draw(t, "filler")) + text
}
