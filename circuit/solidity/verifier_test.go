package solidity

import (
	"bytes"
	"encoding/hex"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/proof"
)

// contract is a compiled verifier.
type contract struct {
	abi     abi.ABI
	state   *state.StateDB
	address common.Address
}

// recorded returns the verifier and the proof that package circuit keeps of a
// statement.
func recorded(t *testing.T, s circuit.Circuit) (*circuit.Verifier, *proof.Proof) {
	t.Helper()
	base := "../testdata/" + s.Statement().Name() + "_groth16-bn254"
	v, err := circuit.NewVerifier(t.Context(), s, circuit.Groth16BN254, proof.Config{VerifyingKey: base + ".keys"})
	require.NoError(t, err)
	text, err := os.ReadFile(base + ".json")
	require.NoError(t, err)
	made, err := proof.Parse(text)
	require.NoError(t, err)
	require.NoError(t, v.Verify(made))
	return v, made
}

// The interfaces of the contracts.
const (
	withInputs = `[{"type":"function","name":"verifyProof","stateMutability":"view","outputs":[],
		"inputs":[{"name":"proof","type":"bytes"},{"name":"input","type":"uint256[13]"}]}]`
	withoutInputs = `[{"type":"function","name":"verifyProof","stateMutability":"view","outputs":[],
		"inputs":[{"name":"proof","type":"bytes"}]}]`
)

func compile(t *testing.T, v *circuit.Verifier, description string) *contract {
	t.Helper()
	var source bytes.Buffer
	require.NoError(t, v.ExportSolidity(&source))
	command := exec.CommandContext(t.Context(), "node", "compile.mjs")
	command.Stdin = &source
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s (npm ci first?)", out)
	code, err := hex.DecodeString(strings.TrimSpace(string(out)))
	require.NoError(t, err)
	parsed, err := abi.JSON(strings.NewReader(description))
	require.NoError(t, err)
	_, world, err := runtime.Execute(nil, nil, nil) // an empty state
	require.NoError(t, err)
	address := common.HexToAddress("0x5ea1")
	world.SetCode(address, code, tracing.CodeChangeUnspecified)
	return &contract{abi: parsed, state: world, address: address}
}

// call runs verifyProof and returns the gas that it took, and whether it did not
// revert.
func (c *contract) call(t *testing.T, made []byte, input []*big.Int) (gas uint64, ok bool) {
	t.Helper()
	arguments := []any{made}
	if len(input) > 0 {
		arguments = append(arguments, [13]*big.Int(input))
	}
	data, err := c.abi.Pack("verifyProof", arguments...)
	require.NoError(t, err)
	const limit = 10_000_000
	_, left, err := runtime.Call(c.address, data, &runtime.Config{State: c.state, GasLimit: limit})
	if err != nil {
		require.ErrorIs(t, err, vm.ErrExecutionReverted)
		return 0, false
	}
	return limit - left, true
}

// refuseBytes alters every byte of the proof.
func (c *contract) refuseBytes(t *testing.T, points []byte, input []*big.Int) {
	t.Helper()
	for i := range points {
		changed := bytes.Clone(points)
		changed[i] ^= 1 << (i % 8)
		_, ok := c.call(t, changed, input)
		require.False(t, ok, "byte %d of the proof", i)
	}
	for _, changed := range [][]byte{nil, points[:len(points)-1], append(bytes.Clone(points), 0), make([]byte, len(points))} {
		_, ok := c.call(t, changed, input)
		require.False(t, ok)
	}
}

// The contract takes the recorded proof of sealed-range, and nothing that differs
// from it.
//
// covers: PRF-8
func TestContractOfSealedRange(t *testing.T) {
	v, made := recorded(t, circuit.SealedRange{})
	c := compile(t, v, withInputs)
	points, input, err := v.SolidityCall(made)
	require.NoError(t, err)
	gas, ok := c.call(t, points, input)
	require.True(t, ok)
	t.Logf("%d gas", gas)
	require.Less(t, gas, uint64(600_000))

	c.refuseBytes(t, points, input)
	r, _ := new(big.Int).SetString("21888242871839275222246405745257275088548364400416034343698204186575808495617", 10)
	for i := range input {
		for _, delta := range []*big.Int{big.NewInt(1), r} {
			changed := append([]*big.Int(nil), input...)
			changed[i] = new(big.Int).Add(input[i], delta)
			_, ok := c.call(t, points, changed)
			require.False(t, ok, "input %d", i)
		}
	}
}

// The same without public inputs and commitments.
func TestContractOfRange(t *testing.T) {
	v, made := recorded(t, circuit.Range{})
	c := compile(t, v, withoutInputs)
	points, input, err := v.SolidityCall(made)
	require.NoError(t, err)
	require.Empty(t, input)
	_, ok := c.call(t, points, nil)
	require.True(t, ok)
	c.refuseBytes(t, points, nil)
}

// The contract of a development set-up warns of itself.
func TestContractWarns(t *testing.T) {
	v, _ := recorded(t, circuit.SealedRange{})
	var source strings.Builder
	require.NoError(t, v.ExportSolidity(&source))
	require.Contains(t, source.String(), "Whoever made these keys can forge proofs")
}
