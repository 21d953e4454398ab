// Package testkit holds what several packages' tests share: generators for property
// tests, conversions between the oracle's integers (package bigref) and the real types,
// and overlays, with which tests run on changed code. Servers are in package natstest.
//
// The generators are those of pgregory.net/rapid, weighted towards the edges:
// field elements, scalars, points, byte strings and texts.
//
// It is for tests alone; nothing that is shipped imports it. Nothing in it is
// constant-time and nothing in it is secret.
package testkit
