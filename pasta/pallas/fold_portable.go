//go:build !amd64 || purego

package pallas

func newFoldSpace(int) pairSpace { return pairSpace{} }

func (f *folder) double(p *lanes) { f.doubleGeneric(p) }

func (f *folder) add(p, q *lanes) { f.addGeneric(p, q) }
