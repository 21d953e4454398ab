// Package interop holds the tests of this module's app and worker against the real
// o1js: the encryption example's two sides, played by the programs in
// conformance/drivers/o1js, over a NATS server inside the test process.
//
// The tests need Node and that folder's packages, so they are behind a build tag and
// plain go test needs Go alone:
//
//	npm ci --prefix conformance/drivers/o1js
//	npm ci --prefix conformance/drivers/mina-signer
//	go test -tags interop -timeout 30m ./conformance/interop
//
// Beside them stand the tests that the other drivers conform, those of mina-signer and
// of pasta_curves, as far as their baselines say, and the templates of drivers; they
// need cargo and python3.
//
// With the tag, a missing program or node_modules is a failure, not a skip. There is no
// API here. The conversations and profiles are those of SPEC 7 to 9.
package interop
