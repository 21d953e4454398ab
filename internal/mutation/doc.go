// Package mutation shows that the tests notice a constant that is wrong.
//
//	go test -tags mutation ./internal/mutation
//
// changes one constant at a time, in a copy of its file that the compiler takes
// instead (go build -overlay), and requires that the tests of its package fail. It
// takes some minutes. Each area has a file that lists its mutants.
package mutation
