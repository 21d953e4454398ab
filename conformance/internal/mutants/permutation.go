package mutants

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

// permutation is the model of poseidon.permute (SPEC 5.2).
type permutation struct {
	field      *bigref.Field
	rows       [][3]*big.Int
	mds        [3][3]*big.Int
	power      int64
	initial    bool // the first row comes before the first round
	transposed bool // of the matrix: a fault
	early      bool // constants before the matrix: a fault
}

// permutes is a permutation with a fault, made of the right one for the field and the
// set that the input names.
func permutes(change func(*permutation)) fault {
	return computes(func(in object) (object, string) {
		f := fieldOf(in)
		set, power, initial := bigref.Kimchi(f), int64(7), false
		if in.text("params") == "legacy" {
			set, power, initial = bigref.Legacy(f), 5, true
		}
		p := permutation{f, set.RoundConstants(), set.MDS(), power, initial, false, false}
		change(&p)
		state := p.permute([3]*big.Int(in.numbers("state")))
		return object{}.with("state", texts(state[:])), ""
	}, "poseidon.permute")
}

func (p *permutation) permute(state [3]*big.Int) [3]*big.Int {
	f, rows := p.field, p.rows
	add := func(row [3]*big.Int) {
		for i := range state {
			state[i] = f.Add(state[i], row[i])
		}
	}
	if p.initial {
		add(rows[0])
		rows = rows[1:]
	}
	for _, row := range rows {
		for i := range state {
			state[i] = f.Power(state[i], big.NewInt(p.power))
		}
		if p.early {
			add(row)
		}
		state = p.mix(state)
		if !p.early {
			add(row)
		}
	}
	return state
}

func (p *permutation) mix(state [3]*big.Int) (product [3]*big.Int) {
	for i := range product {
		product[i] = new(big.Int)
		for j := range state {
			entry := p.mds[i][j]
			if p.transposed {
				entry = p.mds[j][i]
			}
			product[i] = p.field.Add(product[i], p.field.Multiply(entry, state[j]))
		}
	}
	return product
}

// sponge is the model of poseidon.sponge (SPEC 5.4).
type sponge struct {
	reads     int  // lanes that are squeezed out of one state: 2
	turns     bool // permute between a squeeze and the absorption after it: a fault
	continues bool // absorb after a squeeze where the absorption before it ended: a fault
}

// sponges is a sponge with a fault.
func sponges(change func(*sponge)) fault {
	s := sponge{reads: 2}
	change(&s)
	return computes(s.run, "poseidon.sponge")
}

func (s sponge) run(in object) (object, string) {
	set, squeezed := bigref.Kimchi(bigref.Fp()), []string{}
	state := [3]*big.Int{new(big.Int), new(big.Int), new(big.Int)}
	squeezing, absorbed, out := false, 0, 0
	for _, step := range read[[]object](in, "trace") {
		if step.has("absorb") {
			if squeezing {
				squeezing = false
				if !s.continues {
					absorbed = 0
				}
				if s.turns {
					state = set.Permute(state)
				}
			}
			if absorbed == 2 {
				state, absorbed = set.Permute(state), 0
			}
			state[absorbed] = bigref.Fp().Add(state[absorbed], step.number("absorb"))
			absorbed++
			continue
		}
		if !squeezing || out == s.reads {
			state, out = set.Permute(state), 0
			if !squeezing && s.continues && absorbed == 2 {
				absorbed = 0
			}
		}
		squeezing = true
		squeezed = append(squeezed, state[out].String())
		out++
	}
	return object{}.with("squeezed", squeezed), ""
}

// packing is the model of poseidon.pack (SPEC 5.3).
type packing struct {
	bits     int  // a field is full before it has so many: 255
	lowFirst bool // a fault
}

func (p packing) pack(in object) (object, string) {
	fields := in.numbers("fields")
	items := read[[][2]any](in, "packed")
	current, used := new(big.Int), 0
	for i, item := range items {
		value, bits := number(item[0].(string)), int(item[1].(float64))
		if i > 0 && used+bits >= p.bits {
			fields, current, used = append(fields, current), new(big.Int), 0
		}
		if p.lowFirst {
			current = new(big.Int).Or(current, new(big.Int).Lsh(value, uint(used)))
		} else {
			current = new(big.Int).Add(new(big.Int).Lsh(current, uint(bits)), value)
		}
		used += bits
	}
	if len(items) > 0 {
		fields = append(fields, current)
	}
	return object{}.with("fields", texts(fields)), ""
}
