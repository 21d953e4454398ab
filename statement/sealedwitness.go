package statement

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
)

// SealedRangeDefinition defines sealed-range: a ciphertext decrypts, under the private
// key of a worker's public key, to a payload whose value is at most [Bound] (SPEC 11.5).
// Its instances are [SealedRange].
type SealedRangeDefinition struct{}

// Name returns [SealedRangeName].
func (SealedRangeDefinition) Name() string { return SealedRangeName }

// Summary implements [Definition].
func (SealedRangeDefinition) Summary() string { return "the value in this very ciphertext is" }

// ParseInstance is [ParseSealedRange].
func (SealedRangeDefinition) ParseInstance(inputs []fp.Element) (Instance, error) {
	s, err := ParseSealedRange(inputs)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Sealed returns true.
func (SealedRangeDefinition) Sealed() bool { return true }

// Witness takes the ciphertext and the key of the job. The error is [ErrKey] if it has
// none.
func (SealedRangeDefinition) Witness(job *Job) (Witness, error) {
	if job.Opened == nil || job.Key == nil {
		return nil, ErrKey
	}
	return NewSealedRangeWitness(job.Opened, job.Key), nil
}

// SealedRangeWitness is an instance of sealed-range with the worker's private key.
type SealedRangeWitness struct {
	instance *SealedRange
	key      *address.PrivateKey
}

// NewSealedRangeWitness returns the witness. It holds the key itself, not a copy.
func NewSealedRangeWitness(instance *SealedRange, key *address.PrivateKey) *SealedRangeWitness {
	return &SealedRangeWitness{instance: instance, key: key}
}

// Instance returns the *[SealedRange].
func (w *SealedRangeWitness) Instance() Instance { return w.instance }

// SealedRange returns the instance.
func (w *SealedRangeWitness) SealedRange() *SealedRange { return w.instance }

// Key returns the private key itself, not a copy.
func (w *SealedRangeWitness) Key() *address.PrivateKey { return w.key }

// Check returns the errors of [SealedRange.Open].
func (w *SealedRangeWitness) Check() error {
	_, err := w.instance.Open(w.key)
	return err
}

// Erase erases the private key.
func (w *SealedRangeWitness) Erase() { w.key.Erase() }
