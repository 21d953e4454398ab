package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// generic is two gates in a row, on columns 0 to 2 and 3 to 5:
// ql*l + qr*r + qo*o + qm*l*r + qc.
func generic(r *Row, out []fp.Element) []fp.Element {
	half := func(w, q []fp.Element) fp.Element {
		linear := add(add(mul(q[0], w[0]), mul(q[1], w[1])), mul(q[2], w[2]))
		return add(add(linear, mul(q[3], mul(w[0], w[1]))), q[4])
	}
	return append(out,
		half(r.Witness[0:3], r.Coefficients[0:5]),
		half(r.Witness[3:6], r.Coefficients[5:10]))
}

// poseidonRounds is five rounds. The states before them stand in columns 0, 6, 9, 12
// and 3, the last one at the beginning of the next row.
func poseidonRounds(r *Row, out []fp.Element) []fp.Element {
	c := constants()
	w := &r.Witness
	states := [6][]fp.Element{w[0:3], w[6:9], w[9:12], w[12:15], w[3:6], r.Next[0:3]}
	for round := range 5 {
		var power [3]fp.Element
		for i, x := range states[round] {
			x2 := square(x)
			power[i] = mul(mul(x2, x), square(x2)) // x^7
		}
		for j := range 3 {
			sum := r.Coefficients[3*round+j]
			for i := range power {
				sum = add(sum, mul(c.matrix[j][i], power[i]))
			}
			out = append(out, sub(states[round+1][j], sum))
		}
	}
	return out
}

// completeAdd is (x3, y3) = (x1, y1) + (x2, y2) for all points but the identity; inf
// says that the sum is the identity.
func completeAdd(r *Row, out []fp.Element) []fp.Element {
	w := &r.Witness
	x1, y1, x2, y2, x3, y3 := w[0], w[1], w[2], w[3], w[4], w[5]
	inf, sameX, slope, infZ, x21Inverse := w[6], w[7], w[8], w[9], w[10]
	one := constants().one
	x21, y21 := sub(x2, x1), sub(y2, y1)
	x1x1 := square(x1)
	doubling := sub(mul(double(slope), y1), add(double(x1x1), x1x1))
	addition := sub(mul(x21, slope), y21)
	return append(out,
		sub(mul(x21Inverse, x21), sub(one, sameX)),
		mul(sameX, x21),
		add(mul(sameX, doubling), mul(sub(one, sameX), addition)),
		sub(add(add(x1, x2), x3), square(slope)),
		sub(sub(mul(slope, sub(x1, x3)), y1), y3),
		mul(y21, sub(sameX, inf)),
		sub(mul(y21, infZ), inf))
}

// varBaseMul is five steps of acc = 2*acc + (2b-1)*(xt, yt), with the bits b in the
// next row, and the number that they make.
func varBaseMul(r *Row, out []fp.Element) []fp.Element {
	w, next := &r.Witness, &r.Next
	xt, yt := w[0], w[1]
	accumulators := [6][]fp.Element{w[2:4], w[7:9], w[9:11], w[11:13], w[13:15], next[0:2]}
	bits, slopes := next[2:7], next[7:12]
	number := w[4]
	for _, bit := range bits {
		number = add(double(number), bit)
	}
	out = append(out, sub(w[5], number))
	for i := range bits {
		b, s := bits[i], slopes[i]
		x, y := accumulators[i][0], accumulators[i][1]
		xo, yo := accumulators[i+1][0], accumulators[i+1][1]
		ss := square(s)
		sign := sub(double(b), constants().one)
		t := sub(x, sub(sub(ss, x), xt))
		u := sub(double(y), mul(t, s))
		out = append(out,
			boolean(b),
			sub(mul(sub(x, xt), s), sub(y, mul(sign, yt))),
			sub(square(u), mul(square(t), add(sub(xo, xt), ss))),
			sub(mul(add(yo, y), t), mul(sub(x, xo), u)))
	}
	return out
}

// endoMul is two steps of acc = 2*acc + Q, where Q is (xt, yt), its negative, or the
// image of these under the endomorphism, chosen by four bits, and the number that the
// bits make. The 12th constraint, of Mesa, keeps the additions from degenerating.
func endoMul(era layout.Era, r *Row, out []fp.Element) []fp.Element {
	w, next := &r.Witness, &r.Next
	c := constants()
	xt, yt, inv := w[0], w[1], w[2]
	xp, yp, number, xr, yr, s1, s3 := w[4], w[5], w[6], w[7], w[8], w[9], w[10]
	b1, b2, b3, b4 := w[11], w[12], w[13], w[14]
	xs, ys, nextNumber := next[4], next[5], next[6]

	xq := func(b fp.Element) fp.Element { return mul(add(c.one, mul(b, c.endoLess1)), xt) }
	yq := func(b fp.Element) fp.Element { return mul(sub(double(b), c.one), yt) }
	out = append(out, boolean(b1), boolean(b2), boolean(b3), boolean(b4))
	out = endoStep(out, xp, yp, xr, yr, s1, xq(b1), yq(b2))
	out = endoStep(out, xr, yr, xs, ys, s3, xq(b3), yq(b4))
	for _, b := range []fp.Element{b1, b2, b3, b4} {
		number = add(double(number), b)
	}
	out = append(out, sub(number, nextNumber))
	if era == layout.Mesa {
		out = append(out, sub(mul(mul(sub(xp, xr), sub(xr, xs)), inv), c.one))
	}
	return out
}

// endoStep is (xo, yo) = 2*(x, y) + (xq, yq), with the slope s of the first addition.
func endoStep(out []fp.Element, x, y, xo, yo, s, xq, yq fp.Element) []fp.Element {
	ss, dx, sy := square(s), sub(x, xo), add(yo, y)
	return append(out,
		sub(mul(sub(xq, x), s), sub(yq, y)),
		sub(mul(add(sub(double(x), ss), xq), add(mul(dx, s), sy)), mul(double(y), dx)),
		sub(square(sy), mul(square(dx), add(sub(ss, xq), xo))))
}

// endoMulScalar takes eight crumbs of a challenge: the number that they make, and the
// pair (a, b) that [Expand] makes of them.
func endoMulScalar(r *Row, out []fp.Element) []fp.Element {
	w := &r.Witness
	c := constants()
	number, a, b := w[0], w[2], w[3]
	for _, x := range w[6:14] {
		xx := square(x)
		toA := mul(x, add(c.crumbA[0], add(mul(x, c.crumbA[1]), mul(xx, c.crumbA[2]))))
		toB := add(toA, sub(sub(mul(c.three, x), xx), c.one))
		number = add(double(double(number)), x)
		a = add(double(a), toA)
		b = add(double(b), toB)
	}
	out = append(out, sub(number, w[1]), sub(a, w[4]), sub(b, w[5]))
	for _, x := range w[6:14] {
		out = append(out, crumb(x))
	}
	return out
}
