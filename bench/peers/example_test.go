package peers_test

import (
	"fmt"

	"github.com/minaseal/minaseal/bench/peers"
)

// Who can invert in the field without telling what?
func Example() {
	for _, p := range peers.All() {
		if p.Has("FpInvert") {
			fmt.Println(p.Name)
		}
	}
	// Output:
	// minaseal
	// pasta_curves
	// semolina
}
