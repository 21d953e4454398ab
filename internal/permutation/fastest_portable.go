//go:build !amd64 || purego

package permutation

// Fastest names the fastest arithmetic in use.
func Fastest() string { return "portable" }
