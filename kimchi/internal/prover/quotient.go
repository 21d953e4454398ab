package prover

import (
	"runtime"
	"slices"

	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// lowGates are the gates whose constraints, times their selector, have degrees below 4n.
var lowGates = []layout.Gate{layout.Generic, layout.CompleteAdd, layout.ForeignFieldAdd, layout.Xor16}

// quotientJob computes the constraints on the cosets. It holds the values of the columns of
// the proof and of the circuit on one of them: nil for columns that are not there, and for
// those of the circuit that are 0.
type quotientJob struct {
	*session
	columns []*polynomial
	values  [][]fp.Element // of columns, which are the following

	permutation []fp.Element
	witness     [][]fp.Element
	table       []fp.Element
	aggregation []fp.Element
	runtime     []fp.Element
	sorted      [][]fp.Element

	sigma           [][]fp.Element
	coefficients    [][]fp.Element
	selectors       [][]fp.Element // of gates
	patterns        [][]fp.Element // of lookups
	runtimeSelector []fp.Element

	current   int           // coset
	low, high []layout.Gate // those with rows
	space     []quotientSpace

	blinds     [layout.ZkRows + 1]fp.Element
	alphas     [3]fp.Element // of the permutation
	alphaFirst fp.Element    // of the lookups
	betaShifts [layout.Permuted]fp.Element
}

// quotientCoefficients returns the 7n coefficients of the quotient of the constraints by
// x^n - 1.
func (s *session) quotientCoefficients() ([]fp.Element, error) {
	j := s.newQuotientJob()
	low, high := allocate[fp.Element](&s.secret, s.middle.Size()), allocate[fp.Element](&s.secret, s.large.Size())
	for c := range blowup {
		j.setCoset(c)
		batch.Each(len(j.space), func(part int) {
			j.fill(low, high, part*s.n/len(j.space), (part+1)*s.n/len(j.space), &j.space[part])
		})
	}
	s.middle.InverseCosetFFT(low, fp.Generator())
	s.large.InverseCosetFFT(high, fp.Generator())
	addTo(high, low)
	addTo(high, s.public.coefficients)
	// Division by x^n - 1 leaves the remainder in the first n places.
	for i := len(high) - 1; i >= s.n; i-- {
		high[i-s.n].Add(&high[i-s.n], &high[i])
	}
	if trimmed(high[:s.n]) > 0 && !s.forced {
		return nil, errQuotient
	}
	return high[s.n:], nil
}

func addTo(sum, terms []fp.Element) {
	for i := range terms {
		sum[i].Add(&sum[i], &terms[i])
	}
}

func (s *session) newQuotientJob() *quotientJob {
	j := &quotientJob{session: s, space: allocate[quotientSpace](&s.secret, min(4*runtime.GOMAXPROCS(0), s.n))}
	j.addColumns()
	for g, values := range j.selectors {
		switch gate := layout.Gate(g); {
		case values == nil:
		case slices.Contains(lowGates, gate):
			j.low = append(j.low, gate)
		default:
			j.high = append(j.high, gate)
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

// addColumns lists the columns and makes room for their values.
func (j *quotientJob) addColumns() {
	j.permutation = j.add(j.session.permutation)[0]
	j.witness = j.add(j.session.columns...)
	if l := j.lookups; l != nil {
		pair := j.add(l.table, l.aggregation, l.runtime)
		j.table, j.aggregation, j.runtime = pair[0], pair[1], pair[2]
		j.sorted = j.add(l.sorted...)
		j.patterns = j.addFixed(l.index.selectors[:]...)
		j.runtimeSelector = j.addFixed(l.index.runtimeSelector)[0]
	}
	j.sigma = j.addFixed(j.Index.sigma[:]...)
	j.coefficients = j.addFixed(j.Index.coefficients[:]...)
	j.selectors = j.addFixed(j.Index.selectors[:]...)
}

// addFixed is add for columns of the circuit, without those that are 0.
func (j *quotientJob) addFixed(columns ...*polynomial) [][]fp.Element {
	columns = slices.Clone(columns)
	for i, p := range columns {
		if p != nil && p.zero() {
			columns[i] = nil
		}
	}
	return j.add(columns...)
}

// add adds columns, and returns where their values will be: none for those that are not
// there.
func (j *quotientJob) add(columns ...*polynomial) [][]fp.Element {
	values := make([][]fp.Element, len(columns))
	for i, p := range columns {
		if p == nil {
			continue
		}
		values[i] = allocate[fp.Element](&j.secret, j.n)
		j.columns, j.values = append(j.columns, p), append(j.values, values[i])
	}
	return values
}

// setCoset evaluates the columns on coset c.
func (j *quotientJob) setCoset(c int) {
	j.current = c
	batch.Each(len(j.columns), func(i int) {
		j.columns[i].coset(j.values[i], j.domain, &j.coset.shifts[c])
	})
}

// quotientSpace is the space in which one goroutine works.
type quotientSpace struct {
	row         tick.Row
	lookup      tick.LookupRow
	constraints [layout.MaxConstraints]fp.Element
	here, there fp.Element
	t, u        fp.Element
}

// fill sets the values at the points from number first to number last, without last, of the
// coset: in high those of the constraints, in low those of the gates of low degree.
func (j *quotientJob) fill(low, high []fp.Element, first, last int, space *quotientSpace) {
	var x fp.Element
	x.Multiply(&j.coset.shifts[j.current], j.domain.Root(first))
	for k := first; k < last; k++ {
		next, i := (k+1)%j.n, j.current*j.n+k
		j.loadPoint(&space.row, k, next)
		if j.current%2 == 0 {
			j.addGates(&low[k*blowup/2+j.current/2], j.low, space, k)
		}
		sum := &high[k*blowup+j.current]
		j.addGates(sum, j.high, space, k)
		j.addPermutation(sum, space, k, next, i, &x)
		if j.lookups != nil {
			j.addLookups(sum, space, k, next, i, &x)
		}
		x.Multiply(&x, j.domain.Root(1))
	}
}

// loadPoint sets a row to the values at point k of the coset.
func (j *quotientJob) loadPoint(row *tick.Row, k, next int) {
	for c := range row.Witness {
		row.Witness[c], row.Next[c] = j.witness[c][k], j.witness[c][next]
		if values := j.coefficients[c]; values != nil {
			row.Coefficients[c] = values[k]
		}
	}
}

// addGates adds the constraints of gates, each times its selector.
func (j *quotientJob) addGates(sum *fp.Element, gates []layout.Gate, space *quotientSpace, k int) {
	t := &space.t
	for _, g := range gates {
		*t = tick.Combine(tick.Constraints(j.era, g, &space.row, space.constraints[:0]), &j.challenges.Alpha)
		sum.Add(sum, t.Multiply(t, &j.selectors[g][k]))
	}
}

// addPermutation adds the three constraints of the permutation argument.
func (j *quotientJob) addPermutation(sum *fp.Element, space *quotientSpace, k, next, i int, x *fp.Element) {
	here, there, t, u := &space.here, &space.there, &space.t, &space.u
	here.Set(&j.permutation[k])
	there.Set(&j.permutation[next])
	for c := range layout.Permuted {
		t.Add(&space.row.Witness[c], &j.challenges.Gamma)
		here.Multiply(here, u.Add(t, u.Multiply(&j.betaShifts[c], x)))
		there.Multiply(there, u.Add(t, u.Multiply(&j.challenges.Beta, &j.sigma[c][k])))
	}
	here.Subtract(here, there)
	blinds := j.outsideBlinds(x)
	here.Multiply(here, &blinds)
	sum.Add(sum, here.Multiply(here, &j.alphas[0]))

	t.Multiply(&j.alphas[1], &j.coset.toFirst[i])
	t.Add(t, u.Multiply(&j.alphas[2], &j.coset.toBlinds[i]))
	u.Subtract(&j.permutation[k], u.One())
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

func (j *quotientJob) addLookups(sum *fp.Element, space *quotientSpace, k, next, i int, x *fp.Element) {
	r, t := &space.lookup, &space.t
	*r = tick.LookupRow{
		Aggregation: tick.Pair{Zeta: j.aggregation[k], Next: j.aggregation[next]},
		Table:       tick.Pair{Zeta: j.table[k], Next: j.table[next]},
		NotLast:     j.outsideBlinds(x),
		First:       j.coset.toFirst[i],
		Final:       j.coset.toFinal[i],
	}
	r.NotLast.Multiply(&r.NotLast, t.Subtract(x, &j.blinds[layout.ZkRows]))
	for c, column := range j.sorted {
		r.Sorted[c] = tick.Pair{Zeta: column[k], Next: column[next]}
	}
	for p, values := range j.patterns {
		if values != nil {
			r.Selectors[p] = values[k]
		}
	}
	if j.runtime != nil {
		r.Runtime, r.RuntimeSelector = j.runtime[k], j.runtimeSelector[k]
	}
	*t = tick.Combine(j.lookups.argument.Constraints(&space.row, r, space.constraints[:0]), &j.challenges.Alpha)
	sum.Add(sum, t.Multiply(t, &j.alphaFirst))
}
