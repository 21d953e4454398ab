package circuit

import (
	"io"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/kzg"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	plonkbn254 "github.com/consensys/gnark/backend/plonk/bn254"
	"github.com/consensys/gnark/constraint"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/proof"
)

// save writes with write to a new file and returns its path.
func save(t *testing.T, name string, write func(io.Writer) (int64, error)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	require.NoError(t, err)
	_, err = write(f)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	return path
}

// Keys as gnark writes them, compressed or not, make external proofs.
func TestKeyFilesOfGnark(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		keys := proverFor(t, s).in.keys
		proving := save(t, "pk", keys.proving.WriteTo)
		verifying := save(t, "vk", keys.verifying.WriteRawTo)
		p, err := NewProver(t.Context(), Range{}, s, proof.Config{ProvingKey: proving, VerifyingKey: verifying})
		require.NoError(t, err)
		v, err := NewVerifier(t.Context(), Range{}, s, proof.Config{VerifyingKey: verifying})
		require.NoError(t, err)
		require.Equal(t, proof.SetupExternal, v.Setup())
		made := proofOf(t, p)
		require.Equal(t, proof.SetupExternal, made.Setup)
		require.NoError(t, v.Verify(made))
	})
}

// A cached file is a key file too, and keeps its mark.
func TestKeyFilesFromCache(t *testing.T) {
	dir := t.TempDir()
	p, _ := setupEvent(t, dir, Groth16BN254)
	file := keyFiles(t, dir)[0]
	again, err := NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{ProvingKey: file, VerifyingKey: file})
	require.NoError(t, err)
	made := proofOf(t, again)
	require.Equal(t, proof.SetupDevelopment, made.Setup)
	require.NoError(t, p.Verifier().Verify(made))

	exported := save(t, "vk", func(w io.Writer) (int64, error) { return 0, p.Verifier().(*Verifier).WriteKey(w) })
	_, err = NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{ProvingKey: exported, VerifyingKey: exported})
	require.ErrorIs(t, err, ErrKeyForeign, "no proving key in it")
	_, err = NewVerifier(t.Context(), Range{}, PlonkBN254, proof.Config{VerifyingKey: exported})
	require.ErrorIs(t, err, ErrKeyForeign, "another system's")
	gnark := save(t, "pk", p.in.keys.proving.WriteTo)
	_, err = NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{ProvingKey: gnark, VerifyingKey: exported})
	require.ErrorIs(t, err, ErrKeyMismatch, "development and external")
}

func TestKeyFilesDamaged(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		keys := proverFor(t, s).in.keys
		proving, verifying := save(t, "pk", keys.proving.WriteTo), save(t, "vk", keys.verifying.WriteTo)
		content, err := os.ReadFile(verifying)
		require.NoError(t, err)
		bad := filepath.Join(t.TempDir(), "bad")
		for _, b := range [][]byte{nil, content[:len(content)-1], append(content, 0), []byte("what is this?")} {
			require.NoError(t, os.WriteFile(bad, b, 0o600))
			_, err := NewProver(t.Context(), Range{}, s, proof.Config{ProvingKey: proving, VerifyingKey: bad})
			require.ErrorIs(t, err, ErrKeyDamaged)
		}
		_, err = NewProver(t.Context(), Range{}, s, proof.Config{ProvingKey: proving, VerifyingKey: bad + "none"})
		require.ErrorIs(t, err, os.ErrNotExist)
	})
}

// Keys of two set-ups, or of another shape, are refused before the prover runs.
func TestKeysThatDoNotFit(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		in := proverFor(t, s).in
		require.NoError(t, engineOf(s).checkKeys(in.cs, in.keys))
		plain, one := tinyKeys(t, s, false)
		committed, two := tinyKeys(t, s, true)
		require.NoError(t, engineOf(s).checkKeys(plain, one))
		require.NoError(t, engineOf(s).checkKeys(committed, two))
		for _, c := range []struct {
			cs   constraint.ConstraintSystem
			keys keyPair
		}{
			{in.cs, keyPair{one.proving, in.keys.verifying}},
			{in.cs, keyPair{two.proving, in.keys.verifying}},
			{in.cs, keyPair{nil, two.verifying}},
			{plain, keyPair{two.proving, one.verifying}},
			{committed, keyPair{one.proving, two.verifying}},
			{committed, keyPair{nil, one.verifying}},
			{committed, in.keys},
		} {
			require.ErrorIs(t, engineOf(s).checkKeys(c.cs, c.keys), ErrKeyMismatch)
		}
	})
}

