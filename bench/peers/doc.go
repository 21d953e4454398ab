// Package peers measures the implementations that minaseal is compared with, and
// minaseal itself, on the same works with the same inputs.
//
// A work is one operation, such as a multiplication or an encryption of 32 KB. A
// peer is an implementation of some of the works. Peers in Go run in this process
// and are measured in turns of a fifth of a millisecond, so that all meet the same
// noise. The others are child processes, which answer requests on their standard
// input; bench/README.md describes the protocol. Every peer's result on the shared
// inputs is compared with minaseal's before anything is measured.
//
// The package is part of the benchmark program and of no use elsewhere. Nothing in
// it is constant-time: the keys and the messages are public inputs.
package peers
