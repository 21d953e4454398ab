package peers

import (
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// inputsText holds what all peers compute with. Each reads it in its own language;
// numbers are 32 bytes in hexadecimal, least significant first.
//
//go:embed inputs.txt
var inputsText string

// inputs holds the values of inputs.txt, and texts that each peer has in its code.
type inputs struct {
	a, b  fp.Element
	s     fq.Element
	point *pallas.Point
	key   *address.PrivateKey
	// signature is the key's of the elements a and b on the test network.
	signature *address.Signature
	// temporary is a directory of programs that works run, if there is one.
	temporary string
}

// The messages that are encrypted.
const text1 = `{"value":"77"}`

var text32K = strings.Repeat("0123456789abcdef", 2048)

// readInputs returns the inputs.
func readInputs() (*inputs, error) {
	lines := map[string]string{}
	for line := range strings.Lines(inputsText) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		lines[name] = value
	}
	in := new(inputs)
	var x, y fp.Element
	for name, element := range map[string]*fp.Element{"a": &in.a, "b": &in.b, "x": &x, "y": &y} {
		if err := setHex(element.SetCanonicalBytes, lines[name]); err != nil {
			return nil, fmt.Errorf("input %s: %w", name, err)
		}
	}
	err := setHex(in.s.SetCanonicalBytes, lines["s"])
	if err != nil {
		return nil, fmt.Errorf("input s: %w", err)
	}
	if in.point, err = pallas.NewIdentity().SetAffine(&x, &y); err != nil {
		return nil, fmt.Errorf("inputs x, y: %w", err)
	}
	if in.key, err = address.ParsePrivateKey(lines["key"]); err != nil {
		return nil, fmt.Errorf("input key: %w", err)
	}
	if in.signature, err = address.ParseSignature(lines["signature"]); err != nil {
		return nil, fmt.Errorf("input signature: %w", err)
	}
	if lines["address"] != in.key.PublicKey().String() {
		return nil, fmt.Errorf("input address: not the key's")
	}
	return in, nil
}

func setHex[E any](set func([]byte) (E, error), text string) error {
	b, err := hex.DecodeString(text)
	if err != nil {
		return err
	}
	_, err = set(b)
	return err
}
