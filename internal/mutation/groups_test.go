//go:build mutation

package mutation_test

import "testing"

// groupMutants are wrong generators, lattices of the endomorphism, words of the
// assembly, and entries of tables.
func groupMutants(t *testing.T) []mutant {
	all := append(constants(t, "pasta/pallas/constants.go", ""), constants(t, "pasta/vesta/constants.go", "")...)
	const pkg = "pasta/pallas" // the code of vesta is the same
	return append(all,
		mutant{file: pkg + "/constants.go", old: "1 << 62", new: "1 << 61"},
		mutant{file: pkg + "/encoding.go", old: "curveB = 5", new: "curveB = 6"},
		mutant{file: pkg + "/fixedbase.go", old: "return t\n})", new: "t[17][5] = t[17][6]\n\treturn t\n})"},
		mutant{file: pkg + "/fixedbase.go", old: "return t\n})", new: "t[42][31].y.Negate(&t[42][31].y)\n\treturn t\n})"},
		mutant{file: pkg + "/vartime.go", old: "return &tables", new: "tables[0][200] = tables[0][201]\n\treturn &tables"},
		mutant{file: pkg + "/vartime.go", old: "return &tables", new: "tables[1][255] = tables[0][255]\n\treturn &tables"},
		mutant{file: pkg + "/groupmap.go", old: "c.six.SetUint64(1 + curveB)", new: "c.six.SetUint64(2 + curveB)"},
		mutant{file: pkg + "/groupmap.go", old: "c.third.Invert(&three)", new: "c.third.Invert(&two)"},
	)
}
