package tick

import (
	"encoding/binary"
	"math/bits"
	"sync"

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
// the square roots and is held against the curve's equation.
var Reference = sync.OnceValue(func() *ReferenceString {
	ts := ReferenceArguments()
	ys := make([]fq.Element, len(ts))
	if len(referenceY) != 32*len(ys) {
		panic("tick: the table of the reference string has a wrong size")
	}
	for i := range ys {
		if _, err := ys[i].SetCanonicalBytes(referenceY[32*i : 32*i+32]); err != nil {
			panic(err)
		}
	}
	points, err := vesta.MapToGroupBatchVarTime(ts, ys)
	if err != nil {
		panic(err)
	}
	return &ReferenceString{H: points[0], G: points[1:]}
})

// ReferenceArguments returns what is mapped to the group: for H, then for each G.
//
// Source: SRS::create of o1-labs/proof-systems.
func ReferenceArguments() []fq.Element {
	ts := make([]fq.Element, 1<<LogSize+1)
	ts[0] = hashToReference([]byte("srs_misc\x00\x00\x00\x00"))
	var b [4]byte
	for i := range uint32(1 << LogSize) {
		binary.BigEndian.PutUint32(b[:], i)
		ts[i+1] = hashToReference(b[:])
	}
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
