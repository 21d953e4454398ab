package builder

import "github.com/minaseal/minaseal/poseidonfq"

// What the circuits over the two fields differ in besides their names.
const (
	// endoBase is the cube root of 1 by which Vesta's endomorphism multiplies x (SPEC 3.2).
	endoBase = "2942865608506852014473558576493638302197734138389222805617480874486368177743"

	// endoScalar is the eigenvalue on Pallas, with which challenges are expanded (SPEC 11.7).
	endoScalar = "26005156700822196841419187675678338661165322343552424574062261873906994770353"

	// orderTail is r - 2^254, for the order r of Vesta.
	orderTail = "45560315531419706090280762371685220353"
)

// The parameters of Poseidon.
var (
	roundConstants = poseidonfq.RoundConstants
	roundMatrix    = poseidonfq.Matrix
)
