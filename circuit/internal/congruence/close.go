package congruence

import (
	"math/big"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/permutation/poseidon2"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Close asserts all congruences and the sizes of all elements. The package
// comment proves that this is sound.
func (f *Field) Close() error {
	committer, ok := f.api.(frontend.Committer)
	if !ok {
		return errNoCommitter
	}
	first, err := committer.Commit(append(f.inputs, f.pieces...)...)
	if err != nil {
		return err
	}
	known := len(f.pieces) // what the first commitment binds
	weights, err := f.weights(first, min(f.groups, len(f.asserts)))
	if err != nil {
		return err
	}
	var reduced []*reducedGroup
	for rest := f.asserts; len(rest) > 0; {
		n := min(f.groups, len(rest))
		reduced = append(reduced, f.reduceGroup(rest[:n], weights))
		rest = rest[n:]
	}
	counts := f.hint(countHint, 1<<pieceBits, f.pieces)
	second, err := committer.Commit(append(append([]frontend.Variable{first}, counts...), f.pieces[known:]...)...)
	if err != nil {
		return err
	}
	if !f.omit.Ranges {
		f.assertPieces(second, counts)
	}
	c := &challenge{api: f.api, powers: []frontend.Variable{1, second}}
	for _, g := range reduced {
		if !f.omit.Congruences {
			g.assert(c)
		}
	}
	return nil
}

// assertPieces asserts that every piece is below 2^13: as rational functions of x
//
//	sum over pieces of 1/(x-piece) = sum over i below 2^13 of counts[i]/(x-i)
//
// for some counts exactly if so (U. Haböck, "Multivariate lookups based on
// logarithmic derivatives", 2022, https://eprint.iacr.org/2022/1530). x is random
// and chosen after the pieces and the counts.
func (f *Field) assertPieces(x frontend.Variable, counts []frontend.Variable) {
	left := make([]frontend.Variable, len(f.pieces))
	for i, piece := range f.pieces {
		left[i] = f.api.Sub(x, piece)
	}
	if batch, ok := f.api.(frontend.BatchInverter); ok {
		left = batch.BatchInvert(left)
	} else {
		for i := range left {
			left[i] = f.api.Inverse(left[i])
		}
	}
	right := make([]frontend.Variable, len(counts))
	for i, count := range counts {
		right[i] = f.api.DivUnchecked(count, f.api.Sub(x, i))
	}
	f.api.AssertIsEqual(sum(f.api, left), sum(f.api, right))
}

// weights returns n numbers of 117 bits, two from each lane of Poseidon2's
// permutation of (seed, i). The lane's integer below the modulus r is unique: it
// and a second number add up to r-1, limb by limb with carries.
func (f *Field) weights(seed frontend.Variable, n int) ([]frontend.Variable, error) {
	hash, err := poseidon2.NewPoseidon2(f.api)
	if err != nil {
		return nil, err
	}
	last := new(big.Int).Sub(f.api.Compiler().Field(), big.NewInt(1))
	mask := new(big.Int).Sub(power(weightBits), big.NewInt(1))
	var weights []frontend.Variable
	for i := 0; len(weights) < n; i++ {
		lanes := []frontend.Variable{seed, i}
		if err := hash.Permutation(lanes); err != nil {
			return nil, err
		}
		for _, lane := range lanes {
			out := f.hint(splitHint, 2+2*elementPieces, []frontend.Variable{lane})
			carry, value, rest := out[:2], out[2:2+elementPieces], out[2+elementPieces:]
			f.pieces = append(f.pieces, out[2:]...)
			f.api.AssertIsBoolean(carry[0])
			f.api.AssertIsBoolean(carry[1])
			var in frontend.Variable = 0
			parts := make([]frontend.Variable, 3)
			for j := range parts {
				from, to := j*weightPieces, min((j+1)*weightPieces, elementPieces)
				parts[j] = f.join(value[from:to])
				total := f.api.Add(parts[j], f.join(rest[from:to]), in)
				digit := new(big.Int).Rsh(last, uint(from)*pieceBits)
				if j < 2 {
					digit.And(digit, mask)
					in = carry[j]
					f.api.AssertIsEqual(total, f.api.Add(digit, f.api.Mul(in, power(weightBits))))
					continue
				}
				f.api.AssertIsEqual(total, digit)
			}
			f.api.AssertIsEqual(lane, f.join(value))
			weights = append(weights, parts[0], parts[1])
		}
	}
	return weights[:n], nil
}

// reducedGroup is a group of congruences with their weighted sum's quotient and
// carries.
type reducedGroup struct {
	asserts  []*Expr
	weights  []frontend.Variable
	quotient []frontend.Variable // limbs
	carries  []frontend.Variable
}

// reduceGroup finds the quotient Q and the carries C with
//
//	sum weights[i]*asserts[i] = Q*P + (2^39 - X)*C
//
// where P has p's limbs. Q and C may be negative; shifted by half of what their
// bits hold, they are not.
func (f *Field) reduceGroup(asserts []*Expr, weights []frontend.Variable) *reducedGroup {
	bound := []*big.Int{new(big.Int)}
	for _, e := range asserts {
		bound = addBounds(bound, mulBounds(e.bound, []*big.Int{power(weightBits)}))
	}
	quotientBits, carryBits := f.layout(bound)

	inputs := []frontend.Variable{quotientBits, len(carryBits)}
	outputs := piecesOf(quotientBits)
	for _, bits := range carryBits {
		inputs = append(inputs, bits)
		outputs += piecesOf(bits)
	}
	inputs = append(inputs, len(asserts))
	for i, e := range asserts {
		inputs = append(append(inputs, weights[i]), sized(e)...)
	}
	pieces := f.hint(reduceGroupHint, outputs, inputs)

	g := &reducedGroup{asserts: asserts, weights: weights}
	quotient := f.take(quotientBits, &pieces)
	g.quotient = f.limbs(quotient)
	top := len(g.quotient) - 1
	g.quotient[top] = f.api.Sub(g.quotient[top], power(uint(quotientBits-1-top*limbBits)))
	for _, bits := range carryBits {
		g.carries = append(g.carries, f.api.Sub(f.join(f.take(bits, &pieces)), power(uint(bits-1))))
	}
	return g
}

// take takes the pieces of a number from the list, and has it asserted that the
// number is below 2^bits: the last piece is so if it and its multiple by the power
// of two that fills it up both are below 2^13.
func (f *Field) take(bits int, pieces *[]frontend.Variable) []frontend.Variable {
	n := piecesOf(bits)
	taken := (*pieces)[:n]
	*pieces = (*pieces)[n:]
	f.pieces = append(f.pieces, taken...)
	if unused := n*pieceBits - bits; unused > 0 {
		f.pieces = append(f.pieces, f.api.Mul(taken[n-1], power(uint(unused))))
	}
	return taken
}

// layout returns the bits of the quotient and of each carry of a sum whose
// coefficients do not exceed bound. It panics if the identity of polynomials would
// not follow from the one modulo r: that is a mistake in the circuit.
func (f *Field) layout(bound []*big.Int) (quotient int, carries []int) {
	largest := polynomial(bound).integer()
	quotient = largest.Quo(largest, fp.Modulus()).BitLen() + 1
	limbs := make([]*big.Int, (quotient+limbBits-1)/limbBits)
	for i := range limbs {
		limbs[i] = power(limbBits)
	}
	difference := addBounds(bound, mulBounds(limbs, constantLimbs(fp.Modulus())))
	limit := new(big.Int).Rsh(f.api.Compiler().Field(), 1)
	carry, before := new(big.Int), new(big.Int)
	for _, d := range difference[:len(difference)-1] {
		carry.Add(carry, d)
		carry.Rsh(carry, limbBits).Add(carry, big.NewInt(1))
		bits := carry.BitLen() + 1
		now := power(uint(bits - 1))
		total := new(big.Int).Lsh(now, limbBits)
		if total.Add(total, d).Add(total, before).Cmp(limit) >= 0 {
			panic("congruence: expressions are too large for the native field")
		}
		carries, before = append(carries, bits), now
	}
	return quotient, carries
}

// piecesOf returns how many pieces hold a number of so many bits.
func piecesOf(bits int) int { return (bits + pieceBits - 1) / pieceBits }

// assert compares both sides at the challenge.
func (g *reducedGroup) assert(c *challenge) {
	terms := make([]frontend.Variable, len(g.asserts))
	for i, e := range g.asserts {
		terms[i] = c.api.Mul(g.weights[i], e.at(c))
	}
	var p []frontend.Variable
	for _, limb := range constantLimbs(fp.Modulus()) {
		p = append(p, limb)
	}
	base := c.api.Sub(power(limbBits), c.powers[1])
	c.api.AssertIsEqual(sum(c.api, terms), c.api.Add(
		c.api.Mul(c.evaluate(g.quotient), c.evaluate(p)),
		c.api.Mul(base, c.evaluate(g.carries)),
	))
}
