// Package testkit holds what several packages' tests share: servers that run
// inside the test process.
//
// It is for tests alone; nothing that is shipped imports it. Nothing in it is
// constant-time and nothing in it is secret.
package testkit
