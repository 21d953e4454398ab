package builder

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// forger looks for witnesses that a circuit accepts, beginning with honest ones. What a
// dishonest prover chooses are nodes: the value of all cells that wires connect, or of
// a cell without a wire, whether it holds a variable or not, or of a runtime table.
type forger struct {
	t     *testing.T
	c     *Circuit
	era   layout.Era
	holds func(public []fp.Element) bool // whether the statement is true

	at      [][Columns]int // nodes of the cells
	runtime int            // the first node of the runtime tables
	rows    [][]int        // of nodes: the rows whose gates may read them
	read    [][]int        // of rows: the nodes that the gate reads
	values  []fp.Element
	changed []bool
	random  *rand.Rand
	buffers [2][layout.MaxConstraints]fp.Element
	row     tick.Row

	accepted int                  // witnesses that the check accepted
	forged   [][]fp.Element       // their public inputs, where the statement is false
	entries  *tick.Entries        // of the tables
	joint    fp.Element           // for entries
	lookups  *tick.LookupArgument // nil without lookups
}

func newForger(t *testing.T, c *Circuit, era layout.Era, holds func([]fp.Element) bool) *forger {
	f := &forger{t: t, c: c, era: era, holds: holds, at: make([][Columns]int, len(c.rows)), random: rand.New(rand.NewPCG(1, 2))}
	nodes := 0
	classes := make(map[int32]int)
	for r := range c.rows {
		for column := range Columns {
			class, ok := c.Class(Cell{r, column})
			node, seen := classes[class]
			if !ok || column >= Permuted || !seen {
				node = nodes
				nodes++
			}
			if ok && column < Permuted {
				classes[class] = node
			}
			f.at[r][column] = node
		}
	}
	f.runtime = nodes
	for _, table := range c.runtime {
		nodes += len(table.keys)
	}
	f.values, f.changed, f.rows = make([]fp.Element, nodes), make([]bool, nodes), make([][]int, nodes)
	f.read = make([][]int, len(c.rows))
	for r := range c.rows {
		this, next := c.rows[r].reads()
		for column := range Columns {
			if this.has(column) {
				f.read[r] = append(f.read[r], f.at[r][column])
			}
			if next.has(column) && r+1 < len(c.rows) {
				f.read[r] = append(f.read[r], f.at[r+1][column])
			}
		}
		slices.Sort(f.read[r])
		f.read[r] = slices.Compact(f.read[r])
		for _, node := range f.read[r] {
			f.rows[node] = append(f.rows[node], r)
		}
	}
	if c.features.Lookup() {
		f.joint.SetRandom()
		f.lookups = tick.NewLookupArgument(&c.features, fp.Element{}, fp.Element{}, f.joint)
	}
	return f
}

// load begins with a witness.
func (f *forger) load(w *Witness) {
	for r := range f.at {
		for column, node := range f.at[r] {
			f.values[node] = w.Columns[column][r]
		}
	}
	copy(f.values[f.runtime:], w.Runtime)
	if f.lookups != nil {
		f.entries = tick.NewEntries(f.c.jointEntries(w, &f.joint))
	}
}

// witness returns the nodes as a witness. Its public input is what stands in the rows
// for it.
func (f *forger) witness() *Witness {
	w := &Witness{Runtime: slices.Clone(f.values[f.runtime:])}
	for column := range w.Columns {
		w.Columns[column] = make([]fp.Element, len(f.at))
		for r := range f.at {
			w.Columns[column][r] = f.values[f.at[r][column]]
		}
	}
	w.Public = slices.Clone(w.Columns[0][:len(f.c.public)])
	return w
}

// constraints returns the values of the constraints of a row, in the buffer.
func (f *forger) constraints(r int, buffer *[layout.MaxConstraints]fp.Element) []fp.Element {
	gate, ok := f.c.rows[r].gate.Constrained()
	if !ok {
		return nil
	}
	row := &f.row
	row.Coefficients, row.Next = f.c.rows[r].coefficients, [Columns]fp.Element{}
	for column := range Columns {
		row.Witness[column] = f.values[f.at[r][column]]
		if r+1 < len(f.at) {
			row.Next[column] = f.values[f.at[r+1][column]]
		}
	}
	values := tick.Constraints(f.era, gate, row, buffer[:0])
	if r < len(f.c.public) {
		values[0].Subtract(&values[0], &f.values[f.at[r][0]])
	}
	return values
}

// violatedConstraints returns the constraints of a row that are not 0.
func (f *forger) violatedConstraints(r int) (list []int) {
	for i, v := range f.constraints(r, &f.buffers[0]) {
		if v.IsZero() == 0 {
			list = append(list, i)
		}
	}
	return list
}

