package builder

import "github.com/minaseal/minaseal/poseidon"

// What the circuits over the two fields differ in besides their names.
const (
	// endoBase is the cube root of 1 by which Pallas' endomorphism multiplies x (SPEC 3.2).
	endoBase = "20444556541222657078399132219657928148671392403212669005631716460534733845831"

	// endoScalar is the eigenvalue on Vesta, with which challenges are expanded (SPEC 11.7).
	endoScalar = "8503465768106391777493614032514048814691664078728891710322960303815233784505"

	// orderTail is r - 2^254, for the order r of Pallas.
	orderTail = "45560315531506369815346746415080538113"
)

// The parameters of Poseidon.
var (
	roundConstants = poseidon.RoundConstants
	roundMatrix    = poseidon.Matrix
)
