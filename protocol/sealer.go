package protocol

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/protocol/wire"
)

// sealer seals and opens the texts of a run of sealed-v1.
type sealer struct {
	job   string
	fixed fixedScalars // nil outside of known-answer tests
}

// fixedScalars are the ephemeral scalars of a known-answer test, by the sequence
// number of the message.
type fixedScalars map[uint32]*fq.Element

// seal seals a text and returns the JSON of the ciphertext and the transcript after
// it. It takes the text's bytes, because a string of them could not be erased.
func (s *sealer) seal(own *address.PrivateKey, to *address.PublicKey, at elgamal.Place, text []byte) (string, fp.Element, error) {
	fields := elgamal.EncodeBytes(text)
	defer func() {
		for i := range fields {
			fields[i].Erase()
		}
	}()
	var c *elgamal.Ciphertext
	var err error
	if s.fixed == nil {
		c, err = elgamal.Seal(own, to, at, fields)
	} else if k := s.fixed[at.Sequence]; k == nil {
		err = ErrConfig
	} else {
		c, err = elgamal.SealWithTestingRandomness(own, to, at, fields, k)
	}
	if err != nil {
		return "", fp.Element{}, err
	}
	body, err := c.MarshalJSON()
	return string(body), NextTranscript(at.Transcript, c), err
}

// open opens the JSON of a ciphertext to a text and returns it with the transcript
// after it.
func (s *sealer) open(own *address.PrivateKey, from *address.PublicKey, at elgamal.Place, body string) (string, fp.Element, error) {
	c, err := elgamal.ParseCiphertext([]byte(body))
	if err != nil {
		return "", fp.Element{}, err
	}
	fields, err := elgamal.Open(own, from, at, c)
	if err != nil {
		return "", fp.Element{}, err
	}
	defer func() {
		for i := range fields {
			fields[i].Erase()
		}
	}()
	text, err := elgamal.DecodeText(fields)
	return text, NextTranscript(at.Transcript, c), err
}

// jobOf returns the job that a request names.
func jobOf(request wire.SealedRequest) string {
	switch q := request.(type) {
	case wire.SealedOptions:
		return q.Job
	case wire.SealedReady:
		return q.Job
	case wire.SealedDone:
		return q.Job
	case wire.Part:
		return q.Job
	case wire.Pointer:
		return q.Job
	default:
		return ""
	}
}
