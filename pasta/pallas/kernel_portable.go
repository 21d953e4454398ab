//go:build !amd64 || purego

package pallas

import "github.com/minaseal/minaseal/pasta/fp"

func (p *jacobian) double() { p.doubleGeneric() }

func (p *jacobian) differences(h, r *fp.Element, q *Affine) { p.differencesGeneric(h, r, q) }

func (p *jacobian) addDifferences(h, r *fp.Element) { p.addDifferencesGeneric(h, r) }

func (p *extended) differences(h, r *fp.Element, q *Affine) { p.differencesGeneric(h, r, q) }

func (p *extended) addDifferences(h, r *fp.Element) { p.addDifferencesGeneric(h, r) }

func addPair(p, q *Affine, product, prefix, denominator *fp.Element) {
	addPairGeneric(p, q, product, prefix, denominator)
}

func lookup(out *Affine, table []Affine, index uint64) { lookupGeneric(out, table, index) }

func gather(out, table []Affine, entries []uint32) { gatherGeneric(out, table, entries) }