// Keys of the same circuit from two set-ups.
func TestKeysOfTwoSetups(t *testing.T) {
	cs, one := tinyKeys(t, Groth16BN254, false)
	_, two := tinyKeys(t, Groth16BN254, false)
	require.ErrorIs(t, engineOf(Groth16BN254).checkKeys(cs, keyPair{one.proving, two.verifying}), ErrKeyMismatch)

	cs, one = tinyKeys(t, PlonkBN254, false)
	srs, err := kzg.NewSRS(32, big.NewInt(987654321))
	require.NoError(t, err)
	two, err = engineOf(PlonkBN254).setup(cs, save(t, "srs", srs.WriteTo))
	require.NoError(t, err)
	require.NoError(t, engineOf(PlonkBN254).checkKeys(cs, two))
	require.ErrorIs(t, engineOf(PlonkBN254).checkKeys(cs, keyPair{one.proving, two.verifying}), ErrKeyMismatch)
}

// Every length that gnark's provers index by is checked.
func TestProvingKeyLengths(t *testing.T) {
	cs, keys := tinyKeys(t, Groth16BN254, true)
	for i, change := range []func(*groth16bn254.ProvingKey){
		func(pk *groth16bn254.ProvingKey) { pk.Domain.Cardinality *= 2 },
		func(pk *groth16bn254.ProvingKey) { pk.G1.A = pk.G1.A[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.G1.B = pk.G1.B[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.G1.Z = pk.G1.Z[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.G1.K = pk.G1.K[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.G2.B = pk.G2.B[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.InfinityA = pk.InfinityA[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.InfinityB = pk.InfinityB[1:] },
		func(pk *groth16bn254.ProvingKey) { pk.NbInfinityA, pk.G1.A = pk.NbInfinityA+1, pk.G1.A[1:] },
		func(pk *groth16bn254.ProvingKey) {
			pk.NbInfinityB, pk.G1.B, pk.G2.B = pk.NbInfinityB+1, pk.G1.B[1:], pk.G2.B[1:]
		},
		func(pk *groth16bn254.ProvingKey) { pk.CommitmentKeys = nil },
		func(pk *groth16bn254.ProvingKey) { pk.CommitmentKeys = append(pk.CommitmentKeys, pk.CommitmentKeys[0]) },
		func(pk *groth16bn254.ProvingKey) { pk.CommitmentKeys[0].Basis = pk.CommitmentKeys[0].Basis[1:] },
		func(pk *groth16bn254.ProvingKey) {
			pk.CommitmentKeys[0].BasisExpSigma = pk.CommitmentKeys[0].BasisExpSigma[1:]
		},
	} {
		pk := *keys.proving.(*groth16bn254.ProvingKey)
		pk.CommitmentKeys = slices.Clone(pk.CommitmentKeys)
		require.NoError(t, engineOf(Groth16BN254).checkKeys(cs, keyPair{&pk, keys.verifying}))
		change(&pk)
		require.ErrorIs(t, engineOf(Groth16BN254).checkKeys(cs, keyPair{&pk, keys.verifying}), ErrKeyMismatch, i)
	}
	cs, keys = tinyKeys(t, PlonkBN254, true)
	for i, change := range []func(*plonkbn254.ProvingKey){
		func(pk *plonkbn254.ProvingKey) { pk.Kzg.G1 = pk.Kzg.G1[1:] },
		func(pk *plonkbn254.ProvingKey) { pk.KzgLagrange.G1 = pk.KzgLagrange.G1[1:] },
	} {
		pk := *keys.proving.(*plonkbn254.ProvingKey)
		change(&pk)
		require.ErrorIs(t, engineOf(PlonkBN254).checkKeys(cs, keyPair{&pk, keys.verifying}), ErrKeyMismatch, i)
	}
}

// gnark's decoders can panic on foreign files.
func TestDecoderThatPanics(t *testing.T) {
	err := decodeAll(strings.NewReader("x"), 1, func(io.Reader) (int64, error) { panic("length") }, ErrKeyDamaged)
	require.Equal(t, ErrKeyDamaged, err)
}

// A proving key that is altered where no check looks makes no proof.
//
// covers: PRF-13
func TestProverChecksItsProof(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	broken := *p.in
	pk := *p.in.keys.proving.(*groth16bn254.ProvingKey)
	pk.G1.K = slices.Clone(pk.G1.K)
	for i := range pk.G1.K {
		pk.G1.K[i] = pk.G1.Alpha
	}
	broken.keys.proving = &pk
	require.NoError(t, broken.engine.checkKeys(broken.cs, broken.keys))
	made, err := (&Prover{in: &broken}).Prove(t.Context(), witnessOf77())
	require.Equal(t, ErrProver, err)
	require.Nil(t, made)
}

func TestSRSFile(t *testing.T) {
	in := proverFor(t, PlonkBN254).in
	srs, err := kzg.NewSRS(uint64(in.cs.GetNbConstraints())*2, big.NewInt(987654321))
	require.NoError(t, err)
	file := save(t, "srs", srs.WriteTo)
	dir := t.TempDir()
	p, err := NewProver(t.Context(), Range{}, PlonkBN254, proof.Config{CacheDir: dir, SRS: file})
	require.NoError(t, err)
	made := proofOf(t, p)
	require.Equal(t, proof.SetupExternal, made.Setup)
	require.Contains(t, filepath.Base(keyFiles(t, dir)[0]), "_external-"+p.in.id.SRS[:16]+"_")
	// Who has the same powers has the same keys, without the cache.
	v, err := NewVerifier(t.Context(), Range{}, PlonkBN254, proof.Config{InMemory: true, SRS: file})
	require.NoError(t, err)
	require.NoError(t, v.Verify(made))
	require.Equal(t, p.in.keys.verifying.(*plonkbn254.VerifyingKey).S, v.in.keys.verifying.(*plonkbn254.VerifyingKey).S)
}

func TestSRSFileRefused(t *testing.T) {
	nCanonical, nLagrange := 67, 64
	srsWith := func(change func(*kzg.SRS)) string {
		srs, err := kzg.NewSRS(uint64(nCanonical), big.NewInt(987654321))
		require.NoError(t, err)
		change(srs)
		return save(t, "srs", srs.WriteTo)
	}
	good := srsWith(func(*kzg.SRS) {})
	_, _, err := readSRS(good, nCanonical, nLagrange)
	require.NoError(t, err)
	content, err := os.ReadFile(good)
	require.NoError(t, err)
	cut := filepath.Join(t.TempDir(), "cut")
	_, _, g, h := bn254.Generators()
	files := map[string]string{
		"too short":        srsWith(func(s *kzg.SRS) { s.Pk.G1 = s.Pk.G1[:nCanonical-1] }),
		"a wrong power":    srsWith(func(s *kzg.SRS) { s.Pk.G1[nCanonical-1] = g }),
		"another tau":      srsWith(func(s *kzg.SRS) { s.Vk.G2[1] = h }),
		"tau is infinity":  srsWith(func(s *kzg.SRS) { s.Vk.G2[1] = bn254.G2Affine{} }),
		"other generator":  srsWith(func(s *kzg.SRS) { s.Pk.G1[0] = s.Pk.G1[1] }),
		"other generator2": srsWith(func(s *kzg.SRS) { s.Vk.G2[0] = s.Vk.G2[1] }),
	}
	for name, file := range files {
		_, _, err := readSRS(file, nCanonical, nLagrange)
		require.ErrorIs(t, err, ErrSRS, name)
	}
	for _, n := range []int{0, 3, 4, 1000, len(content) - 1} {
		require.NoError(t, os.WriteFile(cut, content[:n], 0o600))
		_, _, err := readSRS(cut, nCanonical, nLagrange)
		require.ErrorIs(t, err, ErrSRS, n)
	}
	// Pairing lines that belong to other points are not believed.
	lines := srsWith(func(s *kzg.SRS) { s.Vk.Lines[1] = s.Vk.Lines[0] })
	srs, _, err := readSRS(lines, nCanonical, nLagrange)
	require.NoError(t, err)
	require.Equal(t, bn254.PrecomputeLines(srs.Vk.G2[1]), srs.Vk.Lines[1])
}
