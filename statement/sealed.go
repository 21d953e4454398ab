package statement

import (
	"encoding/binary"
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

// Positions of the public inputs of sealed-range that do not depend on the scheme (SPEC
// 11.5): the number of the scheme, and the worker's key. [Scheme.InputR] is next.
const (
	InputScheme  = 0
	InputWorkerX = 1
	InputWorkerY = 2
)

// Positions of those that sealed-v1 alone has.
const (
	InputSenderX    = 3
	InputSenderY    = 4
	InputTranscript = 5
	InputDirection  = 6
	InputSequence   = 7
)

// SealedRange is an instance of the statement sealed-range: everything public of
// it. It is immutable.
type SealedRange struct {
	scheme     Scheme
	worker     *address.PublicKey
	sender     *address.PublicKey // of sealed-v1, as the place
	at         elgamal.Place
	ciphertext *elgamal.Ciphertext
}

// NewSealedRange returns the instance for a ciphertext that was made with a scheme of
// o1js for the worker's key. Errors: elgamal.ErrUnknownScheme, and those of
// elgamal.NewCiphertext for a Ciphertext that no function of elgamal made.
func NewSealedRange(scheme elgamal.Scheme, worker *address.PublicKey, ciphertext *elgamal.Ciphertext) (*SealedRange, error) {
	s := &SealedRange{scheme: schemeOf(scheme), worker: worker, ciphertext: ciphertext}
	return s.check()
}

// NewSealedMessageRange returns the instance for a message of sealed-v1 that the sender
// sealed for the worker's key at the place. Errors: ErrInputs for a direction that there
// is not, and those of elgamal.NewCiphertext for a Ciphertext that no function of elgamal
// made.
func NewSealedMessageRange(sender, worker *address.PublicKey, at elgamal.Place, ciphertext *elgamal.Ciphertext) (*SealedRange, error) {
	s := &SealedRange{scheme: SealedV1, worker: worker, sender: sender, at: at, ciphertext: ciphertext}
	return s.check()
}

func (s *SealedRange) check() (*SealedRange, error) {
	if s.scheme == 0 {
		return nil, elgamal.ErrUnknownScheme
	}
	if s.at.Direction > elgamal.ToWorker {
		return nil, ErrInputs
	}
	if _, err := elgamal.NewCiphertext(s.ciphertext.PublicKey(), s.ciphertext.Fields()); err != nil {
		return nil, err
	}
	return s, nil
}

// ParseSealedRange is the inverse of [SealedRange.Inputs] (SPEC 11.5 [PRF-15],
// [PRF-16], [PRF-22]). Errors: ErrInputs for too few inputs, an unknown number of a
// scheme, or a place that there is not; elgamal.ErrNotOnCurve for a W, an A or an R that
// is no point of the curve, which (0, 0) is not either.
func ParseSealedRange(inputs []fp.Element) (*SealedRange, error) {
	if len(inputs) == 0 {
		return nil, ErrInputs
	}
	s := &SealedRange{scheme: numbered(&inputs[InputScheme])}
	if s.scheme == 0 || len(inputs) < s.scheme.InputC()+2 {
		return nil, ErrInputs
	}
	worker, err := parsePoint(inputs[InputWorkerX:])
	if err != nil {
		return nil, err
	}
	if s.worker, err = address.PublicKeyFromPoint(worker); err != nil {
		return nil, err
	}
	if s.scheme == SealedV1 {
		if err := s.parsePlace(inputs); err != nil {
			return nil, err
		}
	}
	r, err := parsePoint(inputs[s.scheme.InputR():])
	if err != nil {
		return nil, err
	}
	if s.ciphertext, err = elgamal.NewCiphertext(r, inputs[s.scheme.InputC():]); err != nil {
		return nil, err
	}
	return s, nil
}

// parsePlace sets the sender and the place.
func (s *SealedRange) parsePlace(inputs []fp.Element) error {
	sender, err := parsePoint(inputs[InputSenderX:])
	if err != nil {
		return err
	}
	if s.sender, err = address.PublicKeyFromPoint(sender); err != nil {
		return err
	}
	direction, sequence := inputs[InputDirection].Bytes(), inputs[InputSequence].Bytes()
	s.at = elgamal.Place{
		Transcript: inputs[InputTranscript],
		Direction:  elgamal.Direction(direction[0]),
		Sequence:   binary.LittleEndian.Uint32(sequence[:]),
	}
	for i, x := range place(s.at) {
		if x.Equal(&inputs[InputTranscript+i]) == 0 || s.at.Direction > elgamal.ToWorker {
			return ErrInputs
		}
	}
	return nil
}

// parsePoint returns the point of the first two inputs.
func parsePoint(inputs []fp.Element) (*pallas.Point, error) {
	p, err := new(pallas.Point).SetAffine(&inputs[0], &inputs[1])
	if err != nil {
		return nil, elgamal.ErrNotOnCurve
	}
	return p, nil
}

// place returns the public inputs that name a place.
func place(at elgamal.Place) []fp.Element {
	inputs := []fp.Element{at.Transcript, {}, {}}
	inputs[1].SetUint64(uint64(at.Direction))
	inputs[2].SetUint64(uint64(at.Sequence))
	return inputs
}

// Scheme returns the encryption scheme.
func (s *SealedRange) Scheme() Scheme { return s.scheme }

// Worker returns the public key of the worker, to whom the ciphertext was encrypted.
func (s *SealedRange) Worker() *address.PublicKey { return s.worker }

// Sender returns the public key of the sender, nil for a scheme of o1js.
func (s *SealedRange) Sender() *address.PublicKey { return s.sender }

// Place returns where the message stands in its run. It is zero for a scheme of o1js.
func (s *SealedRange) Place() elgamal.Place { return s.at }

// Ciphertext returns the ciphertext.
func (s *SealedRange) Ciphertext() *elgamal.Ciphertext { return s.ciphertext }

// Fields returns the number of elements of the message, without the tag.
func (s *SealedRange) Fields() int { return len(s.ciphertext.Fields()) - 1 }

// Inputs returns the public inputs in their order [PRF-14]: the number of the scheme,
// W.x, W.y; for sealed-v1 A.x, A.y, the transcript, direction and sequence; then R.x,
// R.y, the elements of the ciphertext, its tag.
func (s *SealedRange) Inputs() []fp.Element {
	inputs := []fp.Element{s.scheme.number(), s.worker.X(), s.worker.Y()}
	if s.scheme == SealedV1 {
		inputs = append(inputs, s.sender.X(), s.sender.Y())
		inputs = append(inputs, place(s.at)...)
	}
	rx, ry := s.ciphertext.PublicKey().Affine()
	return slices.Concat(inputs, []fp.Element{rx, ry}, s.ciphertext.Fields())
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
	message, err := s.Decrypt(w)
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

// Decrypt returns the message that the private key w opens, whatever it says, for the
// caller to erase. Errors: those of the scheme's decryption.
func (s *SealedRange) Decrypt(w *address.PrivateKey) ([]fp.Element, error) {
	if s.scheme == SealedV1 {
		return elgamal.Open(w, s.sender, s.at, s.ciphertext)
	}
	return s.scheme.o1js().Decrypt(w, s.ciphertext)
}
