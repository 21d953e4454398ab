package circuit

import (
	"context"
	"flag"
	"math/big"
	"slices"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/constraint/solver"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/emulated"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// systems are all proof systems.
var systems = []proof.System{Groth16BN254, PlonkBN254}

var provers sync.Map // System -> func() (*Prover, error)

// proverFor returns a prover of range that all tests share.
func proverFor(t testing.TB, s proof.System) *Prover {
	t.Helper()
	get, _ := provers.LoadOrStore(s, sync.OnceValues(func() (*Prover, error) {
		return NewProver(context.Background(), Range{}, s, proof.Config{InMemory: true})
	}))
	p, err := get.(func() (*Prover, error))()
	require.NoError(t, err)
	return p
}

// proofOf returns a proof for the value 77.
func proofOf(t testing.TB, p *Prover) *proof.Proof {
	t.Helper()
	made, err := p.Prove(context.Background(), statement.NewRangeWitness(new(fp.Element).SetUint64(77)))
	require.NoError(t, err)
	return made
}

// eachSystem runs a subtest for each proof system.
func eachSystem(t *testing.T, run func(*testing.T, proof.System)) {
	for _, s := range systems {
		t.Run(string(s), func(t *testing.T) { run(t, s) })
	}
}

// compiled is a circuit in both arithmetisations.
type compiled []constraint.ConstraintSystem

func compileBoth(t testing.TB, c frontend.Circuit) (out compiled) {
	t.Helper()
	for _, s := range systems {
		cs, err := frontend.Compile(ecc.BN254.ScalarField(), engineOf(s).builder(), c)
		require.NoError(t, err)
		out = append(out, cs)
	}
	return out
}

// solves says whether the witness satisfies the circuit, by gnark's own hints or
// those given. Both arithmetisations must agree.
func (c compiled) solves(t require.TestingT, assigned frontend.Circuit, opts ...solver.Option) bool {
	w, err := frontend.NewWitness(assigned, ecc.BN254.ScalarField())
	require.NoError(t, err)
	first := c[0].IsSolved(w, opts...) == nil
	for _, cs := range c[1:] {
		require.Equal(t, first, cs.IsSolved(w, opts...) == nil, "R1CS and PLONK disagree")
	}
	return first
}

// tinyCircuit is quick to set up; committed uses a commitment.
type tinyCircuit struct {
	X         frontend.Variable
	committed bool
}

func (c *tinyCircuit) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.X, c.X, c.X), 8)
	if !c.committed {
		return nil
	}
	commitment, err := api.(frontend.Committer).Commit(c.X)
	api.AssertIsDifferent(commitment, 0)
	return err
}

// tinyKeys returns tinyCircuit in one system, with keys of a new set-up.
func tinyKeys(t testing.TB, s proof.System, committed bool) (constraint.ConstraintSystem, keyPair) {
	t.Helper()
	cs := compileBoth(t, &tinyCircuit{committed: committed})[slices.Index(systems, s)]
	keys, err := engineOf(s).setup(cs, "")
	require.NoError(t, err)
	return cs, keys
}

// limbsFrom splits v below 2^256 in 64-bit limbs.
func limbsFrom(v *big.Int) (limbs [nbLimbs]*big.Int) {
	mask := new(big.Int).SetUint64(1<<64 - 1)
	for i := range limbs {
		limbs[i] = new(big.Int).And(new(big.Int).Rsh(v, uint(64*i)), mask)
	}
	return limbs
}

func element(v *big.Int) emulated.Element[pallasBase] { return elementOf(limbsFrom(v)) }

// fromModulus returns p + d.
func fromModulus(d int64) *big.Int { return new(big.Int).Add(fp.Modulus(), big.NewInt(d)) }

// indented returns the proof's text.
func indented(t testing.TB, p *proof.Proof) []byte {
	t.Helper()
	text, err := p.Indented()
	require.NoError(t, err)
	return text
}
