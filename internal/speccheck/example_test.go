package speccheck_test

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/speccheck"
)

func ExampleParse() {
	d := speccheck.Parse("## 6. Encryption\n\n- **[ENC-1]** A tag MUST be compared.\n\nA tag MUST be short.\n")
	for _, r := range d.Requirements {
		fmt.Println(r.ID, r.Keyword, r.Section)
	}
	for _, p := range d.Problems() {
		fmt.Println(p)
	}
	// Output:
	// ENC-1 MUST 6
	// line 5: 0 IDs in a normative sentence
}
