package bigref

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"sync"
)

// width is the number of elements in a Poseidon state; two of them are the rate.
const width = 3

// matrix is a square matrix of field elements.
type matrix [width][width]*big.Int

// Poseidon is a permutation with all its parameters (SPEC 5.1).
type Poseidon struct {
	field     *Field
	rounds    int
	power     *big.Int          // exponent of the S-box
	initial   bool              // add a row of constants before the first round
	constants [][width]*big.Int // one row a round, after the initial row if there is one
	mds       matrix
	attempt   int
}

// Kimchi returns the parameter set of today's Mina and o1js over f: 55 rounds,
// x^7, no initial constants.
func Kimchi(f *Field) *Poseidon { return kimchi[f]() }

// Legacy returns the parameter set of Mina's first protocol over f: 63 rounds,
// x^5, an initial row of constants.
func Legacy(f *Field) *Poseidon { return legacy[f]() }

var kimchi = map[*Field]func() *Poseidon{
	fp: sync.OnceValue(func() *Poseidon {
		return derive(fp, 55, 7, false, "CodaRescuePasta_p_kimchiRoundConstants", "CodaRescuePasta_p_kimchiMDS")
	}),
	fq: sync.OnceValue(func() *Poseidon {
		return derive(fq, 55, 7, false, "CodaRescuePasta_q_kimchiRoundConstants", "CodaRescuePasta_q_kimchiMDS")
	}),
}

var legacy = map[*Field]func() *Poseidon{
	fp: sync.OnceValue(func() *Poseidon {
		return derive(fp, 63, 5, true, "Pasta_pRoundConstants", "CodaRescueMDS")
	}),
	fq: sync.OnceValue(func() *Poseidon {
		return derive(fq, 63, 5, true, "Pasta_qRoundConstants", "CodaRescueMDS")
	}),
}

// Field returns the field of the state.
func (p *Poseidon) Field() *Field { return p.field }

// Rounds returns the number of rounds, all of them full.
func (p *Poseidon) Rounds() int { return p.rounds }

// RoundConstants returns a copy of the rows of round constants in use order;
// the legacy set's first row is the initial one.
func (p *Poseidon) RoundConstants() [][3]*big.Int {
	rows := make([][width]*big.Int, len(p.constants))
	for r, row := range p.constants {
		rows[r] = copyRow(row)
	}
	return rows
}

// MDS returns a copy of the matrix.
func (p *Poseidon) MDS() [3][3]*big.Int {
	var m matrix
	for i, row := range p.mds {
		m[i] = copyRow(row)
	}
	return m
}

// Attempt returns how many candidate matrices were rejected before [Poseidon.MDS].
func (p *Poseidon) Attempt() int { return p.attempt }

func copyRow(row [width]*big.Int) (c [width]*big.Int) {
	for i, x := range row {
		c[i] = new(big.Int).Set(x)
	}
	return c
}

// derive makes a parameter set as params.sage of proof-systems does.
func derive(f *Field, rounds int, power int64, initial bool, constantsPrefix, mdsPrefix string) *Poseidon {
	p := &Poseidon{field: f, rounds: rounds, power: big.NewInt(power), initial: initial}
	rows := rounds
	if initial {
		rows++
	}
	for r := range rows {
		var row [width]*big.Int
		for column := range row {
			row[column] = randomValue(f, constantsPrefix, width*r+column)
		}
		p.constants = append(p.constants, row)
	}
	p.mds = cauchyMatrix(f, mdsPrefix, 0)
	for hasEigenvalue(f, p.mds) {
		p.attempt++
		p.mds = cauchyMatrix(f, mdsPrefix, p.attempt)
	}
	return p
}

// randomValue returns the first of SHA-256(prefix ‖ i ‖ "_" ‖ 0), (… 1), (… 2)
// that is below the modulus as a big-endian integer.
func randomValue(f *Field, prefix string, i int) *big.Int {
	for j := 0; ; j++ {
		digest := sha256.Sum256(fmt.Appendf(nil, "%s%d_%d", prefix, i, j))
		if x := new(big.Int).SetBytes(digest[:]); f.Contains(x) {
			return x
		}
	}
}

// cauchyMatrix returns the candidate 1/(x_a - y_b) with the given number.
func cauchyMatrix(f *Field, prefix string, attempt int) (m matrix) {
	for a := range m {
		for b := range m[a] {
			x := randomValue(f, prefix+"x", width*attempt+a)
			y := randomValue(f, prefix+"y", width*attempt+b)
			m[a][b] = f.Invert(f.Subtract(x, y))
		}
	}
	return m
}
