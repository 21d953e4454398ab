package pallas

import "crypto/subtle"

// lookupGeneric sets out = table[index], reading the whole table whatever the
// index is. The index is below the length, and that below 2^31.
func lookupGeneric(out *Affine, table []Affine, index uint64) {
	for i := range table {
		found := subtle.ConstantTimeEq(int32(i), int32(index))
		out.x.Select(&table[i].x, &out.x, found)
		out.y.Select(&table[i].y, &out.y, found)
	}
}

// negateIf sets a = -a if cond is 1, and leaves it if cond is 0. Time does not
// depend on cond.
func (a *Affine) negateIf(cond uint64) {
	var minus Affine
	minus.y.Negate(&a.y)
	a.y.Select(&minus.y, &a.y, int(cond))
}
