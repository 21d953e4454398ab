package builder

import "github.com/minaseal/minaseal/internal/coded"

// Errors of witnesses.
var (
	// ErrInput reports a public input or secrets of another number than the circuit's.
	ErrInput = coded.New("builder", "wrong_length", "wrong number of inputs")

	// ErrUnsatisfied reports a witness that does not satisfy the circuit. Its
	// wrappings name the row and the gate, and no value.
	ErrUnsatisfied = coded.New("builder", "statement_unsatisfied", "the witness does not satisfy the circuit")
)
