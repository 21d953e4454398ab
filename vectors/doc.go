// Package vectors holds the test vectors of minaseal and loads them.
//
// # Definition
//
// A file vectors/<area>/<name>.json is a set of cases for operations of the driver
// protocol (SPEC appendix A). A case has an input, a verdict and, where the input is
// accepted by somebody, an output. Outputs were made by released libraries, named in
// the file as its producers; nothing of this module takes part in making them
// (vectors/generate). [Load] reads, checks and returns all files.
//
// # Parameters
//
// [Valid] inputs have to be accepted with exactly the output given. [Invalid] ones
// have to be refused with the code given. [Acceptable] ones are refused by this
// specification and accepted by the producers: a strict implementation gives the
// code, a faithful copy of the producers the output, and a flag says why they differ
// (SPEC A.1 [DRV-1], [DRV-2]).
//
// # Who should not use it
//
// Programs that are not tests: the files come with the package and take a few
// megabytes. The private keys in the files are public.
//
// # References
//
// vectors/README.md describes the files for users of other languages, the JSON
// schemas in vectors/schema bind them. The form follows that of Project Wycheproof.
//
// Nothing here is secret and nothing is constant-time.
package vectors
