//go:build !amd64 || purego

package fp

func mul(z, x, y *limbs) { mulGeneric(z, x, y) }

func square(z, x *limbs) { squareGeneric(z, x) }

func squareTimes(z, x *limbs, n int) { squareTimesGeneric(z, x, n) }

func repeatDivstep(zeta, x, y int64) (int64, int64, int64) { return repeatDivstepGeneric(zeta, x, y) }

func combine(t *wide, x, y *limbs, u, v int64) { combineGeneric(t, x, y, u, v) }
