package peers

import "slices"

// Minaseal and Gnark are the names of the peers in this process.
const (
	Minaseal = "minaseal"
	Gnark    = "gnark-crypto"
)

// Peer describes an implementation, present or absent.
type Peer struct {
	Name string
	// What says in a few words what it is.
	What string
	// Works lists the works that the peer has.
	Works []string
	// VariableTime lists those of them that are not constant-time, though minaseal's
	// are.
	VariableTime []string

	source source
	// absence is why a peer of the source nowhere is absent.
	absence string
}

// source tells where a peer runs.
type source int

const (
	inProcess source = iota
	node
	rust
	nowhere
)

// Has reports whether the peer has the work.
func (p *Peer) Has(work string) bool { return slices.Contains(p.Works, work) }

// Works that many peers have.
var (
	fieldWorks = []string{"FpMultiplyChain", "FpMultiplyFour", "FqMultiplyChain", "FpSquareChain", "FpAdd", "FpInvertVarTime", "FpSquareRoot"}
	msmWorks   = []string{"PallasMSM/n=1024", "PallasMSM/n=16384", "PallasMSM/n=65536"}
	// secretWorks are those of o1js that compute with secrets: JavaScript's big
	// integers take variable time.
	secretWorks = []string{"PallasBaseMultiply", "PoseidonPermutation", "PoseidonHash2", "Encrypt1", "Encrypt32K", "Decrypt32K", "Sign"}
	publicWorks = []string{"PallasScalarMultiplyVarTime", "DecodeAddress", "Verify", "VerifyProof", "VerifyProofBatch"}
)

// All returns every peer in the order of the results, minaseal first.
func All() []Peer { return slices.Concat(goPeers(), nodePeers(), rustPeers()) }

func goPeers() []Peer {
	return []Peer{
		{Name: Minaseal, What: "this library, in Go and assembly", Works: names(minasealTasks())},
		{Name: Gnark, What: "fields that gnark-crypto's generator makes, in Go and assembly", Works: names(gnarkTasks())},
		{
			Name:    "kryptology",
			What:    "coinbase's kryptology, in Go",
			Works:   slices.Concat(fieldWorks, []string{"PallasScalarMultiply", "PallasBaseMultiply"}),
			source:  nowhere,
			absence: "its module cannot be downloaded any more",
		},
	}
}

func nodePeers() []Peer {
	return []Peer{
		{
			Name:         "o1js-wasm",
			What:         "o1js with its wasm backend",
			Works:        slices.Concat(fieldWorks, secretWorks, publicWorks),
			VariableTime: secretWorks,
			source:       node,
		},
		{
			Name:         "o1js-native",
			What:         "o1js with its native backend",
			Works:        slices.Concat(secretWorks, publicWorks, []string{"VerifyProofCold"}),
			VariableTime: secretWorks,
			source:       node,
		},
		{
			Name:         "mina-signer",
			What:         "mina-signer, in JavaScript",
			Works:        []string{"Sign", "Verify"},
			VariableTime: []string{"Sign"},
			source:       node,
		},
	}
}

func rustPeers() []Peer {
	return []Peer{
		{
			Name: "pasta_curves",
			What: "zcash's pasta_curves, and its halo2_proofs for MSM, in Rust and assembly",
			Works: slices.Concat(fieldWorks, msmWorks,
				[]string{"FpInvert", "PallasScalarMultiply", "PallasScalarMultiplyVarTime", "PallasBaseMultiply"}),
			source: rust,
		},
		{
			Name:   "halo2curves",
			What:   "the Pasta curves of halo2curves, in Rust and assembly",
			Works:  slices.Concat(fieldWorks, msmWorks, []string{"PallasScalarMultiply", "PallasBaseMultiply"}),
			source: rust,
		},
		{
			Name:         "arkworks",
			What:         "ark-pallas, with the endomorphism of ark-ec, in Rust and assembly",
			Works:        slices.Concat(fieldWorks, msmWorks, []string{"PallasScalarMultiplyVarTime", "PallasBaseMultiply"}),
			VariableTime: []string{"PallasBaseMultiply"},
			source:       rust,
		},
		{
			Name:   "semolina",
			What:   "supranational's field arithmetic, in assembly, called from Rust",
			Works:  []string{"FpMultiplyChain", "FpMultiplyFour", "FqMultiplyChain", "FpAdd", "FpInvert"},
			source: rust,
		},
		{
			Name:   "pasta-msm",
			What:   "supranational's multi-scalar multiplication, in C++ and assembly, called from Rust",
			Works:  msmWorks,
			source: rust,
		},
		{
			Name: "proof-systems",
			What: "o1-labs' mina-curves, mina-poseidon and mina-signer, in Rust",
			Works: slices.Concat(fieldWorks, msmWorks,
				[]string{"PallasScalarMultiplyVarTime", "PallasBaseMultiply", "PoseidonPermutation", "PoseidonHash2", "DecodeAddress", "Sign", "Verify"}),
			source:  nowhere,
			absence: "o1-labs does not publish them as packages",
		},
	}
}

// minasealTasks are all works of minaseal.
func minasealTasks() tasks {
	all := tasks{}
	for _, some := range []tasks{fieldTasks(), curveTasks(), messageTasks(), batchTasks(), proofTasks()} {
		for name, prepare := range some {
			all[name] = prepare
		}
	}
	return all
}

// names returns the names of tasks in the order of the results.
func names(ts tasks) []string {
	var found []string
	for _, work := range Works() {
		if ts[work.Name] != nil {
			found = append(found, work.Name)
		}
	}
	return found
}
