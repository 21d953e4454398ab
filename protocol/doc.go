// Package protocol is the sealed handshake between an app and a worker as two
// state machines without input or output (SPEC 7 and 8).
//
// # Definition
//
// An app has a job to give away: options and a payload, both texts. A worker
// takes the job with a key made for it alone and answers with a result text. The
// app listens on the subject "zkcw:" followed by its public key; the worker asks
// three questions there, and the app answers each:
//
//	worker                                   app
//	  | options {key: worker}                 |
//	  |-------------------------------------->|
//	  |        options {Enc(worker, options)} |
//	  |<--------------------------------------|
//	  | ready {key: worker}                   |
//	  |-------------------------------------->|
//	  |        execute {Enc(worker, payload)} |
//	  |<--------------------------------------|
//	  |  (proves)                             |
//	  | done {Enc(app, result)}               |
//	  |-------------------------------------->|
//	  |                        close {status} |
//	  |<--------------------------------------|
//
// [App] and [Worker] each take one event a step (a message, a time-out, a close)
// and return what is to be done about it: effects to carry out and an [Outcome]
// to log. transitions.go holds the protocol of these profiles as data. Package
// natstransport carries the machines over NATS; any other transport does it the same
// way.
//
// A step commits, or leaves the machine as it was, or ends it in failed. A
// machine that ends erases its keys and texts.
//
// # Parameters
//
// A [Profile] names the encryption scheme and is agreed beforehand: nothing in a
// message tells it, and nothing here guesses it. zkcw-v1 is the encryption
// example of zkcloudworker as it was published (o1js-v1), zkcw-v2 the same with
// o1js 2 (o1js-v2).
//
// sealed-v1 has the same three questions and answers, and repairs what the others
// lack (SPEC 8.6 to 8.10): the worker's options request is signed by its identity,
// which the app knows or a launcher's [Ticket] names ([Trust]); all four texts are
// sealed, each to its place in the run; requests that are refused get a reply with
// the code; a repeat gets the same bytes; and what is larger than the transport's
// messages travels in parts. sealedtransitions.go holds its tables, appsealed.go
// and workersealed.go what else is its own.
//
// # Who should not use it
//
// The zkcw profiles keep the texts from those who only listen, and no more
// (SPEC 12). Neither side is authenticated: whoever reaches the subject first is
// the worker, whoever knows the app's public key can send a result, and the
// close status is in the clear. The tag of zkcw-v1 can be forged besides by those
// who know a part of the text (SPEC 12.5), and only the strict decoders stand in
// the way of a text cut short. Take sealed-v1 wherever the peer is not the
// published example. Otherwise take zkcw-v2 unless the peer cannot, let the server's
// permissions say who may publish, and let the result carry its own
// evidence.
//
// # Timing and erasure
//
// Decryption and encryption are constant-time in the keys (package elgamal).
// The control flow depends on messages and codes alone, which are public. Texts
// are kept as bytes and erased. A text that was just decrypted, or is handed over
// in an effect, is a string, which Go cannot erase: the machine keeps none, and the
// caller drops its own.
//
// # References
//
// github.com/zkcloudworker/encryption-example, src/nats-lib: the messages and
// their order. SPEC 7 to 9 and 12.
package protocol
