// Package builder makes circuits of Kimchi over Fp: rows of a gate, cells and
// coefficients, with wires between cells that hold the same variable (SPEC 11.6, 11.10).
//
// # Use
//
// Inputs are [Builder.Public] and [Builder.Secret]. Gadgets ([Builder.Multiply],
// [Builder.Permute], [Builder.Scale], ...) add rows and return variables;
// [Builder.AddRows] adds any rows there are. [Builder.Compile] ends it. The circuit then
// computes witnesses ([Circuit.Assign]) and checks them row by row ([Circuit.Check]).
// Package kimchi proves.
//
// # What a gadget proves
//
// A gadget constrains what it returns to be what its documentation says of its arguments,
// whatever witness a prover makes; what it takes for granted of them (points on the curve,
// say) is the caller's to constrain, with another gadget. [Builder.Compute] and
// [Builder.Secret] constrain nothing, and [Builder.AddRows] what the gate's constraints
// say (SPEC 11.10), which for most gates alone is no statement.
//
// Two mistakes let a prover choose what a gadget means to be bound, and [Builder.Compile]
// refuses them: a gate that reads a cell without a variable, or the first row of another
// gadget; and a variable that stands in a column without wires and anywhere else. What a
// circuit is meant to say, it cannot know: have circuits reviewed, and test them with
// dishonest witnesses. The tests of this package do so for each gadget: they change cells
// of honest witnesses, solve the gates' constraints for the neighbours, and mix honest
// witnesses.
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
// Programs that only verify: package kimchi.
//
// References: o1-labs/proof-systems, book/specifications/kimchi.md; A. Gabizon, Z.
// Williamson, O. Ciobotaru, "PLONK", 2019 (https://eprint.iacr.org/2019/953).
package builder
