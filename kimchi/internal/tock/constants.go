package tock

import (
	_ "embed"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/poseidonfq"
)

// LogSize is the logarithm of the number of points of the reference string.
const LogSize = 15

// What twins differ in besides their names (SPEC 11.7).
const (
	// endoScalar is the eigenvalue on Pallas with which challenges are expanded.
	endoScalar = "26005156700822196841419187675678338661165322343552424574062261873906994770353"

	// endoGate is the coefficient of EndoMul: the gate works on points of Vesta,
	// whose coordinates are the circuit's elements.
	endoGate = "2942865608506852014473558576493638302197734138389222805617480874486368177743"

	// root is 5^((q-1)/2^32), of order 2^32.
	root = "20761624379169977859705911634190121761503565370703356079647768903521299517535"
)

type (
	baseSponge   = poseidon.Sponge   // over the coordinates of the commitments
	scalarSponge = poseidonfq.Sponge // over the circuit's elements
)

var matrix = poseidonfq.Matrix

// referenceY holds the y coordinates of H and of the points of the reference string,
// 32 bytes each. Written by kimchi/internal/constants.
//
//go:embed reference.bin
var referenceY []byte

// referenceHash is the SHA-256 of referenceY.
const referenceHash = "bd2c6f9c9723d364816bf1c277b96e4bb657c642d107b231c06a28897b7384a3"

// shiftScalar returns x - 2^255, the form of a scalar that the transcript absorbs:
// circuits over the other field multiply by it.
func shiftScalar(x fq.Element) fq.Element { return sub(x, powerOfTwo(255)) }

// absorbScalar absorbs x without its lowest bit, and that bit: x may not fit the other
// field, since p < q.
func (t *Transcript) absorbScalar(x *fq.Element) {
	b := x.Bytes()
	low := b[0] & 1
	for i := range b {
		b[i] >>= 1
		if i+1 < len(b) {
			b[i] |= b[i+1] << 7
		}
	}
	t.absorbBytes(&b)
	var bit fp.Element
	t.sponge.Absorb(bit.SetUint64(uint64(low)))
}
