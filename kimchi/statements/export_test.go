package statements

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/statement"
)

// KeyInputs is keyInputs.
var KeyInputs = keyInputs

// Assign returns the witness that ProveSealed proves, whatever it decrypts to.
func Assign(p *Prover, s *statement.SealedRange, key *address.PrivateKey) (*builder.Witness, error) {
	return p.circuit.Assign(s.Inputs(), keyInputs(key.Scalar()))
}
