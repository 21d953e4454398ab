package builder

import (
	"errors"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors of circuits. Their wrappings name the row and the gate.
var (
	// ErrEmptyCell reports a gate that reads a cell without a variable, or one below the
	// rows that were added with it: the prover would choose what the gate reads.
	ErrEmptyCell = errors.New("builder: a gate reads a cell without a variable")

	// ErrUnwired reports a variable that stands in a column without wires and in another
	// cell: nothing would hold the two equal.
	ErrUnwired = errors.New("builder: a variable has a cell without a wire, and another one")

	// ErrEra reports a circuit that proves nothing in the era: see [Circuit.Supports].
	ErrEra = errors.New("builder: the circuit is not for this era")
)

// Errors of witnesses.
var (
	// ErrInput reports a public input or secrets of another number than the circuit's.
	ErrInput = coded.New("builder", "wrong_length", "wrong number of inputs")

	// ErrUnsatisfied reports a witness that does not satisfy the circuit. Its
	// wrappings name the row and the gate, and no value.
	ErrUnsatisfied = coded.New("builder", "statement_unsatisfied", "the witness does not satisfy the circuit")
)
