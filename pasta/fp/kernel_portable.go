//go:build !amd64 || purego

package fp

func mul(z, x, y *limbs) { mulGeneric(z, x, y) }

func square(z, x *limbs) { squareGeneric(z, x) }

func squareTimes(z, x *limbs, n int) { squareTimesGeneric(z, x, n) }
