package prover

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// elementsIn calls f for the words of all field elements that v holds or refers to, in the
// order in which they are found.
func elementsIn(v reflect.Value, seen map[unsafe.Pointer]bool, f func(*[4]uint64)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() || v.Kind() == reflect.Pointer && seen[v.UnsafePointer()] {
			return
		}
		if v.Kind() == reflect.Pointer {
			seen[v.UnsafePointer()] = true
		}
		elementsIn(v.Elem(), seen, f)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			elementsIn(v.Index(i), seen, f)
		}
	case reflect.Struct:
		if t := v.Type(); t == reflect.TypeFor[fp.Element]() || t == reflect.TypeFor[fq.Element]() {
			if v.CanAddr() {
				f((*[4]uint64)(v.Addr().UnsafePointer()))
			}
			return
		}
		for i := range v.NumField() {
			elementsIn(v.Field(i), seen, f)
		}
	}
}

// secretCircuit has a secret in every kind of column: products, a hash, bits and a runtime
// table.
func secretCircuit(t *testing.T) (*builder.Circuit, *builder.Witness) {
	b := builder.New()
	b.Public()
	x, y, small := b.Secret(), b.Secret(), b.Secret()
	b.Bits(small, 16)
	b.Permute([3]builder.Variable{x, b.Multiply(x, y), y})
	b.AddRuntimeTable(5, []fp.Element{builder.Small(10), builder.Small(20)}, []builder.Variable{x, y})
	pair := [2]builder.Variable{b.Constant(builder.Small(20)), y}
	b.LookUp(5, [3][2]builder.Variable{pair, pair, pair})
	c, err := b.Compile()
	require.NoError(t, err)
	secrets := make([]fp.Element, 3)
	secrets[0].SetRandom()
	secrets[1].SetRandom()
	secrets[2].SetUint64(0xabcd)
	w, err := c.Assign([]fp.Element{builder.Small(7)}, secrets)
	clear(secrets)
	require.NoError(t, err)
	return c, w
}

// After a proof nothing of what depended on the witness is left in the memory of the
// process: neither what the arena held, nor a copy of that elsewhere.
//
// covers: KIM-29
func TestProofIsErased(t *testing.T) {
	var circuit *builder.Circuit
	var w *builder.Witness
	erase.Stack(func() { circuit, w = secretCircuit(t) })
	x := NewIndex(layout.Berkeley, circuit)
	s := &session{Index: x, witness: w, proof: new(tick.Proof)}
	var proof *tick.Proof
	var err error
	erase.Stack(func() {
		require.NoError(t, circuit.Check(layout.Berkeley, w))
		proof, err = s.prove()
	})
	require.NoError(t, err)

	needles := testkit.NewNeedles()
	for i, b := range s.secret.blocks {
		element := 0
		elementsIn(reflect.ValueOf(b), map[unsafe.Pointer]bool{}, func(e *[4]uint64) {
			needles.Add(e, fmt.Sprintf("element %d of block %d, a %T of %d", element, i, b, reflect.ValueOf(b).Len()))
			element++
		})
	}
	for i := range w.Columns {
		elementsIn(reflect.ValueOf(w.Columns[i]), nil, func(e *[4]uint64) { needles.Add(e, "witness") })
	}
	one, oneFq := *new(fp.Element).One(), *new(fq.Element).One()
	seen := map[unsafe.Pointer]bool{}
	for _, known := range []any{x, proof, w.Public, tick.Reference(), tick.Lagrange(logSize(x.n)), &one, &oneFq} {
		elementsIn(reflect.ValueOf(known), seen, needles.Remove)
	}
	require.Greater(t, needles.Len(), 1<<12, "values of all columns on the coset")
	found, err := needles.InMemory()
	require.NoError(t, err)
	require.Greater(t, len(found), needles.Len(), "before it is erased all is there")
	t.Logf("%d secrets, in %d places", needles.Len(), len(found))

	s.secret.erase()
	w.Erase()
	found, err = needles.InMemory()
	require.NoError(t, err)
	require.Empty(t, strings.Join(found[:min(len(found), 20)], "\n"))
	runtime.KeepAlive(s)
}
