package tick

import "github.com/minaseal/minaseal/pasta/fp"

func appendCrumbs(out []fp.Element, xs ...fp.Element) []fp.Element {
	for _, x := range xs {
		out = append(out, crumb(x))
	}
	return out
}

// rangeCheck0 says that w0 has 88 bits: eight crumbs and six parts of 12 bits, which
// are looked up (two of them here, or in a row of RangeCheck1). With coefficient 1 the
// next row joins it with another limb.
func rangeCheck0(r *Row, out []fp.Element) []fp.Element {
	w, next := &r.Witness, &r.Next
	c := constants()
	out = appendCrumbs(out, w[7:15]...)
	parts := descending(make([]*fp.Element, 0, len(c.rangeCheckPowers)), w, 14, 1)
	compact := add(w[0], mul(c.two88, next[0]))
	return append(out,
		sub(weigh(c.rangeCheckPowers[:], parts...), w[0]),
		mul(r.Coefficients[0], sub(next[1], compact)))
}

// rangeCheck1 says that w0 has 88 bits, with crumbs here and in the next row.
func rangeCheck1(r *Row, out []fp.Element) []fp.Element {
	w, next := &r.Witness, &r.Next
	c := constants()
	out = appendCrumbs(out, w[2])
	out = appendCrumbs(out, w[7:15]...)
	out = appendCrumbs(out, next[0:3]...)
	out = appendCrumbs(out, next[7:15]...)
	parts := make([]*fp.Element, 0, len(c.longPowers))
	parts = descending(parts, next, 14, 7)
	parts = descending(parts, next, 2, 0)
	parts = descending(parts, w, 14, 7)
	parts = descending(parts, w, 6, 2)
	return append(out, sub(weigh(c.longPowers[:], parts...), w[0]))
}

// foreignFieldAdd is left + sign*right = result + overflow*modulus, in three limbs of
// 88 bits, of which the two lower ones are added at once.
func foreignFieldAdd(r *Row, out []fp.Element) []fp.Element {
	w, next, q := &r.Witness, &r.Next, &r.Coefficients
	c := constants()
	overflow, carry, sign := w[6], w[7], q[3]
	compact := func(low, middle fp.Element) fp.Element { return add(low, mul(middle, c.two88)) }
	bottom := add(compact(w[0], w[1]), mul(sign, compact(w[3], w[4])))
	bottom = sub(bottom, mul(overflow, compact(q[0], q[1])))
	bottom = sub(bottom, mul(carry, c.two176))
	top := sub(add(w[2], mul(sign, w[5])), mul(overflow, q[2]))
	return append(out,
		mul(overflow, sub(overflow, sign)),
		mul(carry, sub(square(carry), c.one)),
		sub(bottom, compact(next[0], next[1])),
		sub(add(top, carry), next[2]))
}

// foreignFieldMul is a*b = q*f + r modulo 2^264 and modulo the native field, for the
// foreign modulus f, whose negative modulo 2^264 is in the coefficients.
func foreignFieldMul(r *Row, out []fp.Element) []fp.Element {
	w, next := &r.Witness, &r.Next
	c := constants()
	a, b, q, f := w[0:3], w[3:6], next[2:5], r.Coefficients[1:4]
	r01, r2, quotientBound, bound := next[0], next[1], next[5], r.Coefficients[0]
	product10, product110, product111 := w[6], next[6], next[7]
	carry0 := next[11]
	carry1 := weigh(c.carryShifts[:], &w[7], &w[8], &w[9], &w[10], &next[8], &next[9], &next[10],
		&w[11], &w[12], &w[13], &w[14])

	product := func(i, j int) fp.Element { return add(mul(a[i], b[j]), mul(q[i], f[j])) }
	p0 := product(0, 0)
	p1 := add(product(0, 1), product(1, 0))
	p2 := add(add(product(0, 2), product(2, 0)), product(1, 1))
	native := func(x []fp.Element) fp.Element {
		return add(add(mul(c.two176, x[2]), mul(c.two88, x[1])), x[0])
	}
	high := add(mul(c.two88, product111), product110)
	nativeSum := add(mul(native(a), native(b)), mul(native(q), native(f)))
	return append(out,
		crumb(product111),
		crumb(carry0),
		sub(p1, add(mul(c.two88, high), product10)),
		sub(mul(c.two176, carry0), sub(add(p0, mul(c.two88, product10)), r01)),
		sub(sub(nativeSum, add(mul(c.two176, r2), r01)), mul(native(q), c.two264)),
		crumb(w[11]),
		crumb(w[12]),
		crumb(w[13]),
		boolean(w[14]),
		sub(mul(c.two88, carry1), sub(add(add(p2, high), carry0), r2)),
		sub(quotientBound, sub(sub(add(q[2], c.two88), bound), c.one)))
}

// xor16 takes four nibbles off each of two operands and their exclusive or; the
// nibbles are looked up.
func xor16(r *Row, out []fp.Element) []fp.Element {
	w := &r.Witness
	c := constants()
	for i := range 3 {
		nibbles := w[3+4*i : 7+4*i]
		sum := r.Next[i]
		for k := 3; k >= 0; k-- {
			sum = add(mul(sum, c.sixteen), nibbles[k])
		}
		out = append(out, sub(sum, w[i]))
	}
	return out
}

// rot64 rotates w0 by k bits: w0 2^k = excess 2^64 + shifted, w1 = shifted + excess,
// and the bound excess - 2^k + 2^64 has 64 bits.
func rot64(r *Row, out []fp.Element) []fp.Element {
	w := &r.Witness
	c := constants()
	shifted, excess, twoToRotation := r.Next[0], w[2], r.Coefficients[0]
	out = appendCrumbs(out, w[7:15]...)
	parts := descending(make([]*fp.Element, 0, len(c.rangeCheckPowers)), w, 14, 3)
	return append(out,
		sub(mul(w[0], twoToRotation), add(mul(excess, c.two64), shifted)),
		sub(w[1], add(shifted, excess)),
		sub(weigh(c.rangeCheckPowers[:], parts...), add(sub(excess, twoToRotation), c.two64)))
}
