// Package speccheck reads SPEC.md and proves that it and the code agree.
//
// # Definition
//
// [Parse] splits the specification into headings, requirements, citations and error
// codes. [Document.Problems] finds what breaks the document's own rules (SPEC 2.1):
// a requirement ID defined twice, a normative sentence without exactly one key word
// and one ID, a citation of something that is not there. [Document.Index] makes
// appendix D. [ScanGo] and [ScanVectors] collect what Go sources and test vectors
// cite. The tests hold them against each other, and hold the packages' imports
// against the layers of the architecture.
//
// # Parameters
//
// Two files are generated; go generate in this directory rewrites both:
//
//	SPEC.md, appendix D   the requirement index
//	uncovered.txt         requirements without a vector or a named test case
//
// A test names the requirements that it exercises in a comment:
//
//	// covers: ENC-8, ENC-V2-2
//
// # Who should not use it
//
// Nobody at run time: it serves the tests of this repository.
//
// # References
//
// SPEC 2.1; BCP 14. Nothing here is secret, nothing is constant-time.
package speccheck
