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
	values := allocate[fp.Element](&s.secret, size)
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
	columns := s.secret.cosetAll(s.large, append([]*polynomial{s.public, s.permutation}, s.columns...))
	j.public, j.permutation, j.witness = columns[0], columns[1], columns[2:]
	if l := s.lookups; l != nil {
		columns = s.secret.cosetAll(s.large, append([]*polynomial{l.table, l.aggregation, l.runtime}, l.sorted...))
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

// quotientSpace is the space in which one goroutine works.
type quotientSpace struct {
	row         tick.Row
	lookup      tick.LookupRow
	constraints [layout.MaxConstraints]fp.Element
	here, there fp.Element
	t, u        fp.Element
}

// fill sets out to the quotient at the points from number first on.
func (j *quotientJob) fill(out []fp.Element, first int) {
	x, step := *fp.Generator(), *j.large.Root(1)
	x.Multiply(&x, j.large.Root(first))
	space := &allocate[quotientSpace](&j.secret, 1)[0]
	for k := range out {
		i := first + k
		next := (i + blowup) % len(j.public)
		j.loadPoint(&space.row, i, next)
		sum := &out[k]
		sum.Set(&j.public[i])
		j.addGates(sum, space, i)
		j.addPermutation(sum, space, i, next, &x)
		if j.lookups != nil {
			j.addLookups(sum, space, i, next, &x)
		}
		sum.Multiply(sum, &j.coset.inverse[i%blowup])
		x.Multiply(&x, &step)
	}
}

// loadPoint sets a row to the values at point i.
func (j *quotientJob) loadPoint(row *tick.Row, i, next int) {
	for c := range row.Witness {
		row.Witness[c], row.Next[c] = j.witness[c][i], j.witness[c][next]
		if values := j.coset.coefficients[c]; values != nil {
			row.Coefficients[c] = values[i]
		}
	}
}

func (j *quotientJob) addGates(sum *fp.Element, space *quotientSpace, i int) {
	t := &space.t
	for _, g := range j.gates {
		*t = tick.Combine(tick.Constraints(j.era, g, &space.row, space.constraints[:0]), &j.challenges.Alpha)
		sum.Add(sum, t.Multiply(t, &j.coset.selectors[g][i]))
	}
}

// addPermutation adds the three constraints of the permutation argument.
func (j *quotientJob) addPermutation(sum *fp.Element, space *quotientSpace, i, next int, x *fp.Element) {
	here, there, t, u := &space.here, &space.there, &space.t, &space.u
	here.Set(&j.permutation[i])
	there.Set(&j.permutation[next])
	for c := range layout.Permuted {
		t.Add(&space.row.Witness[c], &j.challenges.Gamma)
		here.Multiply(here, u.Add(t, u.Multiply(&j.betaShifts[c], x)))
		there.Multiply(there, u.Add(t, u.Multiply(&j.challenges.Beta, &j.coset.sigma[c][i])))
	}
	here.Subtract(here, there)
	blinds := j.outsideBlinds(x)
	here.Multiply(here, &blinds)
	sum.Add(sum, here.Multiply(here, &j.alphas[0]))

	t.Multiply(&j.alphas[1], &j.coset.toFirst[i])
	t.Add(t, u.Multiply(&j.alphas[2], &j.coset.toBlinds[i]))
	u.Subtract(&j.permutation[i], u.One())
	sum.Add(sum, t.Multiply(t, u))
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

func (j *quotientJob) addLookups(sum *fp.Element, space *quotientSpace, i, next int, x *fp.Element) {
	r, t := &space.lookup, &space.t
	*r = tick.LookupRow{
		Aggregation: tick.Pair{Zeta: j.aggregation[i], Next: j.aggregation[next]},
		Table:       tick.Pair{Zeta: j.table[i], Next: j.table[next]},
		NotLast:     j.outsideBlinds(x),
		First:       j.coset.toFirst[i],
		Final:       j.coset.toFinal[i],
	}
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
	*t = tick.Combine(j.lookups.argument.Constraints(&space.row, r, space.constraints[:0]), &j.challenges.Alpha)
	sum.Add(sum, t.Multiply(t, &j.alphaFirst))
}
