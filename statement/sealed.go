package statement

import (
	"slices"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// The names of the statements (SPEC 11.1, 11.5).
const (
	RangeName       = "range"
	SealedRangeName = "sealed-range"
)

// Positions of the public inputs of sealed-range (SPEC 11.5): the number of the
// scheme, W, R, then the elements of the ciphertext, the tag last.
const (
	InputScheme  = 0
	InputWorkerX = 1
	InputWorkerY = 2
	InputR       = 3 // x, y
	InputC       = 5
)

// SealedRange is an instance of the statement sealed-range: everything public of
// it. It is immutable.
type SealedRange struct {
	scheme     elgamal.Scheme
	worker     *address.PublicKey
	ciphertext *elgamal.Ciphertext
}

// NewSealedRange returns the instance for a ciphertext that was made with the
// scheme for the worker's key. Errors: elgamal.ErrUnknownScheme, and those of
// elgamal.NewCiphertext for a Ciphertext that no function of elgamal made.
func NewSealedRange(scheme elgamal.Scheme, worker *address.PublicKey, ciphertext *elgamal.Ciphertext) (*SealedRange, error) {
	if _, err := schemeNumber(scheme); err != nil {
		return nil, err
	}
	if _, err := elgamal.NewCiphertext(ciphertext.PublicKey(), ciphertext.Fields()); err != nil {
		return nil, err
	}
	return &SealedRange{scheme: scheme, worker: worker, ciphertext: ciphertext}, nil
}

// ParseSealedRange is the inverse of [SealedRange.Inputs] (SPEC 11.5 [PRF-15],
// [PRF-16]). Errors: ErrInputs for too few inputs or an unknown number of a
// scheme; elgamal.ErrNotOnCurve for a W or an R that is no point of the curve,
// which (0, 0) is not either.
func ParseSealedRange(inputs []fp.Element) (*SealedRange, error) {
	if len(inputs) < InputC+2 {
		return nil, ErrInputs
	}
	var scheme elgamal.Scheme
	for _, s := range []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2} {
		if n, err := schemeNumber(s); err == nil && n.Equal(&inputs[InputScheme]) == 1 {
			scheme = s
		}
	}
	if scheme == 0 {
		return nil, ErrInputs
	}
	var w, r pallas.Point
	if _, err := w.SetAffine(&inputs[InputWorkerX], &inputs[InputWorkerY]); err != nil {
		return nil, elgamal.ErrNotOnCurve
	}
	if _, err := r.SetAffine(&inputs[InputR], &inputs[InputR+1]); err != nil {
		return nil, elgamal.ErrNotOnCurve
	}
	worker, err := address.PublicKeyFromPoint(&w)
	if err != nil {
		return nil, err
	}
	ciphertext, err := elgamal.NewCiphertext(&r, inputs[InputC:])
	if err != nil {
		return nil, err
	}
	return &SealedRange{scheme: scheme, worker: worker, ciphertext: ciphertext}, nil
}

// schemeNumber returns the public input that names the scheme: 1 for o1js-v1, 2
// for o1js-v2 [PRF-15].
func schemeNumber(s elgamal.Scheme) (*fp.Element, error) {
	switch s {
	case elgamal.O1jsV1:
		return new(fp.Element).SetUint64(1), nil
	case elgamal.O1jsV2:
		return new(fp.Element).SetUint64(2), nil
	}
	return nil, elgamal.ErrUnknownScheme
}

// Scheme returns the encryption scheme.
func (s *SealedRange) Scheme() elgamal.Scheme { return s.scheme }

// Worker returns the worker's public key.
func (s *SealedRange) Worker() *address.PublicKey { return s.worker }

// Ciphertext returns the ciphertext.
func (s *SealedRange) Ciphertext() *elgamal.Ciphertext { return s.ciphertext }

// Fields returns the number of elements of the message, without the tag.
func (s *SealedRange) Fields() int { return len(s.ciphertext.Fields()) - 1 }

// Inputs returns the public inputs in their order [PRF-14]: the number of the
// scheme, W.x, W.y, R.x, R.y, the elements of the ciphertext, its tag. There are
// 6 more than the message has elements.
func (s *SealedRange) Inputs() []fp.Element {
	number, err := schemeNumber(s.scheme)
	if err != nil {
		panic(err) // no such instance is made
	}
	rx, ry := s.ciphertext.PublicKey().Affine()
	return slices.Concat([]fp.Element{*number, s.worker.X(), s.worker.Y(), rx, ry}, s.ciphertext.Fields())
}

// Open checks the relation natively for the witness w and returns the value in
// the payload (SPEC 11.5 [PRF-17] to [PRF-19]). Errors: address.ErrErased; ErrKey
// if W is not w*G; elgamal.ErrTag; ErrPayload and ErrValueOutOfRange.
func (s *SealedRange) Open(w *address.PrivateKey) (uint64, error) {
	if w.Erased() {
		return 0, address.ErrErased
	}
	if !w.PublicKey().Equal(s.worker) {
		return 0, ErrKey
	}
	message, err := s.scheme.Decrypt(w, s.ciphertext)
	if err != nil {
		return 0, err
	}
	defer func() {
		for i := range message {
			message[i].Erase()
		}
	}()
	return parseMessage(message)
}
