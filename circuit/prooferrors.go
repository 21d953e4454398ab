package circuit

import (
	"bytes"
	"errors"
	"io"

	csbn254 "github.com/consensys/gnark/constraint/bn254"
)

// gnarkProof is a proof of gnark.
type gnarkProof interface {
	io.WriterTo
	io.ReaderFrom
}

// decodeExactly decodes raw, whose form has been checked, into proof. It returns
// ErrProof unless raw is the one canonical encoding of what it decodes to.
func decodeExactly(proof gnarkProof, raw []byte) error {
	if _, err := proof.ReadFrom(bytes.NewReader(raw)); err != nil {
		return ErrProof
	}
	var again bytes.Buffer
	if _, err := proof.WriteTo(&again); err != nil || !bytes.Equal(again.Bytes(), raw) {
		return ErrProof
	}
	return nil
}

// proverError maps an error of gnark's prover. It drops gnark's text, which
// holds values of the witness.
func proverError(err error) error {
	var unsatisfied *csbn254.UnsatisfiedConstraintError
	if errors.As(err, &unsatisfied) {
		return ErrUnsatisfied
	}
	return ErrProver
}
