package circuit

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// unsatisfying are witnesses that break one group of constraints each, or more.
func unsatisfying() map[string][nbLimbs]*big.Int {
	wide := limbsFrom(big.NewInt(77))
	wide[0].Add(wide[0], power(64))
	wide[1] = new(big.Int).Sub(ecc.BN254.ScalarField(), big.NewInt(1))
	return map[string][nbLimbs]*big.Int{
		"101":                 limbsFrom(big.NewInt(101)),
		"127":                 limbsFrom(big.NewInt(127)),
		"128":                 limbsFrom(big.NewInt(128)),
		"2^64":                limbsFrom(power(64)),
		"2^254":               limbsFrom(power(254)),
		"p-1":                 limbsFrom(fromModulus(-1)),
		"p, which is 0":       limbsFrom(fromModulus(0)),
		"p+77, which is 77":   limbsFrom(fromModulus(77)),
		"77 with a wide limb": wide,
	}
}

// covers: PRF-1, PRF-2, PRF-3
func TestRangeConstraints(t *testing.T) {
	cs := compileBoth(t, new(rangeCircuit))
	for v := range int64(statement.Bound + 1) {
		require.True(t, cs.solves(t, &rangeCircuit{Value: element(big.NewInt(v))}), v)
	}
	for name, limbs := range unsatisfying() {
		assigned := &rangeCircuit{Value: elementOf(limbs)}
		require.False(t, cs.solves(t, assigned), name)
		require.False(t, cs.solves(t, assigned, forgedBits()), name)
		require.Error(t, test.IsSolved(new(rangeCircuit), assigned, ecc.BN254.ScalarField()), name)
	}
	good := &rangeCircuit{Value: element(big.NewInt(statement.Bound))}
	require.NoError(t, test.IsSolved(new(rangeCircuit), good, ecc.BN254.ScalarField()))
}

// A prover that skips its own check of the value still makes no proof, and the
// error tells nothing of the witness.
//
// covers: PRF-5
func TestProveUnsatisfied(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		p := proverFor(t, s)
		for name, limbs := range unsatisfying() {
			made, err := p.prove(&rangeAssignment{limbs: limbs})
			require.Equal(t, ErrUnsatisfied, err, name)
			require.Nil(t, made)
			for _, limb := range limbs {
				require.Zero(t, limb.Sign(), "erased")
			}
		}
		require.Equal(t, "statement_unsatisfied", coded.Code(ErrUnsatisfied))
	})
}

func TestProveAndVerify(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		p := proverFor(t, s)
		v := p.Verifier()
		require.Equal(t, proof.SetupDevelopment, v.Setup())
		for _, value := range []uint64{0, 100} {
			e := new(fp.Element).SetUint64(value)
			made, err := p.Prove(context.Background(), statement.NewRangeWitness(e))
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(value), e.Decimal(), "the caller's value stays")
			require.NoError(t, v.Verify(made))
			require.Equal(t, "range", made.Statement)
			require.Equal(t, s, made.System)
			require.Equal(t, proof.SetupDevelopment, made.Setup)
			require.Empty(t, made.PublicInput)
			require.Empty(t, made.PublicOutput)
		}
	})
}

// covers: PRF-4
func TestValueOutOfRange(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	events := 0
	p.in.progress = proof.ProgressFunc(func(proof.Event) { events++ })
	defer func() { p.in.progress = nil }()
	minusOne := new(fp.Element).Negate(new(fp.Element).One())
	for _, v := range []*fp.Element{
		new(fp.Element).SetUint64(101), new(fp.Element).SetUint64(256), new(fp.Element).SetUint64(1<<40 + 5), minusOne,
	} {
		made, err := p.Prove(context.Background(), statement.NewRangeWitness(v))
		require.Equal(t, ErrValueOutOfRange, err)
		require.Equal(t, "value_out_of_range", coded.Code(err))
		require.Equal(t, "statement: value is greater than 100", err.Error())
		require.Nil(t, made)
	}
	require.Zero(t, events, "refused before proving")
}

func TestErase(t *testing.T) {
	a := &rangeAssignment{limbs: limbsOf(new(fp.Element).SetUint64(77))}
	words := a.limbs[0].Bits()
	require.EqualValues(t, 77, words[0])
	w, err := frontend.NewWitness(a.circuit(), ecc.BN254.ScalarField())
	require.NoError(t, err)
	vector := w.Vector().(fr.Vector)
	require.Len(t, vector, nbLimbs)
	require.Equal(t, "77", vector[0].String())
	eraseWitness(w)
	a.erase()
	require.Zero(t, words[0])
	require.True(t, vector[0].IsZero())
}
