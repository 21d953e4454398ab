package circuit

import (
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// Circuit is a statement's circuit: [Range] or [SealedRange].
type Circuit interface {
	// Statement returns the statement that the circuit is for.
	Statement() statement.Definition
	// Schemes returns the schemes of the ciphertexts that the circuit is about, none if it
	// is about none.
	Schemes() []statement.Scheme

	// check returns ErrConfig if there is no such circuit.
	check() error
	// blank returns the circuit without values, to be compiled.
	blank() frontend.Circuit
	// public assigns the public inputs of a proof. It returns ErrProof if they are
	// not those of an instance for which the circuit is.
	public(inputs []fp.Element) (frontend.Circuit, error)
	// assign assigns a witness that has been checked natively. It returns ErrWitness
	// if the circuit is not for it.
	assign(w statement.Witness) (assignment, error)
}

// assignment holds the values of all variables of a circuit. It is erased after one
// use.
type assignment interface {
	circuit() frontend.Circuit
	erase()
}