// violated returns the first row, of those that changed nodes are about, with a
// constraint that is not 0, and its constraints that are not.
func (f *forger) violated(changed []int) (row int, constraints []int) {
	seen := make(map[int]bool)
	for _, node := range changed {
		for _, r := range f.rows[node] {
			if !seen[r] {
				if constraints := f.violatedConstraints(r); constraints != nil {
					return r, constraints
				}
			}
			seen[r] = true
		}
	}
	return 0, nil
}

// roots returns the values of a node for which a constraint of a row is 0: those of
// polynomials up to the second degree, and small ones of others. The row's values as they
// are stand in the first buffer.
func (f *forger) roots(r, constraint, node int) (roots []fp.Element) {
	defer func(old fp.Element) { f.values[node] = old }(f.values[node])
	evaluate := func(x fp.Element) fp.Element {
		f.values[node] = x
		return f.constraints(r, &f.buffers[1])[constraint]
	}
	const first = 1000
	var y [5]fp.Element
	before := f.buffers[0][constraint]
	if y[0] = evaluate(Small(first)); y[0].Equal(&before) == 1 {
		return nil // the constraint does not depend on the node
	}
	for i := 1; i < len(y); i++ {
		y[i] = evaluate(Small(first + int64(i)))
	}
	// Differences: of the second degree and below exactly if the third ones are 0.
	differences := y
	for order := 1; order <= 3; order++ {
		for i := len(y) - 1; i >= order; i-- {
			differences[i].Subtract(&differences[i], &differences[i-1])
		}
	}
	if differences[3].IsZero() == 0 || differences[4].IsZero() == 0 {
		for _, v := range []int64{0, 1, 2, 3, -1} {
			if y := evaluate(Small(v)); y.IsZero() == 1 {
				roots = append(roots, Small(v))
			}
		}
		return roots
	}
	return quadraticRoots(y[0], differences[1], differences[2], Small(first))
}

// quadraticRoots returns the zeros of the polynomial with the value y at x, and there
// the first and second differences d and e; none if it is constant.
func quadraticRoots(y, d, e, x fp.Element) []fp.Element {
	var a, b fp.Element // y + b t + a t^2 for t = X - x
	a.Halve(&e)
	b.Subtract(&d, &a)
	var t fp.Element
	if a.IsZero() == 1 {
		if b.IsZero() == 1 {
			return nil
		}
		t.Multiply(&y, t.Invert(&b))
		return []fp.Element{*t.Subtract(&x, &t)}
	}
	var discriminant, root fp.Element
	discriminant.Square(&b)
	t.Multiply(&a, &y)
	t.Double(t.Double(&t))
	if _, ok := root.SquareRootVarTime(discriminant.Subtract(&discriminant, &t)); !ok {
		return nil
	}
	roots := make([]fp.Element, 2)
	var inverse fp.Element
	inverse.Invert(inverse.Double(&a))
	for i := range roots {
		roots[i].Subtract(&root, &b)
		roots[i].Multiply(&roots[i], &inverse)
		roots[i].Add(&roots[i], &x)
		root.Negate(&root)
	}
	return roots
}

// with changes a node while it calls then.
func (f *forger) with(node int, value fp.Element, then func()) {
	defer func(old fp.Element) { f.values[node], f.changed[node] = old, false }(f.values[node])
	f.values[node], f.changed[node] = value, true
	then()
}

// repair solves the constraints that changes have violated, one after the other, each for
// what its row reads and has not been changed. It follows as many ways as the budget
// says, to the same number of steps.
func (f *forger) repair(changed []int, depth, budget int) {
	r, constraints := f.violated(changed)
	if constraints == nil {
		f.accept(changed)
		return
	}
	if depth == 0 {
		return
	}
	before := f.buffers[0]
	type way struct {
		node  int
		value fp.Element
	}
	var ways []way
	for _, i := range f.random.Perm(len(f.read[r])) {
		node := f.read[r][i]
		if f.changed[node] || len(ways) >= budget {
			continue
		}
		f.buffers[0] = before
		for _, value := range f.roots(r, constraints[0], node) {
			ways = append(ways, way{node, value})
		}
	}
	for _, w := range ways {
		f.with(w.node, w.value, func() {
			f.repair(append(slices.Clip(changed), w.node), depth-1, max(1, budget/len(ways)))
		})
	}
}

// accept gives a witness whose constraints are 0 to the check. What it accepts has to be
// the statement.
func (f *forger) accept(changed []int) {
	for _, node := range changed {
		for _, r := range f.rows[node] {
			for _, at := range []int{r, r + 1} {
				if !f.inTables(at) {
					f.fillRuntime(changed, at)
					return
				}
			}
		}
	}
	w := f.witness()
	if err := f.c.Check(f.era, w); err != nil {
		require.Contains(f.t, err.Error(), "is not in the table", "the forger takes the witness for a right one")
		return
	}
	f.accepted++
	if !f.holds(w.Public) {
		f.forged = append(f.forged, w.Public)
	}
}

