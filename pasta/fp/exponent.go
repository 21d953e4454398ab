package fp

// exponentiate sets z = x^e. Time depends on e, which is always a constant of
// the package, and not on x. Fixed windows of four bits; windows of zeros cost
// squarings alone, which suits exponents made from the moduli.
func exponentiate(z, x *limbs, e *limbs) {
	var table [16]limbs
	table[1] = *x
	for i := 2; i < 16; i++ {
		mul(&table[i], &table[i-1], x)
	}
	acc, started := montgomeryOne, false
	for i := 63; i >= 0; i-- {
		if started {
			square(&acc, &acc)
			square(&acc, &acc)
			square(&acc, &acc)
			square(&acc, &acc)
		}
		if w := e[i/16] >> (4 * (i % 16)) & 15; w != 0 {
			mul(&acc, &acc, &table[w])
			started = true
		}
	}
	*z = acc
}
