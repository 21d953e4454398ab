// Package vesta implements the group of the curve
//
//	y^2 = x^3 + 5 over Fq, of prime order p
//
// with coordinates in package fq and scalars in package fp (SPEC 3.2). It is
// the twin of Pallas in the Pasta cycle; proofs over Fp commit to their
// polynomials here. The cofactor is 1: every point on the curve is in the
// group. The generator is Mina's, with x = 1; it is not Zcash's.
//
// Operations take the same time for all values, unless their name or their
// documentation says so. Points that come from outside pass one of the strict
// setters ([Point.SetAffine], [NewAffine], [Point.SetCanonicalBytes],
// [Point.SetXVarTime]): they refuse what is not on the curve, so a Point is
// always a group element.
//
// Multiples of secret scalars are [Point.ScalarMultiply] and, of the generator,
// [Point.ScalarBaseMultiply]. Verifiers, whose scalars are public, use
// [Point.DoubleScalarBaseMultiplyVarTime], and [Point.MultiScalarMultiplyVarTime]
// for long sums: it takes all processors. Its points are converted to [Affine]
// ones by [BatchAffine], once if they are used again. [Point.MapToGroupVarTime]
// is Kimchi's map from field elements to points.
//
// References: J. Renes, C. Costello, L. Batina, "Complete addition formulas for
// prime order elliptic curves", 2016 (https://eprint.iacr.org/2015/1060);
// R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic
// curves with efficient endomorphisms", 2001; D. Bernstein, T. Lange,
// "Explicit-formulas database" (https://hyperelliptic.org/EFD/).
package vesta
