//go:build !amd64 || purego

package pallas

func lookup(out *Affine, table []Affine, index uint64) { lookupGeneric(out, table, index) }
