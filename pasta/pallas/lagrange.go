package pallas

import (
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fq"
)

// LagrangeVarTime returns, for points P_0, P_1, ... with which polynomials are committed to
// by their coefficients, n times the points with which they are committed to by their values
// on the domain of n elements omega^i:
//
//	Q_i = sum of omega^(-ij) P_j
//
// so that the sum of value_i*Q_i is n times the commitment. It panics unless there are n
// points. Time depends on the points: for public ones. It takes n/2*log2(n) multiples.
//
// It is a Fourier transform whose butterflies go from (u, v) to (u + v, (u - v)*w).
func LagrangeVarTime(points []Affine, d *fq.Domain) []Affine {
	n := d.Size()
	requireEqualLengths(n, len(points))
	sums := make([]Point, n)
	for i := range points {
		points[i].setPoint(&sums[i])
	}
	const chunk = 1 << 5
	for half := n / 2; half > 0; half /= 2 {
		parallel((n/2+chunk-1)/chunk, func() func(int) {
			return func(job int) {
				for k := job * chunk; k < min((job+1)*chunk, n/2); k++ {
					i := k%half + k/half*2*half
					w := d.Root(-(k % half) * (n / (2 * half)))
					butterflyVarTime(&sums[i], &sums[i+half], w, k%half == 0)
				}
			}
		})
	}
	affine := BatchAffine(sums)
	for i := range affine {
		if j := int(bits.Reverse64(uint64(i)) >> (65 - bits.Len(uint(n)))); n > 1 && i < j {
			affine[i], affine[j] = affine[j], affine[i]
		}
	}
	return affine
}

// butterflyVarTime sets u, v = u + v, (u - v)*w. one says that w is 1.
func butterflyVarTime(u, v *Point, w *fq.Element, one bool) {
	var difference Point
	difference.Subtract(u, v)
	u.Add(u, v)
	if one {
		v.Set(&difference)
		return
	}
	v.ScalarMultiplyVarTime(w, &difference)
}
