package kimchi

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// maxProofText is the longest text of a proof that is looked at. Proofs have 13,000
// characters, and 80 for each element of the public input.
const maxProofText = 1 << 22

// ParseProof reads a proof in the form of o1js's KimchiProof.toJSON (SPEC 11.13
// [KIM-20], [KIM-21]). The errors are [ErrMalformedProof], [ErrNonCanonical] and
// [ErrNotOnCurve]; the memory it takes is a small multiple of the text.
func ParseProof(text []byte) (*Proof, error) {
	p := new(Proof)
	var raw []byte
	if err := readProofJSON(text, p, &raw); err != nil {
		if errors.Is(err, ErrNonCanonical) {
			return nil, err
		}
		return nil, fmt.Errorf("%w: %w", ErrMalformedProof, err)
	}
	return DecodeProof(raw, p.public)
}

// DecodeProof reads a proof from its bytes, the member proof of the JSON, and a public
// input that stands elsewhere (SPEC 11.13 [KIM-21]). The errors are those of [ParseProof].
func DecodeProof(raw []byte, publicInput []fp.Element) (*Proof, error) {
	p := &Proof{public: slices.Clone(publicInput)}
	r := &proofReader{packReader{rest: raw}}
	r.proof(&p.proof)
	if err := r.end(); err != nil {
		return nil, err
	}
	return p, nil
}

// Bytes returns the proof without its public input: what [DecodeProof] reads.
func (p *Proof) Bytes() []byte {
	w := new(proofWriter)
	w.proof(&p.proof)
	return w.out
}

func readProofJSON(text []byte, p *Proof, raw *[]byte) error {
	return strictjson.Document(text, maxProofText, map[string]func(*strictjson.Reader) error{
		"publicInputFields": func(r *strictjson.Reader) error {
			return r.Array(func() error {
				s, err := r.String()
				if err != nil {
					return err
				}
				var x fp.Element
				if _, err := x.SetDecimal(s); err != nil {
					return fmt.Errorf("%w: element %d of publicInputFields", ErrNonCanonical, len(p.public))
				}
				p.public = append(p.public, x)
				return nil
			})
		},
		"proof": func(r *strictjson.Reader) error {
			packed, err := r.String()
			if err == nil {
				*raw, err = strictjson.Base64(packed)
			}
			return err
		},
	})
}

// MarshalJSON writes the proof in the form of o1js's KimchiProof.toJSON.
func (p *Proof) MarshalJSON() ([]byte, error) {
	form := struct {
		Proof  []byte   `json:"proof"` // base64
		Public []string `json:"publicInputFields"`
	}{p.Bytes(), make([]string, len(p.public))}
	for i := range p.public {
		form.Public[i] = p.public[i].Decimal()
	}
	return json.Marshal(form)
}

// proofReader reads the parts of a proof (SPEC 11.13 [KIM-21]).
type proofReader struct{ packReader }

func (r *proofReader) point() vesta.Affine {
	b := r.bytes(pointSize)
	if r.err != nil {
		return vesta.Affine{}
	}
	p, err := decodePoint(b)
	r.keep(err)
	return p
}

func (r *proofReader) element() fp.Element {
	x, err := decodeElement(r.bytes(32))
	r.keep(err)
	return x
}

func (r *proofReader) keep(err error) {
	if r.err == nil {
		r.err = err
	}
}

// commitment reads a commitment of one chunk.
func (r *proofReader) commitment() vesta.Affine {
	r.exactly(1)
	r.exactly(1)
	return r.point()
}

// pair reads the values of a column, of one chunk.
func (r *proofReader) pair() (p tick.Pair) {
	r.exactly(2)
	r.exactly(1)
	p.Zeta = r.element()
	r.exactly(1)
	p.Next = r.element()
	return p
}

func (r *proofReader) optionalPair() *tick.Pair {
	if r.none() {
		return nil
	}
	p := r.pair()
	return &p
}

func (r *proofReader) pairs(out []tick.Pair) {
	r.exactly(len(out))
	for i := range out {
		out[i] = r.pair()
	}
}

func (r *proofReader) proof(p *tick.Proof) {
	r.exactly(5)
	r.exactly(4)
	r.exactly(len(p.Witness))
	for i := range p.Witness {
		p.Witness[i] = r.commitment()
	}
	p.Permutation = r.commitment()
	r.exactly(1)
	r.exactly(len(p.Quotient))
	for i := range p.Quotient {
		p.Quotient[i] = r.point()
	}
	p.Lookup = r.lookup()
	r.opening(&p.Opening)
	r.evaluations(p)
	p.FtNext = r.element()
	r.exactly(0) // it passes nothing on
}

func (r *proofReader) lookup() *tick.LookupCommitments {
	if r.none() {
		return nil
	}
	l := new(tick.LookupCommitments)
	r.exactly(3)
	n := r.array()
	if n > layout.MaxSorted {
		r.fail("at most five sorted columns")
		return l
	}
	for range n {
		l.Sorted = append(l.Sorted, r.commitment())
	}
	l.Aggregation = r.commitment()
	if !r.none() {
		p := r.commitment()
		l.Runtime = &p
	}
	return l
}

func (r *proofReader) opening(o *tick.Opening) {
	r.exactly(5)
	r.exactly(len(o.Rounds))
	for i := range o.Rounds {
		r.exactly(2)
		o.Rounds[i].Left, o.Rounds[i].Right = r.point(), r.point()
	}
	o.Delta = r.point()
	o.Z1, o.Z2 = r.element(), r.element()
	o.SG = r.point()
}

// evaluationFields is the number of members of the evaluations.
const evaluationFields = 26

func (r *proofReader) evaluations(p *tick.Proof) {
	e := &p.Evaluations
	r.exactly(evaluationFields)
	public := r.pair()
	p.Public = &public
	r.pairs(e.Witness[:])
	e.Permutation = r.pair()
	r.pairs(e.Sigma[:])
	r.pairs(e.Coefficients[:])
	for i := range e.Selectors {
		e.Selectors[i] = r.pair()
	}
	for i := range e.Optional {
		e.Optional[i] = r.optionalPair()
	}
	l := &e.Lookup
	l.Aggregation, l.Table = r.optionalPair(), r.optionalPair()
	r.exactly(len(l.Sorted))
	for i := range l.Sorted {
		l.Sorted[i] = r.optionalPair()
	}
	l.Runtime, l.RuntimeSelector = r.optionalPair(), r.optionalPair()
	for i := range l.Selectors {
		l.Selectors[i] = r.optionalPair()
	}
}
