// Package gatetable reads and writes the gates of a program that o1js compiled, in a
// compact form (SPEC 11.20).
package gatetable

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/minaseal/minaseal/kimchi/layout"
)

// ErrTable reports bytes that are no table of gates.
var ErrTable = errors.New("gatetable: malformed table of gates")

// Table holds the two circuits of a program with one method.
type Table struct {
	KeyHash    [32]byte // of the program's verification key, little-endian
	Step, Wrap Circuit
}

// Circuit is a circuit by its rows. The first rows hold the public input.
type Circuit struct {
	Public    int
	Constants [][32]byte // the coefficients there are, little-endian
	Rows      []Row
}

// Row is a gate, and numbers of constants.
type Row struct {
	Gate         byte
	Coefficients []int

	// Back is, for each cell with wires, the distance to the cell before it with the same
	// variable, counted in such cells from row to row, and 0 if it is the first of them.
	Back [layout.Permuted]int
}

const (
	magic = "gates\x00\x00\x01"

	// maxRows, maxPublic and maxConstants bound what is read. The reference string has
	// as many points.
	maxRows      = 1 << 16
	maxPublic    = 1 << 10
	maxConstants = 1 << 16

	// maxSize is the largest size of a table after it is inflated.
	maxSize = 1 << 24
)

// Encode returns the table as bytes, deflated.
func (t *Table) Encode() ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(t.plain())
	}
	if err == nil {
		err = w.Close()
	}
	return out.Bytes(), err
}

func (t *Table) plain() []byte {
	b := append([]byte(magic), t.KeyHash[:]...)
	for _, c := range []*Circuit{&t.Step, &t.Wrap} {
		for _, n := range []int{c.Public, len(c.Rows), len(c.Constants)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
		for i := range c.Constants {
			b = append(b, c.Constants[i][:]...)
		}
		for i := range c.Rows {
			b = c.Rows[i].append(b)
		}
	}
	return b
}

func (r *Row) append(b []byte) []byte {
	b = append(b, r.Gate)
	for _, n := range r.Back {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = append(b, byte(len(r.Coefficients)))
	for _, n := range r.Coefficients {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// Decode reads a table. It takes one form of what is inflated: the shortest numbers, and
// constants in the order in which they are used first. The error is [ErrTable]; memory is
// bounded.
func Decode(data []byte) (*Table, error) {
	source := bytes.NewReader(data)
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(source), maxSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	case len(plain) > maxSize || source.Len() > 0:
		return nil, fmt.Errorf("%w: too long", ErrTable)
	}
	return decodePlain(plain)
}

// decodePlain is Decode for what is inflated.
func decodePlain(plain []byte) (*Table, error) {
	r := &reader{rest: plain}
	t := new(Table)
	if string(r.bytes(len(magic))) != magic {
		r.fail("it does not begin as one")
	}
	copy(t.KeyHash[:], r.bytes(len(t.KeyHash)))
	r.circuit(&t.Step)
	r.circuit(&t.Wrap)
	if len(r.rest) > 0 {
		r.fail("bytes after the end")
	}
	if r.err != nil {
		return nil, r.err
	}
	return t, nil
}

// reader reads from rest. After an error it returns zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrTable, what)
	}
	r.rest = nil
}

func (r *reader) bytes(n int) []byte {
	if len(r.rest) < n {
		r.fail("it is cut")
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// number reads an integer that is at most max.
func (r *reader) number(max int) int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > uint64(max) || n > 1 && r.rest[n-1] == 0 {
		r.fail("a number")
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

func (r *reader) circuit(c *Circuit) {
	c.Public = r.number(maxPublic)
	rows, constants := r.number(maxRows), r.number(maxConstants)
	if 32*constants > len(r.rest) || rows > len(r.rest) {
		r.fail("it is cut")
		return
	}
	c.Constants = make([][32]byte, constants)
	seen := make(map[[32]byte]bool)
	for i := range c.Constants {
		copy(c.Constants[i][:], r.bytes(32))
		if seen[c.Constants[i]] {
			r.fail("a constant stands twice")
		}
		seen[c.Constants[i]] = true
	}
	c.Rows = make([]Row, rows)
	used := 0
	for i := range c.Rows {
		r.row(&c.Rows[i], i, constants, &used)
	}
	if used != constants {
		r.fail("a constant is not used")
	}
}

func (r *reader) row(row *Row, at, constants int, used *int) {
	row.Gate = r.bytes(1)[0]
	for i := range row.Back {
		row.Back[i] = r.number(at*layout.Permuted + i)
	}
	n := int(r.bytes(1)[0])
	if n > layout.Columns {
		r.fail("too many coefficients")
		return
	}
	for range n {
		k := r.number(constants - 1)
		if k > *used || constants == 0 {
			r.fail("constants are not in order")
			return
		}
		*used = max(*used, k+1)
		row.Coefficients = append(row.Coefficients, k)
	}
}

// Rows returns the rows of a circuit over a field: set reads an element, and row makes a
// row. The error is [ErrTable], for a constant that is no element in canonical form.
func Rows[E, R any](c *Circuit, set func(*E, []byte) (*E, error), row func(gate byte, coefficients []E, back [layout.Permuted]int) R) ([]R, error) {
	constants := make([]E, len(c.Constants))
	for i := range constants {
		if _, err := set(&constants[i], c.Constants[i][:]); err != nil {
			return nil, fmt.Errorf("%w: constant %d: %w", ErrTable, i, err)
		}
	}
	rows := make([]R, len(c.Rows))
	for i := range rows {
		coefficients := make([]E, len(c.Rows[i].Coefficients))
		for k, n := range c.Rows[i].Coefficients {
			coefficients[k] = constants[n]
		}
		rows[i] = row(c.Rows[i].Gate, coefficients, c.Rows[i].Back)
	}
	return rows, nil
}
