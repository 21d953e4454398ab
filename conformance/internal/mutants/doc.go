// Package mutants holds broken implementations that the vectors have to tell from
// sound ones. A mutant is this module's own driver with one fault, of the kind that
// implementations of Mina's primitives have had or are likely to have.
//
// # Definition
//
// A fault wraps the driver from outside; the code under it knows nothing of it. There
// are five kinds of faults (fault.go): the right operation on an input misread, the
// same after a refusal, the right refusal replaced by an answer, a right answer
// changed, and an answer computed anew, by a model of the operation that has one of its
// decisions replaced. The models are a second implementation; a test shows that without
// a replaced decision they agree with every vector, so that a mutant fails by its fault
// and by nothing else.
//
// Each mutant names the requirement of SPEC.md that it breaks, and the flag or the case
// of the vectors that has to notice. A mutant that none notices is a gap in the
// vectors, and fails the tests.
//
// README.md lists the mutants with what noticed them.
//
// # Parameters
//
// There are none: a mutant has one fault and, but for one that decrypts a ciphertext
// only once, is stateless.
//
// # Who should not use it
//
// Everybody but the authors of a test suite. Every mutant is insecure on purpose.
// Nothing here is constant-time and nothing is erased.
//
// References: SPEC appendices A and B.
package mutants
