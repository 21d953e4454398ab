package statement

import "github.com/minaseal/minaseal/internal/coded"

// Errors with a stable code (SPEC 2.3). None carries a part of a key or a payload.
var (
	// ErrInputs: public inputs that are those of no statement: their number, or the
	// number of the scheme.
	ErrInputs = coded.New("statement", "bad_request", "not the public inputs of the statement")
	// ErrKey: the private key is not that of the worker's public key.
	ErrKey = coded.New("statement", "statement_unsatisfied", "private key is not the worker's")
	// ErrPayload: the plaintext is not the payload of SPEC 11.5.
	ErrPayload = coded.New("statement", "malformed_json", `payload is not {"value":"<1 to 3 digits>"}`)
	// ErrValueOutOfRange: the value is greater than [Bound].
	ErrValueOutOfRange = coded.New("statement", "value_out_of_range", "value is greater than 100")
)
