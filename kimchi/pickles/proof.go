package pickles

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

const (
	// maxProofText is the longest text of a proof that is looked at. Proofs have
	// 40,000 characters, and 80 for each element of the public input and output.
	maxProofText = 1 << 22

	// maxPrevious is the largest number of proofs that a program verifies.
	maxPrevious = 2
)

// Proof is a proof of an o1js ZkProgram with its public input and output. Make one
// with [ParseProof].
type Proof struct {
	publicInput, publicOutput []fp.Element
	maxProofsVerified         int
	step                      step
	wrap                      tock.Proof
}

// step is what is known of the step proof: challenges, evaluations, and what is passed
// on from the proofs that it verified.
type step struct {
	alpha, beta, gamma, zeta layout.Challenge
	joint                    *layout.Challenge // nil without lookups
	features                 layout.Features
	flags                    [flags]bool // the features as they are written
	opening                  [tick.LogSize]layout.Challenge
	proofsVerified           int
	logDomain                int
	digest                   [4]uint64 // of the transcript before the evaluations
	accumulator              vesta.Affine
	accumulated              [][tock.LogSize]layout.Challenge // wrap challenges of the previous proofs
	previous                 []previous
	public                   tick.Pair
	evaluations              tick.Evaluations
	ftNext                   fp.Element
}

// previous is a commitment of a previous wrap proof, and the challenges of the step
// proof in it.
type previous struct {
	commitment pallas.Affine
	challenges [tick.LogSize]layout.Challenge
}

// Statement returns copies of the public input and output that came with the proof,
// which have as many elements as the program's (SPEC 11.16 [PIC-16]). A proof does not
// bind where one list ends and the other begins, nor zeros at the end: the caller has
// the numbers from the program.
//
// Errors: [ErrStatement] if the proof came with other numbers.
func (p *Proof) Statement(inputs, outputs int) (publicInput, publicOutput []fp.Element, err error) {
	if len(p.publicInput) != inputs || len(p.publicOutput) != outputs {
		return nil, nil, fmt.Errorf("%w: %d and %d elements came with the proof, %d and %d are awaited",
			ErrStatement, len(p.publicInput), len(p.publicOutput), inputs, outputs)
	}
	return slices.Clone(p.publicInput), slices.Clone(p.publicOutput), nil
}

// MaxProofsVerified returns the largest number of proofs that a method of the program
// verifies: 0, 1 or 2.
func (p *Proof) MaxProofsVerified() int { return p.maxProofsVerified }

// ParseProof reads a proof in the form of o1js's Proof.toJSON (SPEC 11.14 [PIC-1],
// [PIC-2]). The errors are [ErrMalformedProof], [ErrNonCanonical], [ErrNotOnCurve],
// [ErrIdentity] and [ErrFeatures]; the memory it takes is a small multiple of the text.
func ParseProof(text []byte) (*Proof, error) {
	p := new(Proof)
	var raw []byte
	if err := p.readJSON(text, &raw); err != nil {
		if errors.Is(err, ErrNonCanonical) {
			return nil, err
		}
		return nil, fmt.Errorf("%w: %w", ErrMalformedProof, err)
	}
	c := &codec{text: raw}
	c.proof(p)
	if err := c.end(); err != nil {
		return nil, err
	}
	if err := p.checkParts(); err != nil {
		return nil, err
	}
	return p, nil
}

// checkParts says whether the numbers of parts are those that the proof names (SPEC 11.14
// [PIC-6]).
func (p *Proof) checkParts() error {
	s := &p.step
	part := ""
	switch {
	case len(s.accumulated) != p.maxProofsVerified:
		part = fmt.Sprintf("maxProofsVerified is %d, messages_for_next_wrap_proof has %d lists", p.maxProofsVerified, len(s.accumulated))
	case len(s.previous) > p.maxProofsVerified:
		part = fmt.Sprintf("maxProofsVerified is %d, messages_for_next_step_proof has %d commitments", p.maxProofsVerified, len(s.previous))
	case s.proofsVerified > p.maxProofsVerified:
		part = fmt.Sprintf("maxProofsVerified is %d, proofs_verified %d", p.maxProofsVerified, s.proofsVerified)
	case (s.joint != nil) != s.features.Lookup():
		part = "the joint combiner and the feature flags"
	default:
		return nil
	}
	return fmt.Errorf("%w: %s", ErrFeatures, part)
}

func (p *Proof) readJSON(text []byte, raw *[]byte) error {
	return strictjson.Document(text, maxProofText, map[string]func(*strictjson.Reader) error{
		"publicInput":  func(r *strictjson.Reader) (err error) { p.publicInput, err = readElements(r); return err },
		"publicOutput": func(r *strictjson.Reader) (err error) { p.publicOutput, err = readElements(r); return err },
		"maxProofsVerified": func(r *strictjson.Reader) (err error) {
			p.maxProofsVerified, err = r.Int()
			if err == nil && (p.maxProofsVerified < 0 || p.maxProofsVerified > maxPrevious) {
				err = errors.New("maxProofsVerified is not 0, 1 or 2")
			}
			return err
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

// MarshalJSON writes the proof as o1js's Proof.toJSON does, without white space (SPEC
// 11.14). It does not fail.
func (p *Proof) MarshalJSON() ([]byte, error) {
	c := &codec{writing: true}
	c.proof(p)
	return json.Marshal(struct {
		PublicInput       []string `json:"publicInput"`
		PublicOutput      []string `json:"publicOutput"`
		MaxProofsVerified int      `json:"maxProofsVerified"`
		Proof             []byte   `json:"proof"` // base64
	}{decimals(p.publicInput), decimals(p.publicOutput), p.maxProofsVerified, c.text})
}

func decimals(list []fp.Element) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].Decimal()
	}
	return out
}

func readElements(r *strictjson.Reader) (list []fp.Element, err error) {
	err = r.Array(func() error {
		s, err := r.String()
		if err != nil {
			return err
		}
		var x fp.Element
		if _, err := x.SetDecimal(s); err != nil {
			return fmt.Errorf("%w: element %d of the public input or output", ErrNonCanonical, len(list))
		}
		list = append(list, x)
		return nil
	})
	return list, err
}
