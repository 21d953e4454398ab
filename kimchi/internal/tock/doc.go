// Package tock is the side of Kimchi whose circuits are over Fq and whose
// commitments are points of Pallas: the wrap proofs of Pickles. It is made from
// package tick by internal/gen/twin.
package tock
