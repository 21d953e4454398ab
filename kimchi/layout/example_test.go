package layout_test

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi/layout"
)

// A circuit that looks up ranges has a table of one column, and rows that make four
// lookups at once.
func ExampleFeatures() {
	var f layout.Features
	f.Patterns[layout.RangeCheckPattern] = true
	fmt.Println(f.Lookup(), f.PerRow(), f.JointSize())
	// Output: true 4 1
}
