// Package jobs shares the jobs of apps among workers on several machines, over NATS
// JetStream (SPEC 10).
//
// # Definition
//
// A job is the wish that some worker carry out one run of the handshake with the app
// at an address. [Client.Launch] makes its record in a key-value bucket and puts its
// arguments in a work queue; [Client.Work] takes jobs from the queue and carries each
// through its run; [Client.Wait] and [Client.Retrieve] give the result, encrypted to
// the app; [Client.Logs] tells what happened. transitions.go holds the states of a job
// and all that can happen to it, as data.
//
//	created --take--> started --result--> finished --retrieve--> used
//	    ^-------return---'  '--failure, exhaust, overdue, cancel--> failed
//
// A job that was launched ends, finished or failed with a code, by its deadline. Every
// change of a record is a compare-and-set, so that an attempt that was overtaken by
// another one changes nothing, and a job has one result at most.
//
// # Parameters
//
// [Settings] are those of the streams, fixed when they are first made: replicas, the
// time after which a silent worker counts as dead, how long records are kept. Times are
// in milliseconds on the wire. A record, its result included, has at most 1 MiB.
//
// # Who should not use it
//
// Who needs results larger than about 380 kB: sealed-v1 carries them in parts, a record
// does not. Who cannot let a job fail when its worker dies in the middle of a run: an
// app is bound to one worker key (SPEC 10.5), and starts anew with a new job. Whoever
// may write the bucket can end jobs; SPEC 10.8 says what a server should permit.
//
// # Timing and secrets
//
// Nothing here is constant-time, and nothing is secret but the texts that pass from the
// machine to the prover: no record, no log and no error holds them or the worker's key.
//
// # References
//
// NATS JetStream: docs.nats.io. Job states and arguments: the cloud of zkCloudWorker.
package jobs
