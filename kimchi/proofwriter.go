package kimchi

import (
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// proofWriter writes the parts of a proof; proofReader reads them.
type proofWriter struct{ packWriter }

func (w *proofWriter) point(p *vesta.Affine) {
	b := encodePoint(p)
	w.bytes(b[:])
}

func (w *proofWriter) element(x *fp.Element) {
	b := x.Bytes()
	w.bytes(b[:])
}

func (w *proofWriter) commitment(p *vesta.Affine) {
	w.array(1)
	w.array(1)
	w.point(p)
}

func (w *proofWriter) pair(p *tick.Pair) {
	w.array(2)
	w.array(1)
	w.element(&p.Zeta)
	w.array(1)
	w.element(&p.Next)
}

func (w *proofWriter) optionalPair(p *tick.Pair) {
	if p == nil {
		w.none()
		return
	}
	w.pair(p)
}

func (w *proofWriter) pairs(list []tick.Pair) {
	w.array(len(list))
	for i := range list {
		w.pair(&list[i])
	}
}

func (w *proofWriter) proof(p *tick.Proof) {
	w.array(5)
	w.array(4)
	w.array(len(p.Witness))
	for i := range p.Witness {
		w.commitment(&p.Witness[i])
	}
	w.commitment(&p.Permutation)
	w.array(1)
	w.array(len(p.Quotient))
	for i := range p.Quotient {
		w.point(&p.Quotient[i])
	}
	w.lookup(p.Lookup)
	w.opening(&p.Opening)
	w.evaluations(p)
	w.element(&p.FtNext)
	w.array(0)
}

func (w *proofWriter) lookup(l *tick.LookupCommitments) {
	if l == nil {
		w.none()
		return
	}
	w.array(3)
	w.array(len(l.Sorted))
	for i := range l.Sorted {
		w.commitment(&l.Sorted[i])
	}
	w.commitment(&l.Aggregation)
	if l.Runtime == nil {
		w.none()
	} else {
		w.commitment(l.Runtime)
	}
}

func (w *proofWriter) opening(o *tick.Opening) {
	w.array(5)
	w.array(len(o.Rounds))
	for i := range o.Rounds {
		w.array(2)
		w.point(&o.Rounds[i].Left)
		w.point(&o.Rounds[i].Right)
	}
	w.point(&o.Delta)
	w.element(&o.Z1)
	w.element(&o.Z2)
	w.point(&o.SG)
}

func (w *proofWriter) evaluations(p *tick.Proof) {
	e := &p.Evaluations
	w.array(evaluationFields)
	w.pair(p.Public)
	w.pairs(e.Witness[:])
	w.pair(&e.Permutation)
	w.pairs(e.Sigma[:])
	w.pairs(e.Coefficients[:])
	for i := range e.Selectors {
		w.pair(&e.Selectors[i])
	}
	for i := range e.Optional {
		w.optionalPair(e.Optional[i])
	}
	l := &e.Lookup
	w.optionalPair(l.Aggregation)
	w.optionalPair(l.Table)
	w.array(len(l.Sorted))
	for i := range l.Sorted {
		w.optionalPair(l.Sorted[i])
	}
	w.optionalPair(l.Runtime)
	w.optionalPair(l.RuntimeSelector)
	for i := range l.Selectors {
		w.optionalPair(l.Selectors[i])
	}
}
