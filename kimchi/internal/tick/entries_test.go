package tick

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Every entry is found, the first of equal ones, and nothing else.
func TestEntries(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100, 4096} {
		values := make([]fp.Element, n)
		for i := range values {
			values[i].SetUint64(uint64(i * i % 1000 * 0x10000001))
		}
		e, firsts := NewEntries(values), make(map[[32]byte]int)
		for i := range values {
			key := values[i].Bytes()
			if _, ok := firsts[key]; !ok {
				firsts[key] = i
			}
			at, ok := e.Find(&values[i])
			require.True(t, ok)
			require.Equal(t, firsts[key], at)
		}
		for range 100 {
			_, ok := e.Find(new(fp.Element).SetRandom())
			require.False(t, ok)
		}
		e.Erase()
		require.Equal(t, make([]uint32, len(e.slots)), e.slots)
	}
}
