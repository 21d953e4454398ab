// Package load drives many handshakes at a time through one NATS server and measures
// them (SPEC 9).
//
// # Definition
//
// [Run] carries a number of handshakes out, some of them at a time, each as users do:
// a new app and a new worker with keys and a connection of their own, the real machines
// of package protocol over package natstransport. The worker returns a text of the size
// asked for at once; it proves nothing. The first wave begins when all its apps listen,
// so that as many handshakes as were asked for are under way together.
//
// # What is measured
//
// The latency of a handshake is the time from the start of its worker, the connecting
// included, to the end of both sides. Both sides of all handshakes run in this process,
// and so does the server if it is an embedded one: on a busy machine a latency is mostly
// waiting for a processor. A rate is about the machine as a whole.
//
// # Who should not use it
//
// Nobody whom the server does not belong to.
package load
