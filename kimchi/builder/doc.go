// Package builder makes circuits of Kimchi over Fp: rows of a gate, cells and
// coefficients, with wires between cells that hold the same variable (SPEC 11.6, 11.10).
//
// # Use
//
// Inputs are [Builder.Public] and [Builder.Secret]. Gadgets ([Builder.Multiply],
// [Builder.Permute], [Builder.Scale], ...) add rows and return variables;
// [Builder.Row] adds any row there is. [Builder.Compile] ends it. The circuit then
// computes witnesses ([Circuit.Assign]) and checks them row by row ([Circuit.Check]).
// Package kimchi proves.
//
// # Cost
//
// A proof costs by the power of two above the rows. A generic gate takes half a row, a
// Poseidon permutation 12, a scalar multiplication 102, a check for 64 bits one. Lookups make the
// rows at least as many as their tables have: 8192 with range checks.
//
// # Secrets
//
// Values are computed in constant time where package fp does it; which rows there are
// depends on the circuit alone. Errors name rows and gates and hold no values.
//
// # Who should not use it
//
// Programs that only verify: package kimchi. A circuit is a program for a machine
// without types: what it does not constrain, a prover is free to choose. Have circuits
// reviewed, and test that wrong witnesses fail.
//
// References: o1-labs/proof-systems, book/specifications/kimchi.md; A. Gabizon, Z.
// Williamson, O. Ciobotaru, "PLONK", 2019 (https://eprint.iacr.org/2019/953).
package builder