// inTables reports whether what a row looks up is in the fixed tables, or in the runtime
// ones as they are.
func (f *forger) inTables(r int) bool {
	pattern, ok := f.c.Pattern(r)
	if !ok || r >= len(f.at) {
		return true
	}
	if len(f.c.runtime) > 0 {
		f.entries = tick.NewEntries(f.c.jointEntries(f.witness(), &f.joint))
	}
	var cells [Columns]fp.Element
	for column := range cells {
		cells[column] = f.values[f.at[r][column]]
	}
	for _, v := range f.lookups.Values(int(pattern), &cells, nil) {
		if _, ok := f.entries.Find(&v); !ok {
			return false
		}
	}
	return true
}

// fillRuntime sets the values of the runtime tables to what a row looks up.
func (f *forger) fillRuntime(changed []int, r int) {
	node := f.runtime
	for _, table := range f.c.runtime {
		for i := range table.keys {
			for pair := range 3 {
				key, value := f.values[f.at[r][2*pair+1]], f.values[f.at[r][2*pair+2]]
				if key.Equal(&table.keys[i]) == 1 && f.values[node].Equal(&value) == 0 && !f.changed[node] {
					f.with(node, value, func() { f.accept(changed) })
				}
			}
			node++
		}
	}
}

// candidates returns the values to which a node is changed: some that gates treat as
// special, a neighbour of the right one, a random one, and what stands beside it.
func (f *forger) candidates(node int) []fp.Element {
	list := []fp.Element{Small(0), Small(1), Small(2), Small(-1), random(1)[0]}
	for _, step := range []int64{1, 16, 1 << 16} {
		next := Small(step)
		list = append(list, *next.Add(&next, &f.values[node]))
	}
	for _, r := range f.rows[node] {
		for _, other := range f.read[r] {
			negated := f.values[other]
			list = append(list, f.values[other], *negated.Negate(&negated))
		}
	}
	seen := map[[32]byte]bool{f.values[node].Bytes(): true}
	return slices.DeleteFunc(list, func(v fp.Element) bool {
		known := seen[v.Bytes()]
		seen[v.Bytes()] = true
		return known
	})
}

// large reports whether only a part of the nodes and ways is searched.
func (f *forger) large() bool { return len(f.values) >= 120 }

// starts returns the nodes with which to begin: all, or, of a circuit with many, those of
// the first and the last row of each gate, and some others.
func (f *forger) starts() (nodes []int) {
	const others = 30
	last := make(map[Gate]int)
	for r := range f.c.rows {
		last[f.c.Gate(r)] = r
	}
	seen := make(map[Gate]bool)
	for r := range f.c.rows {
		if gate := f.c.Gate(r); !f.large() || !seen[gate] || last[gate] == r {
			nodes = append(nodes, f.read[r]...)
			seen[gate] = true
		}
	}
	if f.large() {
		nodes = append(nodes, f.random.Perm(len(f.values))[:others]...)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// change changes each node to each candidate, alone and with what can be solved beside
// it.
func (f *forger) change() {
	const depth = 8
	budget := 32
	if f.large() {
		budget = 4
	}
	for _, node := range f.starts() {
		for _, value := range f.candidates(node) {
			f.with(node, value, func() { f.repair([]int{node}, depth, budget) })
		}
	}
}

// mix begins with one honest witness, takes over a value of another one, and then
// others of each row that is violated, in a random order, until all are satisfied.
func (f *forger) mix(from, to *Witness) {
	f.load(to)
	other := slices.Clone(f.values)
	f.load(from)
	mine := slices.Clone(f.values)
	for _, start := range f.starts() {
		for range 2 {
			f.mixFrom(start, other)
			copy(f.values, mine)
		}
	}
}

func (f *forger) mixFrom(start int, other []fp.Element) {
	if f.values[start].Equal(&other[start]) == 1 {
		return
	}
	f.values[start] = other[start]
	taken, pending := []int{start}, slices.Clone(f.rows[start])
	for len(pending) > 0 {
		r := pending[len(pending)-1]
		if f.violatedConstraints(r) == nil {
			pending = pending[:len(pending)-1]
			continue
		}
		var open []int
		for _, node := range f.read[r] {
			if f.values[node].Equal(&other[node]) == 0 {
				open = append(open, node)
			}
		}
		if open == nil {
			return
		}
		node := open[f.random.IntN(len(open))]
		f.values[node] = other[node]
		taken, pending = append(taken, node), append(pending, f.rows[node]...)
	}
	f.accept(taken)
}
