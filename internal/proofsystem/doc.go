// Package proofsystem verifies proofs of the systems of SPEC 11.17 that are named by a
// text: for the command and the driver, which get a system, a proof and a key.
//
// Nothing is guessed: the system, and with it the era, is the caller's to name.
package proofsystem
