// Package conformance is the suite that an implementation of SPEC.md is run
// against, in whatever language it is written.
//
// # Definition
//
// An [Implementation] is plugged in by a [Driver]: a program that answers one JSON
// request with one JSON response at a time (SPEC A.2), on its standard input and
// output or as a NATS micro service. A [Layer] plans [Job]s, each of which runs one
// [Case] for one subject: the operations of the vectors, the frames of the driver
// protocol, the roles of the handshake over NATS, random inputs on two drivers.
// [Run] carries all jobs out and returns a [Report] with one [Result] a job, no
// more and no less. Reports are written as a table for a terminal, as JSON, as
// JUnit's XML and as one page of HTML.
//
// # Parameters
//
// A case ends with a [Verdict]. FAIL and TIMEOUT make a run fail, unless a
// [Baseline] names the case with a reason; HARNESS-ERROR and a plan that was not
// carried out whole are faults of the suite. What an implementation does not have is
// UNSUPPORTED, which is no failure; what it accepts against SPEC, and a released
// library does too, is ACCEPTED.
//
// # Who should not use it
//
// Programs that are not tests: the suite hands out private keys and has other
// programs decrypt what it sends.
//
// # References
//
// SPEC appendix A; conformance/README.md says how to plug in an implementation. The
// verdicts follow the runners of BoringSSL (bogo) and connectrpc/conformance, the
// form of the cases Project Wycheproof.
//
// Nothing here is secret and nothing is constant-time.
package conformance
