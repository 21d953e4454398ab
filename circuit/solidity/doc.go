// Package solidity tests the contract that circuit.Verifier.ExportSolidity writes: it
// compiles it with solc and runs it in go-ethereum's virtual machine. It is a module
// of its own, because nothing else needs these two:
//
//	npm ci && go test ./...
package solidity
