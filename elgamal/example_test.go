package elgamal_test

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// A text is encrypted to a public key, goes over the wire as JSON, and is
// decrypted with the private key.
func Example() {
	key := address.GeneratePrivateKey()
	defer key.Erase()

	sealed, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	if err != nil {
		panic(err)
	}
	wire, err := sealed.MarshalJSON()
	if err != nil {
		panic(err)
	}

	received, err := elgamal.ParseCiphertext(wire)
	if err != nil {
		panic(err)
	}
	text, err := elgamal.O1jsV2.DecryptText(key, received)
	fmt.Println(text, err)
	// Output: {"value":"77"} <nil>
}

// The scheme is the caller's to know: under another one, a ciphertext is
// refused.
func ExampleScheme_Decrypt() {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	sealed, err := elgamal.O1jsV1.EncryptText(key.PublicKey(), "text")
	if err != nil {
		panic(err)
	}
	_, err = elgamal.O1jsV2.Decrypt(key, sealed)
	fmt.Println(errors.Is(err, elgamal.ErrTag), err)
	// Output: true elgamal: authentication tag does not match
}

// A worker that has several ciphertexts at hand decrypts them together. One that is
// refused does not touch the others.
func ExampleScheme_DecryptMany() {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	var keys []*address.PrivateKey
	var sealed []*elgamal.Ciphertext
	for _, scheme := range []elgamal.Scheme{elgamal.O1jsV2, elgamal.O1jsV1} {
		c, err := scheme.EncryptText(key.PublicKey(), "text")
		if err != nil {
			panic(err)
		}
		keys, sealed = append(keys, key), append(sealed, c)
	}
	messages, errs := elgamal.O1jsV2.DecryptMany(keys, sealed)
	text, err := elgamal.DecodeText(messages[0])
	fmt.Println(text, err, errs)
	// Output: text <nil> [<nil> elgamal: authentication tag does not match]
}

func ExampleParseCiphertext() {
	_, err := elgamal.ParseCiphertext([]byte(`{"publicKey":{"x":"0","y":"0"},"cipherText":["5","7"]}`))
	fmt.Println(err)
	_, err = elgamal.ParseCiphertext([]byte(`{"publicKey":{"x":"01","y":"2"},"cipherText":["5","7"]}`))
	fmt.Println(err)
	// Output:
	// elgamal: ephemeral key is the identity
	// elgamal: number is not a canonical field element: publicKey
}

func ExampleEncodeText() {
	for _, text := range []string{"", "a", "exactly thirty-one bytes long.."} {
		fmt.Println(len(text), len(elgamal.EncodeText(text)))
	}
	// Output:
	// 0 1
	// 1 1
	// 31 2
}

// A sealed message opens with the sender's public key, and at its place in the run alone.
func ExampleSeal() {
	app, worker := address.GeneratePrivateKey(), address.GeneratePrivateKey()
	defer app.Erase()
	defer worker.Erase()
	at := elgamal.Place{Direction: elgamal.ToWorker, Sequence: 1}
	at.Transcript.SetUint64(7) // what the run has been so far: protocol.Transcript

	sealed, err := elgamal.Seal(app, worker.PublicKey(), at, elgamal.EncodeText(`{"value":"77"}`))
	if err != nil {
		panic(err)
	}
	message, err := elgamal.Open(worker, app.PublicKey(), at, sealed)
	if err != nil {
		panic(err)
	}
	fmt.Println(elgamal.DecodeText(message))

	at.Sequence = 3
	_, err = elgamal.Open(worker, app.PublicKey(), at, sealed)
	fmt.Println(err)
	// Output:
	// {"value":"77"} <nil>
	// elgamal: authentication tag does not match
}
