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
// connect and what to do by its arguments. In each argument, these are replaced:
//
//	{nats}     URL of the server
//	{profile}  zkcw-v1, zkcw-v2 or sealed-v1
//	{client}   worker: the address of the app
//	{options}  app: the options, a JSON text
//	{payload}  app: the payload, a JSON text: an object with the value "77"
//	{timeout}  worker: how long to wait for a reply, in milliseconds (a whole number)
//	{deadline} how long the run may take, in milliseconds
//	{job}      sealed-v1: name of the job
//	{launcher} sealed-v1, app: the launcher's public key
//	{identity} sealed-v1, worker: file with the private key of its identity
//	{ticket}   sealed-v1, worker: file with the launcher's ticket
//
// A command line without any of them gets --nats {nats} --profile {profile}, and then
// --client {client} for a worker, --options {options} --payload {payload} for an app. In
// sealed-v1, one without {launcher} gets --job {job} --launcher {launcher}, and one
// without {ticket} --identity-key {identity} --ticket {ticket}.
//
// A worker makes a key, sends its three requests and ends: with exit code 0 if the app
// has its result, with another one if not. What the result is is its own affair.
//
// An app makes a key and listens. The first line of its standard output that contains
// the text of a public key, in JSON or not, is taken for its address; it may come
// before the app listens. When the app has the result it prints it, as it is or inside
// of JSON, and ends with exit code 0, within the deadline of an answer.
//
// Nothing else is asked of either. If lines of standard output are JSON objects with a
// member code, those are taken for the error codes of SPEC 2.3 that the program
// reports: the last one says why a worker failed, each one of an app why it ignored a
// request. They are judged for an implementation that claims SPEC's codes and prints
// any at all.
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
