package circuit

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend"
	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"golang.org/x/crypto/sha3"

	"github.com/minaseal/minaseal/proof"
)

// Lengths in bytes of compressed BN254 points and of scalars.
const (
	sizeG1     = 32
	sizeG2     = 64
	sizeScalar = 32
)

// groth16Engine implements [Groth16BN254]. A proof is
//
//	A (G1) | B (G2) | C (G1) | n (4 bytes, big-endian) | n commitments (G1) | their proof of knowledge (G1)
//
// with compressed points; n is 0 for a circuit without commitments. What a commitment
// is to the circuit is its Keccak-256 modulo r, so that a contract can compute it, too.
type groth16Engine struct{}

func (groth16Engine) name() proof.System { return Groth16BN254 }

func (groth16Engine) builder() frontend.NewBuilder { return r1cs.NewBuilder }

func (groth16Engine) emptyKeys() keyPair {
	return keyPair{proving: groth16.NewProvingKey(ecc.BN254), verifying: groth16.NewVerifyingKey(ecc.BN254)}
}

func (groth16Engine) usesSRS() bool { return false }

func (groth16Engine) setup(cs constraint.ConstraintSystem, _ string) (keyPair, error) {
	proving, verifying, err := groth16.Setup(cs)
	if err != nil {
		return keyPair{}, fmt.Errorf("groth16 set-up: %w", err)
	}
	return keyPair{proving: proving, verifying: verifying}, nil
}

func (groth16Engine) checkKeys(cs constraint.ConstraintSystem, keys keyPair) error {
	infos := cs.GetCommitments().(constraint.Groth16Commitments)
	vk := keys.verifying.(*groth16bn254.VerifyingKey)
	if len(vk.G1.K) != cs.GetNbPublicVariables()+len(infos) ||
		len(vk.CommitmentKeys) != len(infos) || len(vk.PublicAndCommitmentCommitted) != len(infos) {
		return fmt.Errorf("%w: verifying key is for another circuit", ErrKeyMismatch)
	}
	if keys.proving == nil {
		return nil
	}
	pk := keys.proving.(*groth16bn254.ProvingKey)
	if !groth16KeyFits(cs, infos, pk) {
		return fmt.Errorf("%w: proving key is for another circuit", ErrKeyMismatch)
	}
	if !pk.G1.Alpha.Equal(&vk.G1.Alpha) || !pk.G2.Beta.Equal(&vk.G2.Beta) || !pk.G2.Delta.Equal(&vk.G2.Delta) {
		return fmt.Errorf("%w: proving and verifying key are of different set-ups", ErrKeyMismatch)
	}
	return nil
}

// groth16KeyFits says whether pk has the lengths that gnark's prover indexes.
func groth16KeyFits(cs constraint.ConstraintSystem, infos constraint.Groth16Commitments, pk *groth16bn254.ProvingKey) bool {
	private := cs.GetNbInternalVariables() + cs.GetNbSecretVariables()
	wires := private + cs.GetNbPublicVariables()
	inK := private - len(infos) // wires that no commitment takes
	for i, committed := range infos.GetPrivateCommitted() {
		inK -= len(committed)
		if i >= len(pk.CommitmentKeys) || len(pk.CommitmentKeys[i].Basis) != len(committed) ||
			len(pk.CommitmentKeys[i].BasisExpSigma) != len(committed) {
			return false
		}
	}
	domain := ecc.NextPowerOfTwo(uint64(cs.GetNbConstraints()))
	return len(pk.CommitmentKeys) == len(infos) &&
		pk.Domain.Cardinality == domain && uint64(len(pk.G1.Z)) == domain-1 &&
		len(pk.G1.K) == inK &&
		len(pk.InfinityA) == wires && len(pk.InfinityB) == wires &&
		pk.NbInfinityA == countTrue(pk.InfinityA) && pk.NbInfinityB == countTrue(pk.InfinityB) &&
		uint64(len(pk.G1.A)) == uint64(wires)-pk.NbInfinityA &&
		uint64(len(pk.G1.B)) == uint64(wires)-pk.NbInfinityB && len(pk.G2.B) == len(pk.G1.B)
}

func countTrue(bits []bool) (n uint64) {
	for _, b := range bits {
		if b {
			n++
		}
	}
	return n
}

func (groth16Engine) hasForm(raw []byte) bool {
	const fixed = sizeG1 + sizeG2 + sizeG1
	if len(raw) < fixed+4 {
		return false
	}
	n := uint64(binary.BigEndian.Uint32(raw[fixed:]))
	return uint64(len(raw)) == fixed+4+n*sizeG1+sizeG1
}

func (groth16Engine) prove(cs constraint.ConstraintSystem, proving key, full witness.Witness) ([]byte, error) {
	proof, err := groth16.Prove(cs, proving.(groth16.ProvingKey), full,
		backend.WithProverHashToFieldFunction(sha3.NewLegacyKeccak256()))
	if err != nil {
		return nil, proverError(err)
	}
	var raw bytes.Buffer
	if _, err := proof.WriteTo(&raw); err != nil {
		return nil, ErrProver
	}
	return raw.Bytes(), nil
}

func (e groth16Engine) verify(verifying key, raw []byte, public witness.Witness) error {
	proof := new(groth16bn254.Proof)
	if !e.hasForm(raw) || !decodeExactly(proof, raw) {
		return ErrProof
	}
	// Without commitments gnark does not look at their proof of knowledge, so
	// any point would do there.
	if len(proof.Commitments) == 0 && !proof.CommitmentPok.IsInfinity() {
		return ErrProof
	}
	if groth16.Verify(proof, verifying.(groth16.VerifyingKey), public,
		backend.WithVerifierHashToFieldFunction(sha3.NewLegacyKeccak256())) != nil {
		return ErrProof
	}
	return nil
}
