package driver

import (
	"strconv"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/statement"
)

// checkSealedRange is sealed.range: the relation of sealed-range for a message of
// sealed-v1, without a proof.
func checkSealedRange(a *arguments) (any, error) {
	key, worker, sender, at := a.privateKey("privateKey"), a.publicKey("worker"), a.publicKey("publicKey"), a.place()
	defer key.Erase()
	if a.err != nil {
		return nil, a.err
	}
	c, err := elgamal.ParseCiphertext([]byte(a.members["ciphertext"]))
	if err != nil {
		return nil, err
	}
	instance, err := statement.NewSealedMessageRange(sender, worker, at, c)
	if err != nil {
		return nil, err
	}
	value, err := instance.Open(key)
	if err != nil {
		return nil, err
	}
	return object{"publicInput": decimalsFp(instance.Inputs()), "value": strconv.FormatUint(value, 10)}, nil
}
