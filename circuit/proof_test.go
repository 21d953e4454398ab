package circuit

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// The lengths inside a proof are compared with its own before anything is allocated.
func TestProofForm(t *testing.T) {
	for _, s := range systems {
		raw := proofOf(t, proverFor(t, s)).Bytes
		require.True(t, engineOf(s).hasForm(raw))
		p := *proofOf(t, proverFor(t, s))
		for n := range raw {
			require.False(t, engineOf(s).hasForm(raw[:n]))
			p.Bytes = raw[:n]
			require.Equal(t, ErrProof, proverFor(t, s).Verifier().Verify(&p))
		}
		require.False(t, engineOf(s).hasForm(append(raw, 0)))
		// A count of 2^27 points or scalars would make gnark take gigabytes.
		for _, count := range map[proof.System][]int{Groth16BN254: {128}, PlonkBN254: {256, 516}}[s] {
			p.Bytes = bytes.Clone(raw)
			p.Bytes[count] ^= 0x08
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			require.Equal(t, ErrProof, proverFor(t, s).Verifier().Verify(&p))
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<24))
		}
	}
}

// Every bit of a proof counts.
//
// covers: PRF-8
func TestMutatedProof(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		p := proverFor(t, s)
		made := proofOf(t, p)
		require.NoError(t, p.Verifier().Verify(made))
		raw := made.Bytes
		for i := range raw {
			changed := *made
			changed.Bytes = made.Bytes
			changed.Bytes[i] ^= 1 << (i % 8)
			err := p.Verifier().Verify(&changed)
			require.Equal(t, ErrProof, err, i)
		}
		require.Equal(t, "proof_invalid", coded.Code(ErrProof))
		zero := *made
		zero.Bytes = make([]byte, len(raw))
		require.Equal(t, ErrProof, p.Verifier().Verify(&zero))
	})
}

// The point that gnark ignores in proofs without commitments is not free.
func TestUnusedCommitmentProof(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	changed := *proofOf(t, p)
	copy(changed.Bytes[132:], changed.Bytes[:32]) // some other valid point
	require.Equal(t, ErrProof, p.Verifier().Verify(&changed))
}

// Uncompressed points give the same proof in other bytes: refused.
//
// covers: PRF-12
func TestProofEncodingIsUnique(t *testing.T) {
	raw := proofOf(t, proverFor(t, Groth16BN254)).Bytes
	made := new(groth16bn254.Proof)
	require.True(t, decodeExactly(made, raw))
	var uncompressed bytes.Buffer
	_, err := made.WriteRawTo(&uncompressed)
	require.NoError(t, err)
	_, err = made.ReadFrom(bytes.NewReader(uncompressed.Bytes()))
	require.NoError(t, err)
	require.False(t, decodeExactly(made, uncompressed.Bytes()))
	require.False(t, decodeExactly(made, append(raw, 0)))
	require.False(t, decodeExactly(made, raw[:len(raw)-1]))
}

// covers: PRF-8, PRF-9, PRF-11
func TestVerifierRefusesOtherProofs(t *testing.T) {
	groth16, plonk := proverFor(t, Groth16BN254), proverFor(t, PlonkBN254)
	made := proofOf(t, groth16)
	v := groth16.Verifier()
	require.ErrorIs(t, v.Verify(nil), ErrProof)
	require.ErrorIs(t, v.Verify(new(proof.Proof)), ErrProof)
	err := plonk.Verifier().Verify(made)
	require.ErrorIs(t, err, ErrProof)
	require.ErrorContains(t, err, "it is for range with groth16-bn254")

	external := *made
	external.Setup = proof.SetupExternal
	require.ErrorIs(t, v.Verify(&external), ErrProof, "other set-up")
	more := *made
	more.PublicInput = []fp.Element{*new(fp.Element).SetUint64(5)}
	require.ErrorIs(t, v.Verify(&more), ErrProof, "public input")
	more = *made
	more.PublicOutput = []fp.Element{*new(fp.Element).SetUint64(5)}
	require.ErrorIs(t, v.Verify(&more), ErrProof, "public output")

	other, err := NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{InMemory: true})
	require.NoError(t, err)
	require.ErrorIs(t, other.Verifier().Verify(made), ErrProof, "other keys")
}

// Proofs and keys made by an earlier build still verify.
func TestRecordedProofs(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		base := filepath.Join("testdata", "range_"+string(s))
		if *update {
			p := proverFor(t, s)
			f, err := os.Create(base + ".keys")
			require.NoError(t, err)
			require.NoError(t, p.Verifier().(*Verifier).WriteKey(f))
			require.NoError(t, f.Close())
			require.NoError(t, os.WriteFile(base+".json", indented(t, proofOf(t, p)), 0o644))
		}
		v, err := NewVerifier(t.Context(), Range{}, s, proof.Config{VerifyingKey: base + ".keys"})
		require.NoError(t, err)
		require.Equal(t, proof.SetupDevelopment, v.Setup())
		text, err := os.ReadFile(base + ".json")
		require.NoError(t, err)
		made, err := proof.Parse(text)
		require.NoError(t, err)
		require.NoError(t, v.Verify(made))
		require.Equal(t, text, indented(t, made))
	})
}

// The same for a statement with public inputs.
func TestRecordedSealedProof(t *testing.T) {
	const base = "testdata/sealed-range_groth16-bn254"
	if *update {
		p, err := sealedProver()
		require.NoError(t, err)
		key := address.GeneratePrivateKey()
		made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`), key))
		require.NoError(t, err)
		f, err := os.Create(base + ".keys")
		require.NoError(t, err)
		require.NoError(t, p.Verifier().(*Verifier).WriteKey(f))
		require.NoError(t, f.Close())
		require.NoError(t, os.WriteFile(base+".json", indented(t, made), 0o644))
	}
	v, err := NewVerifier(t.Context(), SealedRange{}, Groth16BN254, proof.Config{VerifyingKey: base + ".keys"})
	require.NoError(t, err)
	text, err := os.ReadFile(base + ".json")
	require.NoError(t, err)
	made, err := proof.Parse(text)
	require.NoError(t, err)
	require.NoError(t, v.Verify(made))
	require.Equal(t, text, indented(t, made))
}
