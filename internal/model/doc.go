// Package model is the formal model of the handshake (SPEC 8 and 12.17), for the model
// checker Spin, and what shows that the model is of the code.
//
// # Definition
//
// handshake.pml, with app.inc and worker.inc, has the app, two workers and an attacker
// who is the network: it reads, drops, replays, reorders, alters, relabels and injects,
// with keys of its own. seal.pml has the scheme sealed-v1 alone. The machines have no
// transitions but those of tables.inc, which [Tables] writes from the tables of package
// protocol. [Properties] lists what is looked at, [Checks] each check of sealed-v1, with
// the attack that Spin finds without it and the test that fails when it is taken out of
// the code.
//
// # Parameters
//
//	go generate ./internal/model                                 # tables.inc, checks.inc, SPEC 12.15
//	go test -tags spin -v ./internal/model/...                   # needs spin and gcc
//	go test -tags removals -v -run Removals ./internal/model     # needs nothing more
//	go test -tags spin -run OnTheExample ./internal/model -update # the traces of SPEC 12.18
//
// # Who should not use it
//
// Nobody at run time: it serves the tests, and whoever changes the protocol.
//
// # Timing and secrets
//
// Nothing here is secret, nothing is constant-time.
//
// # References
//
// Dolev, Yao: On the security of public key protocols (1983), for the attacker.
// Holzmann: The Spin Model Checker (2003).
package model

//go:generate go test -run ^TestGenerated . -update
