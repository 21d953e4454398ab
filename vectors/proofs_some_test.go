//go:build !interop

package vectors_test

// falseProofs is the number of false proofs of which one is verified.
const falseProofs = 12
