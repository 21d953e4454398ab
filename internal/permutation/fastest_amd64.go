//go:build !purego

package permutation

// Fastest names the fastest arithmetic in use: "ifma", "mulx" or "portable". All packages
// choose by the same features of the processor.
func Fastest() string {
	switch {
	case UseIFMA:
		return "ifma"
	case UseMULX:
		return "mulx"
	}
	return "portable"
}
