// Package gen holds the programs that write source files of the module, one in each
// directory:
//
//   - twin: the packages and files that differ from another in names alone (fq, vesta, tock)
//   - asm: the assembly of pasta and poseidon
//   - page: the specification as a page of HTML
//   - constants: the round constants and matrices of poseidon
//
// go generate runs them from the module's root, and a test beside each compares what it
// would write with what is there. Three stand elsewhere: kimchi/internal/constants uses
// internal packages of kimchi, bench/peers/gnark/generate is of the benchmarks, a
// module of its own, and vectors/generate is a program for Node.
package gen
