// Package natstest runs NATS servers and clusters inside the test process, and links to
// them that a test can cut.
//
// It stands apart from package testkit, whose importers then need no server: the tests
// of a package count among the requirements of those who import it. It is for tests
// alone.
package natstest
