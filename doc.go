// Package minaseal has the error codes of the specification, and reads them from the
// errors of the module's packages.
//
// A code is the stable name of a verdict (SPEC 2.3): it stands in the test vectors, in
// the responses of drivers and in the outcomes of the handshake, and stays when a
// package or a text is renamed. To compare with one error of one package use errors.Is.
//
// What the module does is in its packages: start with elgamal, address and protocol.
package minaseal

//go:generate go run ./internal/gen/codes
