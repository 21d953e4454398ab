//go:build !purego

package pallas

import "golang.org/x/sys/cpu"

// useAVX2 chooses the vector lookup. Tests switch it to compare both paths.
var useAVX2 = cpu.X86.HasAVX2

// lookupAVX2 is lookup for a table of count entries.
//
//go:noescape
func lookupAVX2(out, table *Affine, count, index uint64)

func lookup(out *Affine, table []Affine, index uint64) {
	if useAVX2 {
		lookupAVX2(out, &table[0], uint64(len(table)), index)
		return
	}
	lookupGeneric(out, table, index)
}
