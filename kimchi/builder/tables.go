package builder

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Table is a lookup table: a number and the entries, each of as many elements as there
// are columns.
type Table struct {
	ID      uint64
	Columns [][]fp.Element
}

// rows returns the number of entries.
func (t *Table) rows() int { return len(t.Columns[0]) }

// runtimeTable is a table whose second column is part of the witness.
type runtimeTable struct {
	id     uint64
	keys   []fp.Element
	values []int32 // variables
}

// Numbers of the tables that gates use.
const (
	xorTable        = 0
	rangeCheckTable = 1
)

// AddTable adds a fixed table for [Builder.LookUp]: one or two columns of equal
// length. It panics for the number of a table that there is: 0 and 1 are the gates'.
func (b *Builder) AddTable(t Table) {
	if len(t.Columns) < 1 || len(t.Columns) > 2 || b.known(t.ID) {
		panic(fmt.Sprintf("builder: table %d", t.ID))
	}
	for _, column := range t.Columns {
		if len(column) != t.rows() || len(column) == 0 {
			panic("builder: the columns of a table differ in length")
		}
	}
	b.tables = append(b.tables, t)
}

// AddRuntimeTable adds a table from keys, which are public and differ, to values, which
// may be any variables. It looks each pair up, which binds the table to the values: a
// row for three pairs, and half a row for each key that is no constant yet. It panics
// for the number of a table that there is.
func (b *Builder) AddRuntimeTable(id uint64, keys []fp.Element, values []Variable) {
	if len(keys) != len(values) || len(keys) == 0 || b.known(id) || !distinct(keys) {
		panic(fmt.Sprintf("builder: runtime table %d", id))
	}
	b.runtime = append(b.runtime, runtimeTable{id: id, keys: keys, values: indices(values)})
	for i := 0; i < len(keys); i += 3 {
		var pairs [3][2]Variable
		for k := range pairs {
			at := min(i+k, len(keys)-1)
			pairs[k] = [2]Variable{b.Constant(keys[at]), values[at]}
		}
		b.LookUp(id, pairs)
	}
}

func distinct(keys []fp.Element) bool {
	seen := make(map[[32]byte]bool)
	for i := range keys {
		seen[keys[i].Bytes()] = true
	}
	return len(seen) == len(keys)
}

func (b *Builder) known(id uint64) bool {
	known := id <= rangeCheckTable
	for _, t := range b.tables {
		known = known || t.ID == id
	}
	for _, t := range b.runtime {
		known = known || t.id == id
	}
	return known
}

// LookUp constrains each of three pairs of a key and a value to be an entry of a table,
// with 0 as the value where a table has one column: one row. Give a pair twice or three
// times if there are fewer. Nothing else bounds key and value; there is no witness for
// a table that the circuit does not have.
func (b *Builder) LookUp(table uint64, pairs [3][2]Variable) {
	cells := []Variable{b.Constant(element(table))}
	for _, pair := range pairs {
		cells = append(cells, pair[0], pair[1])
	}
	b.AddRows(Row{Gate: Lookup, Cells: cells})
}

func element(v uint64) (z fp.Element) {
	z.SetUint64(v)
	return z
}

// tablesInUse returns the gates' tables, those that were added, and last, if no entry
// is 0 in table 0 yet, a table with it: rows that look up less than others look that up.
func (c *Circuit) tablesInUse(added []Table) []Table {
	if !c.features.Lookup() {
		return nil
	}
	var tables []Table
	f := &c.features
	if f.Patterns[layout.XorPattern] {
		tables = append(tables, xorEntries())
	}
	if f.Patterns[layout.RangeCheckPattern] || f.Patterns[layout.ForeignFieldMulPattern] {
		tables = append(tables, rangeCheckEntries())
	}
	if f.Patterns[layout.LookupPattern] {
		tables = append(tables, added...)
	}
	if !f.Patterns[layout.XorPattern] {
		tables = append(tables, Table{ID: xorTable, Columns: [][]fp.Element{make([]fp.Element, 1)}})
	}
	return tables
}

// xorEntries holds x, y and x xor y of four bits, from the largest x and y down.
func xorEntries() Table {
	columns := make([][]fp.Element, 3)
	for k := range uint64(16) {
		for l := range uint64(16) {
			x, y := 15-k, 15-l
			for i, v := range []uint64{x, y, x ^ y} {
				columns[i] = append(columns[i], element(v))
			}
		}
	}
	return Table{ID: xorTable, Columns: columns}
}

// rangeCheckEntries holds the integers of twelve bits.
func rangeCheckEntries() Table {
	column := make([]fp.Element, 1<<12)
	for i := range column {
		column[i].SetUint64(uint64(i))
	}
	return Table{ID: rangeCheckTable, Columns: [][]fp.Element{column}}
}

// entries returns the number of entries of all tables.
func (c *Circuit) entries() (n int) {
	for i := range c.tables {
		n += c.tables[i].rows()
	}
	for i := range c.runtime {
		n += len(c.runtime[i].keys)
	}
	return n
}

// Joined holds all tables of a circuit, one after the other.
type Joined struct {
	Columns [][]fp.Element // as many as the widest table has
	IDs     []fp.Element   // of the entries' tables

	// RuntimeStart is the first entry of the runtime tables, which are last, and
	// RuntimeLength their number.
	RuntimeStart, RuntimeLength int
}

// Tables returns the tables for a domain of n rows, filled up with entries 0 of table 0;
// it returns nil if the circuit has no lookups.
func (c *Circuit) Tables(n int) *Joined {
	if !c.features.Lookup() {
		return nil
	}
	j := &Joined{Columns: make([][]fp.Element, c.features.JointSize()), IDs: make([]fp.Element, n)}
	for i := range j.Columns {
		j.Columns[i] = make([]fp.Element, n)
	}
	at := 0
	place := func(id uint64, columns ...[]fp.Element) {
		for i, column := range columns {
			copy(j.Columns[i][at:], column)
		}
		for i := range columns[0] {
			j.IDs[at+i].SetUint64(id)
		}
		at += len(columns[0])
	}
	for _, t := range c.tables {
		place(t.ID, t.Columns...)
	}
	j.RuntimeStart = at
	for _, t := range c.runtime {
		place(t.id, t.keys)
	}
	j.RuntimeLength = at - j.RuntimeStart
	return j
}
