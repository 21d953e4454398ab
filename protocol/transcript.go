package protocol

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/protocol/wire"
)

// The prefixes of the hashes of sealed-v1 (SPEC 8.7, 8.8).
const (
	prefixJob        = "minaseal-job"
	prefixTranscript = "minaseal-sealed-v1"
	prefixTicket     = "minaseal-ticket"
)

// Transcript returns the transcript at the start of a run of sealed-v1, which the
// identity signs (SPEC 8.7 [HSK-25]).
//
// Errors: wire.ErrMalformed for a job that has no such name. Variable time:
// everything is public.
func Transcript(job string, app, worker, identity *address.PublicKey) (fp.Element, error) {
	field, err := jobField(job)
	if err != nil {
		return fp.Element{}, err
	}
	inputs := []fp.Element{field}
	for _, key := range []*address.PublicKey{app, worker, identity} {
		inputs = append(inputs, halves(key)...)
	}
	return hashed(prefixTranscript, inputs), nil
}

// NextTranscript returns the transcript after a sealed message (SPEC 8.7). It does
// not depend on a secret.
func NextTranscript(h fp.Element, c *elgamal.Ciphertext) fp.Element {
	return poseidon.Hash(h, c.Tag())
}

// jobField is job_field of SPEC 8.7.
func jobField(job string) (fp.Element, error) {
	if err := wire.CheckJob(job); err != nil {
		return fp.Element{}, err
	}
	return hashed(prefixJob, elgamal.EncodeText(job)), nil
}

// halves returns the x coordinate and the parity of a key.
func halves(key *address.PublicKey) []fp.Element {
	var odd fp.Element
	odd.SetUint64(uint64(key.IsOdd()))
	return []fp.Element{key.X(), odd}
}

// hashed is hash_with_prefix with a prefix of this package.
func hashed(prefix string, inputs []fp.Element) fp.Element {
	h, err := poseidon.HashWithPrefix(prefix, inputs...)
	if err != nil {
		panic(err) // the prefixes are short and ASCII
	}
	return h
}
