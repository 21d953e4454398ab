// Package systems is the table of all proof systems and of all statements (SPEC 11.2): a
// row for each system, and a row for each statement with its circuits. Programs
// that make or verify proofs ask it, and name no system themselves.
//
//	system, err := systems.Find("kimchi-berkeley")
//	definition, err := systems.FindStatement("range")
//	prover, err := system.NewProver(ctx, definition, proof.Config{})
//
// [Verify] verifies every proof that this module or o1js makes, and says what it was.
//
// Who should not use it: programs that need one system alone. This package imports gnark
// and Kimchi; packages circuit and kimchi/statements import one of them.
package systems
