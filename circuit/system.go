package circuit

import (
	"io"

	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	gnarkio "github.com/consensys/gnark/io"

	"github.com/minaseal/minaseal/proof"
)

const (
	// Groth16BN254 is Groth16 on BN254, with keys of its own for each circuit.
	Groth16BN254 proof.System = "groth16-bn254"
	// PlonkBN254 is PLONK with KZG commitments on BN254, with a universal SRS.
	PlonkBN254 proof.System = "plonk-bn254"
)

// engineOf returns the system's implementation in gnark, or nil if there is none.
func engineOf(system proof.System) engine {
	switch system {
	case Groth16BN254:
		return groth16Engine{}
	case PlonkBN254:
		return plonkEngine{}
	default:
		return nil
	}
}

// key is a proving or verifying key of gnark.
type key interface {
	io.WriterTo
	io.ReaderFrom
	gnarkio.WriterRawTo
	gnarkio.UnsafeReaderFrom
}

// keyPair holds the keys of one circuit. proving is nil at a verifier.
type keyPair struct {
	proving   key
	verifying key
}

// engine is a proof system over BN254. All methods are safe for concurrent use
// with different constraint systems.
type engine interface {
	name() proof.System
	builder() frontend.NewBuilder
	// emptyKeys returns keys to read into.
	emptyKeys() keyPair
	// usesSRS says whether setup takes an SRS file.
	usesSRS() bool
	// setup makes keys: from srsFile, or a development set-up if it is empty.
	setup(cs constraint.ConstraintSystem, srsFile string) (keyPair, error)
	// checkKeys returns ErrKeyMismatch unless the keys have the shape of cs and
	// belong together. gnark would panic later, in a goroutine of its own.
	checkKeys(cs constraint.ConstraintSystem, keys keyPair) error
	// hasForm says whether raw has a proof's length, also by the counts inside;
	// it bounds what decoding allocates.
	hasForm(raw []byte) bool
	prove(cs constraint.ConstraintSystem, proving key, full witness.Witness) ([]byte, error)
	// verify returns ErrProof if the proof does not verify.
	verify(verifying key, raw []byte, public witness.Witness) error
}
