// Package natstransport carries the handshake of package protocol over NATS
// (SPEC 9). The machines know nothing of NATS; this package knows nothing of keys.
//
// # Definition
//
// [RunApp] subscribes to the app's subject and answers requests until the
// machine ends; [RunWorker] sends the three requests and calls a [ProveFunc]
// between the second and the third. Each opens one connection, closes it before
// it returns, leaves no goroutine behind, and leaves the machine in a terminal
// state, its keys erased, whatever happened (an unusable [Config] excepted).
//
// # Parameters
//
// [Options] say where the server is and who one is there: TLS, user and password,
// token, credentials file, NKEY, JWT; [Options.Complete] takes what they leave open
// from the environment and the contexts of the nats command line, [Connect] uses
// them. A connection that is lost is made again as long as the run lasts.
//
// A [Config] holds them, the time-outs and an observer. The defaults are those of
// the encryption example where it has any: a request waits 1000 ms. No message of
// more than wire.MaxSize bytes is decoded.
//
// # Who should not use it
//
// Anyone who needs the server to be trusted with nothing: a NATS server can
// drop, delay and replay messages, and it sees who talks to whom. Whoever may
// publish on a subject can occupy an app and make it publish its (encrypted)
// answers to a reply subject of their choice; let the server's permissions
// restrict both (SPEC 9 and 12): deploy/nats/minaseal.conf does.
//
// # Timing and secrets
//
// The texts pass from the machine to the caller and are neither kept nor shown to
// the observer. What Options know to log in with is in no error and in nothing that
// they print.
//
// # References
//
// NATS client protocol and request-reply: docs.nats.io. The subject and the
// request time-out: github.com/zkcloudworker/encryption-example, src/nats-lib.
package natstransport
