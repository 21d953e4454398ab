// Package congruence asserts congruences modulo p, the Pallas base field's modulus,
// in circuits over a larger or smaller field of about its size, here BN254's scalar
// field with the modulus r. It costs a third of one multiplication with a quotient
// of its own.
//
// # Definition
//
// An element is an integer below 2^260, as twenty pieces of 13 bits, joined to
// limbs to the base 2^39. A congruence is a polynomial E(X) that is made of
// elements' limbs by additions and multiplications, with E(2^39) = 0 modulo p to be
// shown ([Field.AssertZero]). Elements are found by hints ([Field.Element]); what a
// product is congruent to is another element ([Field.Reduce]). Nothing is reduced
// but where the caller asks for it.
//
// # How a batch is checked
//
//  1. The prover commits to the pieces and all else that the congruences are built
//     from. The commitment gives random weights of 117 bits ([Field.Close]).
//
//  2. For each group of 64 congruences E_i the prover gives a quotient Q and carries C,
//     polynomials with small coefficients, and commits to them. That gives a random x.
//
//  3. The circuit checks at X = x, in the native field,
//
//     sum w_i*E_i(X) = Q(X)*P(X) + (2^39 - X)*C(X)
//
//     where P has the limbs of p, and that all pieces are below 2^13, by a
//     logarithmic derivative at x.
//
// # Why that is sound
//
//   - Both sides are polynomials of degree below 30 that were fixed before x was
//     known. If they differ modulo r, they agree at x with probability 30/r.
//   - Their coefficients, as integers, stay below r/2 in magnitude by the bounds that
//     [Expr] keeps and the sizes of the pieces of Q and C, or the circuit does not
//     compile. So they are equal as polynomials over the integers, and at X = 2^39
//     the weighted sum of the integers E_i(2^39) is a multiple of p.
//   - The weights were random when the integers were fixed, and different numbers
//     below 2^117 < p are different modulo p. If some E_i(2^39) is not 0 modulo p, the
//     sum is so with probability at most 2^-117.
//   - The weights are the lanes of Poseidon2's permutation of (commitment, i), cut in
//     unique pieces: a prover has no choice in them but that of the commitment. It
//     can try many commitments: 2^40 of them find a false proof with probability
//     2^-77 for each group, which is what BN254 is worth, too.
//
// This needs a proof system whose commitments bind, and are random oracles, between
// the rounds of one circuit: gnark's Groth16 (https://eprint.iacr.org/2022/1072)
// and PLONK have them. Public inputs are bound as far as elements are made of them.
//
// # Parameters
//
// The sizes are those that need the fewest constraints for the statement
// sealed-range: pieces of 13 bits, because the table of 2^13 entries is paid once;
// a base of 2^39, because products of degree 3 with a weight then stay below r;
// groups of 64, because a weight costs about as much as the 64th part of a group's
// quotient and carries.
//
// # Who should not use it
//
// Whoever needs the canonical integer of an element: an element may be any of the
// about 32 integers below 2^260 with its residue. [Field.Integer] is the exception.
//
// # References
//
// The random linear combination of congruences before division is this package's
// own. Evaluating limb polynomials at a random number is that of gnark's
// emulated.Field. U. Haböck, https://eprint.iacr.org/2022/1530, for the table.
// Nothing here is constant-time, and nothing is erased: see package circuit.
package congruence
