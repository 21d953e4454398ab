package circuit

import (
	_ "embed"
	"fmt"
	"io"
	"math/big"
	"text/template"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/proof"
)

// gnark's own generator makes contracts for proofs with at most one commitment; those
// of sealed-range have two.
//
//go:embed verifier.sol.tmpl
var contractText string

var contractTemplate = template.Must(template.New("Verifier.sol").
	Funcs(template.FuncMap{"add": func(a, b int) int { return a + b }}).Parse(contractText))

// contract is what the template needs to know. Numbers are decimal texts; points of
// G2 are in the order of EIP-197.
type contract struct {
	Statement, Circuit, Setup  string
	Inputs, Commitments, Wires int
	Length                     int // of a proof, in bytes
	Constant                   [2]string
	Keys                       [][2]string
	AlphaBeta                  []string
	GammaNeg, DeltaNeg         []string
	Committed                  []committed
	KnowledgeSize, KnowledgeAt int // words of the second pairing, and of the proof of knowledge in it
	Generator                  []string
}

// committed is a commitment: where its point stands in the proof, the wire that its
// hash is, the wires that are hashed with it, and its place in the second pairing.
type committed struct {
	Begin, End, Wire, At int
	Others               []int
	SigmaNeg             []string
}

func coordinatesG1(p *bn254.G1Affine) [2]string { return [2]string{p.X.String(), p.Y.String()} }

func coordinatesG2(p *bn254.G2Affine) []string {
	return []string{p.X.A1.String(), p.X.A0.String(), p.Y.A1.String(), p.Y.A0.String()}
}

// ExportSolidity writes a contract in Solidity that verifies proofs of the verifier's
// statement against its key. The contract knows elements of BN254 alone: whoever calls
// it makes its inputs from a ciphertext that he trusts, as [Verifier.SolidityCall]
// does. A contract of a development set-up can be fooled by whoever ran it, and says
// so. It returns ErrConfig unless the system is [Groth16BN254].
func (v *Verifier) ExportSolidity(w io.Writer) error {
	vk, ok := v.in.keys.verifying.(*groth16bn254.VerifyingKey)
	if !ok {
		return fmt.Errorf("%w: contracts are for %s alone", ErrConfig, Groth16BN254)
	}
	n := len(vk.CommitmentKeys)
	c := &contract{
		Statement: v.Statement(), Circuit: v.in.id.Circuit, Setup: string(v.in.setup),
		Inputs: len(vk.G1.K) - 1 - n, Commitments: n, Wires: len(vk.G1.K) - 1,
		Length: 256, Constant: coordinatesG1(&vk.G1.K[0]),
	}
	for i := range vk.G1.K[1:] {
		c.Keys = append(c.Keys, coordinatesG1(&vk.G1.K[i+1]))
	}
	var alpha bn254.G1Affine
	alphaNeg := coordinatesG1(alpha.Neg(&vk.G1.Alpha))
	c.AlphaBeta = append(alphaNeg[:], coordinatesG2(&vk.G2.Beta)...)
	var q bn254.G2Affine
	c.GammaNeg = coordinatesG2(q.Neg(&vk.G2.Gamma))
	c.DeltaNeg = coordinatesG2(q.Neg(&vk.G2.Delta))
	for i := range vk.CommitmentKeys {
		k := committed{Begin: 256 + 64*i, End: 320 + 64*i, Wire: c.Inputs + i, At: 6 * i}
		for _, wire := range vk.PublicAndCommitmentCommitted[i] {
			k.Others = append(k.Others, wire-1)
		}
		k.SigmaNeg = coordinatesG2(&vk.CommitmentKeys[i].GSigmaNeg)
		c.Committed = append(c.Committed, k)
	}
	if n > 0 {
		c.Length += 64 * (n + 1)
		c.KnowledgeSize, c.KnowledgeAt = 6*(n+1), 6*n
		c.Generator = coordinatesG2(&vk.CommitmentKeys[0].G)
	}
	return contractTemplate.Execute(w, c)
}

// SolidityCall returns the arguments for verifyProof of the exported contract: the
// proof's points as EIP-197 has them, and the public inputs as elements of BN254
// (SPEC 11.5). It does not verify. Errors: ErrProof for a proof that is none, or
// whose inputs are not the statement's; ErrConfig unless its system is
// [Groth16BN254].
func (v *Verifier) SolidityCall(p *proof.Proof) (points []byte, input []*big.Int, err error) {
	if v.in.system != Groth16BN254 {
		return nil, nil, fmt.Errorf("%w: contracts are for %s alone", ErrConfig, Groth16BN254)
	}
	decoded := new(groth16bn254.Proof)
	if p.Statement != v.Statement() || p.System != v.in.system || len(p.PublicOutput) != 0 || !v.in.engine.hasForm(p.Bytes) || !decodeExactly(decoded, p.Bytes) {
		return nil, nil, ErrProof
	}
	circuit, err := v.in.circuit.public(p.PublicInput)
	if err != nil {
		return nil, nil, err
	}
	public, err := frontend.NewWitness(circuit, ecc.BN254.ScalarField(), frontend.PublicOnly())
	if err != nil {
		return nil, nil, ErrProof
	}
	values := public.Vector().(fr.Vector)
	for i := range values {
		input = append(input, values[i].BigInt(new(big.Int)))
	}
	return decoded.MarshalSolidity(), input, nil
}
