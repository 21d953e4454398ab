package pickles

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
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

// PublicInput returns a copy of the public input that came with the proof.
func (p *Proof) PublicInput() []fp.Element { return slices.Clone(p.publicInput) }

// PublicOutput returns a copy of the public output that came with the proof.
func (p *Proof) PublicOutput() []fp.Element { return slices.Clone(p.publicOutput) }

// MaxProofsVerified returns the largest number of proofs that a method of the program
// verifies: 0, 1 or 2.
func (p *Proof) MaxProofsVerified() int { return p.maxProofsVerified }

// ParseProof reads a proof in the form of o1js's Proof.toJSON (SPEC 11.14 [PIC-1],
// [PIC-2]). The errors are [ErrMalformedProof], [ErrNonCanonical], [ErrNotOnCurve],
// [ErrIdentity] and [ErrFeatures]; the memory it takes is a small multiple of the text.
func ParseProof(text []byte) (*Proof, error) {
	p := new(Proof)
	var packed string
	if err := p.readJSON(text, &packed); err != nil {
		if errors.Is(err, fp.ErrNonCanonical) {
			return nil, ErrNonCanonical
		}
		return nil, fmt.Errorf("%w: %w", ErrMalformedProof, err)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: not base64", ErrMalformedProof)
	}
	r := &sexpReader{text: string(raw)}
	r.proof(p)
	if err := r.end(); err != nil {
		return nil, err
	}
	s := &p.step
	if len(s.accumulated) != p.maxProofsVerified || len(s.previous) > p.maxProofsVerified ||
		s.proofsVerified > p.maxProofsVerified || (s.joint != nil) != s.features.Lookup() {
		return nil, ErrFeatures
	}
	return p, nil
}

func (p *Proof) readJSON(text []byte, packed *string) error {
	r, err := strictjson.New(text, maxProofText)
	if err != nil {
		return err
	}
	seen := 0
	err = r.Object(func(name string) (err error) {
		seen++
		switch name {
		case "publicInput":
			p.publicInput, err = readElements(r)
		case "publicOutput":
			p.publicOutput, err = readElements(r)
		case "maxProofsVerified":
			p.maxProofsVerified, err = r.Int()
			if err == nil && (p.maxProofsVerified < 0 || p.maxProofsVerified > maxPrevious) {
				err = errors.New("maxProofsVerified is not 0, 1 or 2")
			}
		case "proof":
			*packed, err = r.String()
		default:
			err = r.Unknown()
		}
		return err
	})
	if err == nil {
		err = r.End()
	}
	if err == nil && seen != 4 {
		err = errors.New("a member is missing")
	}
	return err
}

func readElements(r *strictjson.Reader) (list []fp.Element, err error) {
	err = r.Array(func() error {
		s, err := r.String()
		if err != nil {
			return err
		}
		var x fp.Element
		if _, err := x.SetDecimal(s); err != nil {
			return err
		}
		list = append(list, x)
		return nil
	})
	return list, err
}
