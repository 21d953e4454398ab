//go:build !purego

package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"golang.org/x/sys/cpu"
)

// useBMI2 and useAVX2 choose the assembly kernels, which need MULX and vectors
// of 256 bits. Tests switch them to compare both paths.
var (
	useBMI2 = cpu.X86.HasBMI2
	useAVX2 = cpu.X86.HasAVX2
)

//go:noescape
func doubleBMI2(p *jacobian)

//go:noescape
func jacobianDifferencesBMI2(p *jacobian, h, r *fp.Element, q *Affine)

//go:noescape
func addJacobianBMI2(p *jacobian, h, r *fp.Element)

//go:noescape
func extendedDifferencesBMI2(p *extended, h, r *fp.Element, q *Affine)

//go:noescape
func addExtendedBMI2(p *extended, h, r *fp.Element)

//go:noescape
func addPairBMI2(p, q *Affine, product, prefix, denominator *fp.Element)

//go:noescape
func lookupAVX2(out, table *Affine, count, index uint64)

// gatherPoints is gatherGeneric for n > 0 entries; it needs no feature.
//
//go:noescape
func gatherPoints(out, table *Affine, entries *uint32, n int)

func gather(out, table []Affine, entries []uint32) {
	if len(entries) > 0 {
		_ = out[len(entries)-1]
		gatherPoints(&out[0], &table[0], &entries[0], len(entries))
	}
}

func (p *jacobian) double() {
	if useBMI2 {
		doubleBMI2(p)
		return
	}
	p.doubleGeneric()
}

func (p *jacobian) differences(h, r *fp.Element, q *Affine) {
	if useBMI2 {
		jacobianDifferencesBMI2(p, h, r, q)
		return
	}
	p.differencesGeneric(h, r, q)
}

func (p *jacobian) addDifferences(h, r *fp.Element) {
	if useBMI2 {
		addJacobianBMI2(p, h, r)
		return
	}
	p.addDifferencesGeneric(h, r)
}

func (p *extended) differences(h, r *fp.Element, q *Affine) {
	if useBMI2 {
		extendedDifferencesBMI2(p, h, r, q)
		return
	}
	p.differencesGeneric(h, r, q)
}

func (p *extended) addDifferences(h, r *fp.Element) {
	if useBMI2 {
		addExtendedBMI2(p, h, r)
		return
	}
	p.addDifferencesGeneric(h, r)
}

func addPair(p, q *Affine, product, prefix, denominator *fp.Element) {
	if useBMI2 {
		addPairBMI2(p, q, product, prefix, denominator)
		return
	}
	addPairGeneric(p, q, product, prefix, denominator)
}

func lookup(out *Affine, table []Affine, index uint64) {
	if useAVX2 {
		lookupAVX2(out, &table[0], uint64(len(table)), index)
		return
	}
	lookupGeneric(out, table, index)
}
