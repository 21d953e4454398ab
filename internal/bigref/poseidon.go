package bigref

import "math/big"

// Permute returns the permutation of state (SPEC 5.2).
func (p *Poseidon) Permute(state [3]*big.Int) [3]*big.Int {
	f, rows := p.field, p.constants
	state = copyRow(state)
	if p.initial {
		state = addRow(f, state, rows[0])
		rows = rows[1:]
	}
	for r := range p.rounds {
		for i := range state {
			state[i] = f.Power(state[i], p.power)
		}
		state = addRow(f, p.mix(state), rows[r])
	}
	return state
}

func addRow(f *Field, state, row [width]*big.Int) (sum [width]*big.Int) {
	for i := range sum {
		sum[i] = f.Add(state[i], row[i])
	}
	return sum
}

// mix returns the matrix times the column vector state.
func (p *Poseidon) mix(state [width]*big.Int) (product [width]*big.Int) {
	for i := range product {
		sum := new(big.Int)
		for j := range state {
			sum.Add(sum, new(big.Int).Mul(p.mds[i][j], state[j]))
		}
		product[i] = p.field.Reduce(sum)
	}
	return product
}

// Update absorbs the inputs two at a time into state, permuting after each
// pair; an odd last input is paired with 0. No input at all permutes once
// (SPEC 5.3).
func (p *Poseidon) Update(state [3]*big.Int, inputs []*big.Int) [3]*big.Int {
	if len(inputs) == 0 {
		return p.Permute(state)
	}
	state = copyRow(state)
	for i := 0; i < len(inputs); i += 2 {
		state[0] = p.field.Add(state[0], inputs[i])
		if i+1 < len(inputs) {
			state[1] = p.field.Add(state[1], inputs[i+1])
		}
		state = p.Permute(state)
	}
	return state
}

func zeroState() [width]*big.Int {
	return [width]*big.Int{new(big.Int), new(big.Int), new(big.Int)}
}

// Hash returns o1js's Poseidon.hash of the inputs (SPEC 5.3).
func (p *Poseidon) Hash(inputs ...*big.Int) *big.Int {
	return p.Update(zeroState(), inputs)[0]
}

// HashAnyLength returns the hash of the inputs followed by their number, o1js's
// Poseidon.hashAnyLength (SPEC 5.3).
func (p *Poseidon) HashAnyLength(inputs ...*big.Int) *big.Int {
	length := big.NewInt(int64(len(inputs)))
	return p.Hash(append(append([]*big.Int(nil), inputs...), length)...)
}

// HashWithPrefix returns o1js's Poseidon.hashWithPrefix (SPEC 5.3). Its codes
// are PrefixNotASCII and PrefixTooLong.
func (p *Poseidon) HashWithPrefix(prefix string, inputs ...*big.Int) (*big.Int, error) {
	for i := range len(prefix) {
		if prefix[i] >= 0x80 {
			return nil, PrefixNotASCII
		}
	}
	if len(prefix) >= elementBytes {
		return nil, PrefixTooLong
	}
	state := p.Update(zeroState(), []*big.Int{FromLittleEndian([]byte(prefix))})
	return p.Update(state, inputs)[0], nil
}
