package circuit

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/kzg"
	"github.com/consensys/gnark/backend"
	"github.com/consensys/gnark/backend/plonk"
	plonkbn254 "github.com/consensys/gnark/backend/plonk/bn254"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/scs"
	"github.com/consensys/gnark/test/unsafekzg"

	"github.com/minaseal/minaseal/proof"
)

// plonkEngine implements [PlonkBN254]. A proof is
//
//	8 points (G1) | m (4 bytes, big-endian) | m scalars | point (G1) | scalar | n (4 bytes) | n commitments (G1)
//
// with compressed points and m = 6+n; n is 0 for a circuit without commitments.
type plonkEngine struct{}

func (plonkEngine) name() proof.System { return PlonkBN254 }

func (plonkEngine) builder() frontend.NewBuilder { return scs.NewBuilder }

func (plonkEngine) emptyKeys() keyPair {
	return keyPair{proving: plonk.NewProvingKey(ecc.BN254), verifying: plonk.NewVerifyingKey(ecc.BN254)}
}

func (plonkEngine) usesSRS() bool { return true }

func (plonkEngine) setup(cs constraint.ConstraintSystem, srsFile string) (keyPair, error) {
	canonical, lagrange, err := srsFor(cs, srsFile)
	if err != nil {
		return keyPair{}, err
	}
	proving, verifying, err := plonk.Setup(cs, canonical, lagrange)
	if err != nil {
		return keyPair{}, fmt.Errorf("plonk set-up: %w", err)
	}
	return keyPair{proving: proving, verifying: verifying}, nil
}

// srsFor returns the powers of tau for cs in canonical and in Lagrange form:
// those of a file, or a development SRS.
func srsFor(cs constraint.ConstraintSystem, srsFile string) (canonical, lagrange *kzg.SRS, err error) {
	if srsFile != "" {
		nCanonical, nLagrange := plonk.SRSSize(cs)
		return readSRS(srsFile, nCanonical, nLagrange)
	}
	c, l, err := unsafekzg.NewSRS(cs)
	if err != nil {
		return nil, nil, fmt.Errorf("development SRS: %w", err)
	}
	return c.(*kzg.SRS), l.(*kzg.SRS), nil
}

func (plonkEngine) checkKeys(cs constraint.ConstraintSystem, keys keyPair) error {
	infos := cs.GetCommitments().(constraint.PlonkCommitments)
	nCanonical, nLagrange := plonk.SRSSize(cs)
	vk := keys.verifying.(*plonkbn254.VerifyingKey)
	if vk.Size != uint64(nLagrange) || vk.NbPublicVariables != uint64(cs.GetNbPublicVariables()) ||
		len(vk.Qcp) != len(infos) || len(vk.CommitmentConstraintIndexes) != len(infos) {
		return fmt.Errorf("%w: verifying key is for another circuit", ErrKeyMismatch)
	}
	if keys.proving == nil {
		return nil
	}
	pk := keys.proving.(*plonkbn254.ProvingKey)
	if len(pk.Kzg.G1) != nCanonical || len(pk.KzgLagrange.G1) != nLagrange {
		return fmt.Errorf("%w: proving key is for another circuit", ErrKeyMismatch)
	}
	var inProving, alone bytes.Buffer
	if _, err := pk.Vk.WriteTo(&inProving); err != nil {
		return fmt.Errorf("%w: %w", ErrKeyMismatch, err)
	}
	if _, err := vk.WriteTo(&alone); err != nil {
		return fmt.Errorf("%w: %w", ErrKeyMismatch, err)
	}
	if !bytes.Equal(inProving.Bytes(), alone.Bytes()) {
		return fmt.Errorf("%w: proving and verifying key are of different set-ups", ErrKeyMismatch)
	}
	return nil
}

func (plonkEngine) hasForm(raw []byte) bool {
	const head = 8 * sizeG1
	if len(raw) < head+4 {
		return false
	}
	m := uint64(binary.BigEndian.Uint32(raw[head:]))
	second := head + 4 + m*sizeScalar + sizeG1 + sizeScalar // offset of n
	return m >= 6 && uint64(len(raw)) == second+4+(m-6)*sizeG1 &&
		uint64(binary.BigEndian.Uint32(raw[second:])) == m-6
}

func (plonkEngine) prove(cs constraint.ConstraintSystem, proving key, full witness.Witness) ([]byte, error) {
	// Without this option gnark does not blind the quotient's shards one by one,
	// and promises no statistical zero knowledge.
	proof, err := plonk.Prove(cs, proving.(plonk.ProvingKey), full, backend.WithStatisticalZeroKnowledge())
	if err != nil {
		return nil, proverError(err)
	}
	var raw bytes.Buffer
	if _, err := proof.WriteTo(&raw); err != nil {
		return nil, ErrProver
	}
	return raw.Bytes(), nil
}

func (e plonkEngine) verify(verifying key, raw []byte, public witness.Witness) error {
	proof := new(plonkbn254.Proof)
	if !e.hasForm(raw) || !decodeExactly(proof, raw) {
		return ErrProof
	}
	if plonk.Verify(proof, verifying.(plonk.VerifyingKey), public) != nil {
		return ErrProof
	}
	return nil
}
