package tick

import (
	"encoding/binary"
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Entries finds the entries of a table by their joint values. Runtime tables are secret:
// [Entries.Erase] it. Time depends on the values.
type Entries struct {
	values []fp.Element
	slots  []uint32 // hash table with open addressing: the entry's number plus 1, or 0
}

// NewEntries returns the entries with these values, to which it refers.
func NewEntries(values []fp.Element) *Entries {
	e := &Entries{values: values, slots: make([]uint32, 2<<bits.Len(uint(len(values))))}
	for i := range values {
		if slot := e.slot(&values[i]); *slot == 0 {
			*slot = uint32(i) + 1
		}
	}
	return e
}

// Find returns the number of the first entry with a value, and false if there is none.
func (e *Entries) Find(v *fp.Element) (int, bool) {
	slot := *e.slot(v)
	return int(slot) - 1, slot != 0
}

// slot returns the place for a value: that of its entry, or an empty one.
func (e *Entries) slot(v *fp.Element) *uint32 {
	const odd = 0x9e3779b97f4a7c15 // 2^64 over the golden ratio: spreads small values
	key := v.Bytes()
	hash := binary.LittleEndian.Uint64(key[:]) ^ binary.LittleEndian.Uint64(key[16:])
	clear(key[:])
	for i := hash * odd >> (65 - bits.Len(uint(len(e.slots)))); ; i++ {
		slot := &e.slots[i&uint64(len(e.slots)-1)]
		if *slot == 0 || e.values[*slot-1].Equal(v) == 1 {
			return slot
		}
	}
}

// Erase overwrites what depends on the values, but for the values themselves.
func (e *Entries) Erase() { clear(e.slots) }
