//go:build !amd64 || purego

package fp

func butterflies(a []Element, distance, step int, twiddles []Element, twiddleStep, n int) {
	butterfliesGeneric(a, distance, step, twiddles, twiddleStep, n)
}
