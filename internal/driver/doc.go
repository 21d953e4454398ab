// Package driver puts this module's implementation behind the driver protocol of
// the conformance suite (SPEC A.2): one JSON request, one JSON response.
// [Handle] executes a request; [Serve] reads requests from a stream, one a line,
// and writes the responses in order. The command `minaseal driver` serves, the
// tests that run the vectors handle.
//
// A request is read strictly: members that its operation does not have, or has
// and misses, make it a bad request. Every operation of SPEC A.2 is there.
//
// Who should not use it: everybody but a conformance suite. A driver is given
// private keys and ephemeral scalars as text and gives plaintexts back.
//
// The operations are those of packages fp, fq, pallas, vesta, poseidon, address,
// elgamal, schnorr, protocol, kimchi and pickles. Nothing here is constant-time.
package driver

//go:generate sh -c "cd ../.. && go run ./internal/gen/twin"
