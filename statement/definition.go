package statement

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Definition is a statement without a proof system: its name, its public side, and how
// a job becomes a witness. [RangeDefinition] and [SealedRangeDefinition] are the two.
type Definition interface {
	// Name returns the name that stands in proofs (SPEC 11.2), for example "range".
	Name() string
	// Summary says for people what is proved, in a few words.
	Summary() string
	// ParseInstance reads an instance from its public inputs. The errors are
	// [ErrInputs] for another number of inputs, and those of the statement.
	ParseInstance(inputs []fp.Element) (Instance, error)
	// Sealed says whether an instance is about a ciphertext, so that a witness holds
	// the private key that opens it.
	Sealed() bool
	// Witness returns what a prover needs to know for a job. The caller erases it.
	Witness(job *Job) (Witness, error)
}

// Instance is a statement about particular public values.
type Instance interface {
	// Inputs returns the public inputs in their order.
	Inputs() []fp.Element
}

// Witness is what a prover knows: an instance, and the secret for which it holds.
type Witness interface {
	Instance() Instance
	// Check checks the relation natively. It proves nothing to others: it keeps a
	// prover from starting what cannot succeed, and names the reason.
	Check() error
	// Erase overwrites the secret. No proof can be made of the witness any more.
	Erase()
}

// Job is what a worker knows of a job when it begins to prove.
type Job struct {
	// Payload is the text that was decrypted.
	Payload string
	// Opened is the ciphertext that held the payload, and Key the private key that
	// opened it; both are nil unless the statement is [Definition.Sealed].
	Opened *SealedRange
	Key    *address.PrivateKey
}
