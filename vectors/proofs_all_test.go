//go:build interop

package vectors_test

// falseProofs is 1: all tests are run, in a minute or two.
const falseProofs = 1
