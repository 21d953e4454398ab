// Package layout is the shape of Kimchi's circuits: eras, gates, the columns of the
// execution trace, the patterns of lookups, and which optional parts a circuit has
// (SPEC 11.6 to 11.9); and the errors that verifiers share. Keys, proofs, circuits and
// provers of both fields are built on it.
//
// Who should not use it: programs that verify or prove; packages kimchi, kimchi/pickles
// and kimchi/builder have what they need, [Era] under the name kimchi.Era.
//
// Nothing in it is secret.
package layout
