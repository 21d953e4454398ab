package tick

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/bits"
	"sync"

	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
	"golang.org/x/crypto/blake2b"
)

// ReferenceString holds the points of the commitments (SPEC 11.7 [KIM-4]). Nobody
// knows a relation between them: they are hashes of their numbers, mapped to the
// group. It is read-only.
type ReferenceString struct {
	H vesta.Affine   // blinds
	G []vesta.Affine // 2^LogSize points
}

// Reference returns the reference string. The first call derives it, in a small part
// of a second: the abscissas from the hashes, the ordinates from a table, which saves
// the square roots. The table is held against its hash and the curve's equation.
//
// With the abscissas in the table, too, it would be there in a sixth of that time, for
// twice as many megabytes in every program; without the table it takes a second more.
var Reference = sync.OnceValue(func() *ReferenceString {
	r, err := newReference(referenceY)
	if err != nil {
		panic(err)
	}
	return r
})

// errReference reports a table that is cut or changed.
var errReference = errors.New("tick: the table of the reference string is damaged")

// newReference derives the reference string with the table of its ordinates.
func newReference(table []byte) (*ReferenceString, error) {
	if hash := sha256.Sum256(table); hex.EncodeToString(hash[:]) != referenceHash {
		return nil, errReference
	}
	ts := ReferenceArguments()
	ys := make([]fq.Element, len(ts))
	for i := range ys {
		if _, err := ys[i].SetCanonicalBytes(table[32*i : 32*i+32]); err != nil {
			return nil, err
		}
	}
	points, err := vesta.MapToGroupBatchVarTime(ts, ys)
	if err != nil {
		return nil, err
	}
	return &ReferenceString{H: points[0], G: points[1:]}, nil
}

// referenceParts is the number of pieces in which processors derive the reference string.
const referenceParts = 64

// ReferenceArguments returns what is mapped to the group: for H, then for each G.
//
// Source: SRS::create of o1-labs/proof-systems.
func ReferenceArguments() []fq.Element {
	ts := make([]fq.Element, 1<<LogSize+1)
	ts[0] = hashToReference([]byte("srs_misc\x00\x00\x00\x00"))
	batch.Each(referenceParts, func(part int) {
		var b [4]byte
		for i := part << LogSize / referenceParts; i < (part+1)<<LogSize/referenceParts; i++ {
			binary.BigEndian.PutUint32(b[:], uint32(i))
			ts[i+1] = hashToReference(b[:])
		}
	})
	return ts
}

// hashToReference reads 31 bytes of the hash as bits, the least significant one of a
// byte first, that spell a number from its most significant bit.
func hashToReference(label []byte) (t fq.Element) {
	hash := blake2b.Sum512(label)
	var le [32]byte
	for i := range 31 {
		le[30-i] = bits.Reverse8(hash[i])
	}
	if _, err := t.SetCanonicalBytes(le[:]); err != nil {
		panic(err) // 31 bytes are below the modulus
	}
	return t
}
