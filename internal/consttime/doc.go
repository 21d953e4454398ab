// Package consttime finds out from the source which functions can reach code
// whose time depends on values.
//
// Names of such code in this module say VarTime; decimal text, inversions that pass
// over zeros, and package math/big are such code too. [Load] builds the call graph of
// packages and [Program.Leaks] tells how a function gets there. Calls through
// interfaces and function values count if any type or function that the code reached
// makes use of fits (rapid type analysis: D. Bacon, P. Sweeney, "Fast static analysis
// of C++ virtual function calls", 1996); a function value counts as called where it is
// made. What makes a constant of a package, a function literal without arguments in a
// package variable, does not count. So a leak found may be none, but none of that code
// can be reached where none is found, but through assembly, reflection and what the
// standard library does itself.
//
// The package's test holds the exported functions of packages address, schnorr,
// elgamal and protocol to it. What this cannot see, such as time that depends
// on an index or on an instruction, is what bench/timing measures.
package consttime
