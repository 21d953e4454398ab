package tick

import (
	_ "embed"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/poseidonfq"
)

// LogSize is the logarithm of the number of points of the reference string.
const LogSize = 16

// What twins differ in besides their names (SPEC 11.7).
const (
	// endoScalar is the eigenvalue on Vesta with which challenges are expanded.
	endoScalar = "8503465768106391777493614032514048814691664078728891710322960303815233784505"

	// endoGate is the coefficient of EndoMul: the gate works on points of Pallas,
	// whose coordinates are the circuit's elements.
	endoGate = "20444556541222657078399132219657928148671392403212669005631716460534733845831"

	// root is 5^((p-1)/2^32), of order 2^32.
	root = "19814229590243028906643993866117402072516588566294623396325693409366934201135"
)

type (
	baseSponge   = poseidonfq.Sponge // over the coordinates of the commitments
	scalarSponge = poseidon.Sponge   // over the circuit's elements
)

var matrix = poseidon.Matrix

// referenceY holds the y coordinates of H and of the points of the reference string,
// 32 bytes each. Written by kimchi/internal/constants.
//
//go:embed reference.bin
var referenceY []byte

// referenceHash is the SHA-256 of referenceY.
const referenceHash = "59fa386911c424c0af2e915dcf5e9fc2fe6f58358414ec89d53e2265a9ce7b5f"

// shiftScalar returns (x - 2^255 - 1)/2, the form of a scalar that the transcript
// absorbs: circuits over the other field multiply by it.
func shiftScalar(x fp.Element) fp.Element {
	x = sub(x, add(powerOfTwo(255), one()))
	x.Halve(&x)
	return x
}

// absorbScalar absorbs x, which fits the other field, since p < q.
func (t *Transcript) absorbScalar(x *fp.Element) {
	b := x.Bytes()
	t.absorbBytes(&b)
}
