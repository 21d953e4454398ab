// Package roles tests the two sides of the handshake over NATS (SPEC 7 to 9), as a
// layer of the suite.
//
// # Definition
//
// The suite plays the app against a worker under test, plays the worker against an
// app under test, and lets every app of a run serve every worker of it. Each case has
// a NATS server of its own in this process, and sees every message on it. The
// suite's side is a script over packages wire and elgamal, not the state machine of
// package protocol, and so can send what no machine would.
//
// # Contract
//
// A side under test is a [Program], as a rule a command line, which is told where to
// connect and what to do by its arguments. SPEC A.3 has the texts that are replaced in
// them, what a program is asked to print, and with which exit codes it ends.
//
// # Parameters
//
// A [Layer] names the profiles and the limits of time. A program without {timeout} is
// taken to have the default of [NAT-9].
//
// # Verdicts
//
// What SPEC demands is PASS. ACCEPTED is what SPEC refuses and the published encryption
// example does as well: its two sides check little of what they receive. Each such
// case has a flag ([Flags]) that says what follows. A program that does not answer in
// time ends in TIMEOUT, one that dies in FAIL; both show what it wrote.
//
// # Who should not use it
//
// Programs that are not tests. The layer starts the programs that it is given and
// hands them texts, and sends them what an attacker would.
//
// # References
//
// SPEC 7 to 9, appendix B. The two programs of conformance/drivers/o1js are the
// encryption example's sides. NATS: docs.nats.io.
//
// Nothing here is secret and nothing is constant-time.
package roles
