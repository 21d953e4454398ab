package systems

import (
	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/kimchi/pickles/programs"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/statement"
)

// systemTable has a row for each proof system, as the table of SPEC 11.2. Where there is a
// choice the first one that proves a statement is taken.
var systemTable = []System{
	{Name: circuit.Groth16BN254, Summary: "Groth16 over BN254", Keys: KeysMade, maker: gnark{circuit.Groth16BN254}},
	{Name: statements.KimchiBerkeley, Summary: "Kimchi over Vesta", Keys: KeysFollow, O1js: true, maker: native{}},
	{Name: circuit.PlonkBN254, Summary: "PLONK over BN254", Keys: KeysMade, maker: gnark{circuit.PlonkBN254}},
	{Name: o1js.PicklesBerkeley, Summary: "ZkProgram of o1js up to 2.15", Keys: KeysOfProgram, O1js: true, maker: o1jsPrograms{}},
	{Name: o1js.PicklesMesa, Summary: "ZkProgram of o1js 3.0", Keys: KeysOfProgram, O1js: true},
}

// circuits is a statement with its circuits.
type circuits struct {
	statement.Definition
	gnark  circuit.Circuit
	kimchi []statements.Circuit

	program func() *programs.Program // of o1js; nil if there is none
}

// statementTable has a row for each statement.
var statementTable = []circuits{
	{statement.RangeDefinition{}, circuit.Range{}, []statements.Circuit{statements.Range{}}, programs.Range},
	{statement.SealedRangeDefinition{}, circuit.SealedRange{}, statements.SealedRanges(1), nil},
}
