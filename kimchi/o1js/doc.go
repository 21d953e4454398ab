// Package o1js verifies the proofs that o1js makes, from the texts of a proof and of its
// program's key: those of ZkProgram and of Experimental.ZkFunction, by the name of their
// system (SPEC 11.2, 11.17).
//
// Nothing is guessed: the system, and with it the era, is the caller's to name.
//
// Who should not use it: programs that have proofs and keys as values use packages kimchi
// and pickles; those that verify this module's own proofs, too, use proof/systems.
package o1js
