package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/bench/peers"
)

// Summary returns a table of results of several processors, by their names: of each work
// the peer that comes nearest to minaseal on the processor where it does so most. That is
// the figure to quote.
func Summary(sets map[string]*Set) string {
	var b strings.Builder
	b.WriteString("# Summary\n\nWritten by `go run -C bench . --summary` from the `results.txt` of each processor; do not edit.\n\n")
	b.WriteString("The ratio is the time of the fastest peer to minaseal's, on the processor where it is lowest.\n\n")
	b.WriteString("| processor | commit | date |\n|---|---|---|\n")
	for _, processor := range slices.Sorted(maps.Keys(sets)) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", processor, sets[processor].header("commit"), sets[processor].header("date"))
	}
	b.WriteString("\n| work | minaseal | fastest peer | ratio | processor |\n|---|---|---|---|---|\n")
	for _, work := range peers.Works() {
		var worst string
		lowest := 0.0
		for _, processor := range slices.Sorted(maps.Keys(sets)) {
			set := sets[processor]
			own, ok := set.cell(work.Name, peers.Minaseal, "")
			if !ok {
				continue
			}
			for _, p := range peers.All()[1:] {
				c, ok := set.cell(work.Name, p.Name, "")
				if !ok {
					continue
				}
				if ratio := c.Center / own.Center; worst == "" || ratio < lowest {
					lowest = ratio
					worst = fmt.Sprintf("| %s | %s | %s | %s× | %s |\n", work.Name, duration(own.Center), p.Name, significant(ratio), processor)
				}
			}
		}
		b.WriteString(worst)
	}
	return b.String()
}
