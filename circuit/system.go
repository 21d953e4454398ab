package circuit

import (
	"fmt"
	"io"

	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	gnarkio "github.com/consensys/gnark/io"
)

// System names a proof system (SPEC 11.2).
type System uint8

const (
	// Groth16BN254 is Groth16 on BN254, with keys of its own for each circuit.
	Groth16BN254 System = iota + 1
	// PlonkBN254 is PLONK with KZG commitments on BN254, with a universal SRS.
	PlonkBN254
	// KimchiBerkeley is Kimchi, of the era berkeley, over the Pallas base field itself
	// (SPEC 11.19). It has no set-up: its keys follow from the circuit.
	KimchiBerkeley
)

// ParseSystem returns the system with the given name, for example
// "groth16-bn254", or [ErrUnknownName].
func ParseSystem(name string) (System, error) {
	for s := Groth16BN254; s <= KimchiBerkeley; s++ {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w: no such proof system", ErrUnknownName)
}

// String returns the system's name.
func (s System) String() string {
	if e := s.engine(); e != nil {
		return e.name()
	}
	if s == KimchiBerkeley {
		return "kimchi-berkeley"
	}
	return "unknown"
}

// engine returns the system's implementation in gnark, or nil if there is none.
func (s System) engine() engine {
	switch s {
	case Groth16BN254:
		return groth16Engine{}
	case PlonkBN254:
		return plonkEngine{}
	default:
		return nil
	}
}

// Setup says who made the keys.
type Setup uint8

const (
	// SetupDevelopment: made by this package on the spot. Whoever ran it could
	// forge proofs (SPEC 11.2 [PRF-10]).
	SetupDevelopment Setup = iota + 1
	// SetupExternal: given by the caller, who answers for their origin.
	SetupExternal
	// SetupTransparent: the keys follow from the circuit, and nobody made them.
	SetupTransparent
)

// String returns development, external or transparent.
func (s Setup) String() string {
	switch s {
	case SetupDevelopment:
		return "development"
	case SetupExternal:
		return "external"
	case SetupTransparent:
		return "transparent"
	default:
		return "unknown"
	}
}

func parseSetup(name string) (Setup, error) {
	for _, s := range []Setup{SetupDevelopment, SetupExternal, SetupTransparent} {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w: no such set-up", ErrUnknownName)
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
	name() string
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
