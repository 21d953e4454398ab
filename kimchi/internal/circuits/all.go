//go:build interop

package circuits

// Proved returns the circuits that tests prove: all.
func Proved() []Circuit { return All() }
