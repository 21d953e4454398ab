package prover

import (
	"runtime"

	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
)

// quotientJob computes the constraints on the coset. It holds the values of all columns
// there.
type quotientJob struct {
	*session
	witness     [][]fp.Element
	public      []fp.Element
	permutation []fp.Element
	table       []fp.Element
	aggregation []fp.Element
	runtime     []fp.Element
	sorted      [][]fp.Element

	gates      []layout.Gate // those with rows
	blinds     [layout.ZkRows + 1]fp.Element
	alphas     [3]fp.Element // of the permutation
	alphaFirst fp.Element    // of the lookups
	betaShifts [layout.Permuted]fp.Element
}

// quotientCoefficients returns the 7n coefficients of the quotient of the constraints by
// x^n - 1.
func (s *session) quotientCoefficients() ([]fp.Element, error) {
	j := s.newQuotientJob()
	size := s.large.Size()
	values := make([]fp.Element, size)
	parts := 4 * runtime.GOMAXPROCS(0)
	length := (size + parts - 1) / parts
	layout.Parallel(parts, func(part int) {
		first, last := min(part*length, size), min((part+1)*length, size)
		j.fill(values[first:last], first)
	})
	s.large.InverseCosetFFT(values, fp.Generator())
	degree := layout.Chunks * s.n
	if trimmed(values) > degree && !s.forced {
		return nil, errQuotient
	}
	return values[:degree], nil
}

func (s *session) newQuotientJob() *quotientJob {
	j := &quotientJob{session: s}
	columns := cosetAll(s.large, append([]*polynomial{s.public, s.permutation}, s.columns...))
	j.public, j.permutation, j.witness = columns[0], columns[1], columns[2:]
	if l := s.lookups; l != nil {
		columns = cosetAll(s.large, append([]*polynomial{l.table, l.aggregation, l.runtime}, l.sorted...))
		j.table, j.aggregation, j.runtime, j.sorted = columns[0], columns[1], columns[2], columns[3:]
	}
	for g, values := range s.coset.selectors {
		if values != nil {
			j.gates = append(j.gates, layout.Gate(g))
		}
	}
	for i := range j.blinds {
		j.blinds[i] = *s.domain.Root(s.n - 1 - i)
	}
	power := new(fp.Element).One()
	for range layout.AlphaPermutation {
		power.Multiply(power, &s.challenges.Alpha)
	}
	for i := range j.alphas {
		j.alphas[i].Set(power)
		power.Multiply(power, &s.challenges.Alpha)
	}
	j.alphaFirst.Set(power)
	for i, shift := range tick.Shifts() {
		j.betaShifts[i].Multiply(&shift, &s.challenges.Beta)
	}
	return j
}

// fill sets out to the quotient at the points from number first on.
func (j *quotientJob) fill(out []fp.Element, first int) {
	x, step := *fp.Generator(), *j.large.Root(1)
	x.Multiply(&x, j.large.Root(first))
	row := new(tick.Row)
	for k := range out {
		i := first + k
		next := (i + blowup) % len(j.public)
		j.load(row, i, next)
		sum := &out[k]
		sum.Set(&j.public[i])
		j.addGates(sum, row, i)
		j.addPermutation(sum, row, i, next, &x)
		if j.lookups != nil {
			j.addLookups(sum, row, i, next, &x)
		}
		sum.Multiply(sum, &j.coset.inverse[i%blowup])
		x.Multiply(&x, &step)
	}
}

func (j *quotientJob) load(row *tick.Row, i, next int) {
	for c := range row.Witness {
		row.Witness[c], row.Next[c] = j.witness[c][i], j.witness[c][next]
		if values := j.coset.coefficients[c]; values != nil {
			row.Coefficients[c] = values[i]
		}
	}
}

func (j *quotientJob) addGates(sum *fp.Element, row *tick.Row, i int) {
	var buffer [layout.MaxConstraints]fp.Element
	for _, g := range j.gates {
		t := tick.Combine(tick.Constraints(j.era, g, row, buffer[:0]), &j.challenges.Alpha)
		sum.Add(sum, t.Multiply(&t, &j.coset.selectors[g][i]))
	}
}

// addPermutation adds the three constraints of the permutation argument.
func (j *quotientJob) addPermutation(sum *fp.Element, row *tick.Row, i, next int, x *fp.Element) {
	here, there := j.permutation[i], j.permutation[next]
	var t, u fp.Element
	for c := range layout.Permuted {
		t.Add(&row.Witness[c], &j.challenges.Gamma)
		here.Multiply(&here, u.Add(&t, u.Multiply(&j.betaShifts[c], x)))
		there.Multiply(&there, u.Add(&t, u.Multiply(&j.challenges.Beta, &j.coset.sigma[c][i])))
	}
	here.Subtract(&here, &there)
	blinds := j.outsideBlinds(x)
	here.Multiply(&here, &blinds)
	sum.Add(sum, here.Multiply(&here, &j.alphas[0]))

	t.Multiply(&j.alphas[1], &j.coset.toFirst[i])
	t.Add(&t, u.Multiply(&j.alphas[2], &j.coset.toBlinds[i]))
	u.Subtract(&j.permutation[i], u.One())
	sum.Add(sum, t.Multiply(&t, &u))
}

// outsideBlinds returns the value at x of the polynomial that is 0 on the rows that blind.
func (j *quotientJob) outsideBlinds(x *fp.Element) (v fp.Element) {
	var t fp.Element
	v.Subtract(x, &j.blinds[0])
	for i := 1; i < layout.ZkRows; i++ {
		v.Multiply(&v, t.Subtract(x, &j.blinds[i]))
	}
	return v
}

func (j *quotientJob) addLookups(sum *fp.Element, row *tick.Row, i, next int, x *fp.Element) {
	r := tick.LookupRow{
		Aggregation: tick.Pair{Zeta: j.aggregation[i], Next: j.aggregation[next]},
		Table:       tick.Pair{Zeta: j.table[i], Next: j.table[next]},
		NotLast:     j.outsideBlinds(x),
		First:       j.coset.toFirst[i],
		Final:       j.coset.toFinal[i],
	}
	var t fp.Element
	r.NotLast.Multiply(&r.NotLast, t.Subtract(x, &j.blinds[layout.ZkRows]))
	for c, column := range j.sorted {
		r.Sorted[c] = tick.Pair{Zeta: column[i], Next: column[next]}
	}
	for p, values := range j.lookups.index.selectorCosets {
		if values != nil {
			r.Selectors[p] = values[i]
		}
	}
	if j.runtime != nil {
		r.Runtime, r.RuntimeSelector = j.runtime[i], j.lookups.index.runtimeCoset[i]
	}
	var buffer [8]fp.Element
	t = tick.Combine(j.lookups.argument.Constraints(row, &r, buffer[:0]), &j.challenges.Alpha)
	sum.Add(sum, t.Multiply(&t, &j.alphaFirst))
}
