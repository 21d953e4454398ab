// Package programs proves statements by programs of o1js, under the keys that o1js's compile
// makes for them: the proofs are those of ZkProgram, with nothing added, and o1js's verify
// takes them (SPEC 11.20).
//
// [Range] is the program of the encryption example, whose method asserts that a private value
// is at most 100. Its gates and its key, range.gates and range.key.json, are what o1js
// 2.15.0 compiles of vectors/generate/proofs/programs.mjs; `npm run tables` in vectors/generate
// writes them again.
//
// The first proof waits for the program to be prepared, a second or two. Proving is not
// constant-time: see [pickles.Program.Prove] for what depends on the private value.
//
// Who should not use it: programs that have a proof of another program of o1js to verify use
// package pickles, and those that name a proof system at run time package proof/systems.
package programs
