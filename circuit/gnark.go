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

// decodeExactly decodes raw, whose form has been checked, into proof. It says
// whether raw is the one canonical encoding of a proof (SPEC 11.2 [PRF-12]).
func decodeExactly(proof gnarkProof, raw []byte) bool {
	if _, err := proof.ReadFrom(bytes.NewReader(raw)); err != nil {
		return false
	}
	var again bytes.Buffer
	_, err := proof.WriteTo(&again)
	return err == nil && bytes.Equal(again.Bytes(), raw)
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
