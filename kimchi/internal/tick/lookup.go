package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// LookupArgument is the lookup argument of a circuit for given challenges (SPEC 11.10
// [KIM-11]). It is a variant of plookup (https://eprint.iacr.org/2020/315).
type LookupArgument struct {
	features    layout.Features
	beta, gamma fp.Element
	joint       fp.Element // combines the columns of an entry
	tableID     fp.Element // joint^JointSize, the weight of the table's number
	shiftedBeta fp.Element // gamma(1 + beta)
	betaPower   fp.Element // (1 + beta)^PerRow
	gammaPowers [5]fp.Element
}

// NewLookupArgument returns the argument for challenges.
func NewLookupArgument(f *layout.Features, beta, gamma, joint fp.Element) *LookupArgument {
	beta1 := add(beta, one())
	l := &LookupArgument{
		features: *f, beta: beta, gamma: gamma, joint: joint,
		tableID:     power(joint, uint64(f.JointSize())),
		shiftedBeta: mul(gamma, beta1),
		betaPower:   power(beta1, uint64(f.PerRow())),
	}
	for i := range l.gammaPowers {
		l.gammaPowers[i] = power(gamma, uint64(i))
	}
	return l
}

// LookupRow is what the constraints of the argument are about, beside the [Row].
type LookupRow struct {
	Selectors                [layout.Patterns]fp.Element
	Aggregation, Table       Pair
	Sorted                   [layout.MaxSorted]Pair
	Runtime, RuntimeSelector fp.Element
	// NotLast is 0 in the last four rows; First and Final are n times the Lagrange
	// polynomials of row 0 and of the last but three.
	NotLast, First, Final fp.Element
}

// values appends the joint values that a row looks up by a pattern.
func (l *LookupArgument) values(p layout.Pattern, w *[layout.Columns]fp.Element, out []fp.Element) []fp.Element {
	switch p {
	case layout.XorPattern: // table 0
		for i := range 4 {
			out = append(out, add(w[3+i], mul(l.joint, add(w[7+i], mul(l.joint, w[11+i])))))
		}
	case layout.LookupPattern: // the table's number is w0
		for i := range 3 {
			entry := add(w[2*i+1], mul(l.joint, w[2*i+2]))
			out = append(out, add(entry, mul(l.tableID, w[0])))
		}
	case layout.RangeCheckPattern: // table 1
		for i := range 4 {
			out = append(out, add(w[3+i], l.tableID))
		}
	case layout.ForeignFieldMulPattern: // table 1
		for i := range 4 {
			out = append(out, add(w[7+i], l.tableID))
		}
	}
	return out
}

// Values appends what the row looks up, a value for each of the [Features.PerRow]
// lookups: 0 in table 0 where the row makes none. pattern is -1 for no pattern.
func (l *LookupArgument) Values(pattern int, w *[layout.Columns]fp.Element, out []fp.Element) []fp.Element {
	first := len(out)
	if pattern >= 0 {
		out = l.values(layout.Pattern(pattern), w, out)
	}
	for len(out)-first < l.features.PerRow() {
		out = append(out, fp.Element{})
	}
	return out
}

// factor returns (1+beta)^PerRow times the product of gamma + v for the row's values.
func (l *LookupArgument) factor(values []fp.Element) fp.Element {
	f := mul(l.betaPower, l.gammaPowers[l.features.PerRow()-len(values)])
	for _, v := range values {
		f = mul(f, add(l.gamma, v))
	}
	return f
}

// sides returns what the aggregation is multiplied with, and divided by, from this row
// to the next.
func (l *LookupArgument) sides(r *Row, row *LookupRow) (numerator, denominator fp.Element) {
	var buffer [4]fp.Element
	rest := one()
	for p, present := range l.features.Patterns {
		if !present {
			continue
		}
		selector := row.Selectors[p]
		factor := l.factor(l.values(layout.Pattern(p), &r.Witness, buffer[:0]))
		numerator = add(numerator, mul(selector, factor))
		rest = sub(rest, selector)
	}
	numerator = add(numerator, mul(rest, l.factor(nil)))
	numerator = mul(numerator, l.consecutive(row.Table.Zeta, row.Table.Next))
	denominator.One()
	for i := range l.features.PerRow() + 1 {
		this, next := row.Sorted[i].Zeta, row.Sorted[i].Next
		if i%2 == 1 { // sorted columns run to and fro
			this, next = next, this
		}
		denominator = mul(denominator, l.consecutive(this, next))
	}
	return numerator, denominator
}

// Sides is sides for a row of the trace, for the prover.
func (l *LookupArgument) Sides(r *Row, row *LookupRow) (numerator, denominator fp.Element) {
	return l.sides(r, row)
}

// consecutive returns gamma(1 + beta) + this + beta*next.
func (l *LookupArgument) consecutive(this, next fp.Element) fp.Element {
	return add(add(l.shiftedBeta, this), mul(l.beta, next))
}

// Constraints appends the values of the argument's constraints to out.
func (l *LookupArgument) Constraints(r *Row, row *LookupRow, out []fp.Element) []fp.Element {
	numerator, denominator := l.sides(r, row)
	aggregation := row.Aggregation.Zeta
	step := sub(mul(row.Aggregation.Next, denominator), mul(aggregation, numerator))
	toOne := sub(aggregation, one())
	out = append(out,
		mul(row.NotLast, step),
		mul(row.First, toOne),
		mul(row.Final, toOne))
	for i := range layout.MaxSorted - 1 { // a column begins or ends as the next one does
		var joint fp.Element
		if i < l.features.PerRow() {
			at := row.Final
			if i%2 == 1 {
				at = row.First
			}
			joint = mul(at, sub(row.Sorted[i].Zeta, row.Sorted[i+1].Zeta))
		}
		out = append(out, joint)
	}
	if l.features.Runtime {
		out = append(out, mul(row.Runtime, row.RuntimeSelector))
	}
	return out
}
