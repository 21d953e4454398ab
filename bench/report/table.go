package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/bench/peers"
)

// Markdown returns the report. Plots are linked by the names that PlotName gives.
func (s *Set) Markdown() string {
	var b strings.Builder
	b.WriteString("# Benchmarks\n\nWritten by the command below, with `results.txt` and the plots; do not edit.\n")
	if n := s.rounds(); n < 6 {
		fmt.Fprintf(&b, "\n**%d rounds are too few for an interval of confidence: take no number from here.**\n", n)
	}
	b.WriteString("\n## Run\n\n| | |\n|---|---|\n")
	for _, e := range s.Header {
		if !strings.HasPrefix(e.Key, VersionPrefix) && !strings.HasPrefix(e.Key, AbsentPrefix) {
			fmt.Fprintf(&b, "| %s | %s |\n", e.Key, escape(e.Value))
		}
	}
	s.peersTable(&b)
	fmt.Fprintf(&b, `
## How to read the tables

A cell has the median of %d rounds with the half-width of its 95 %% interval, as benchstat computes them, then the ratio
to minaseal's median: 2.00× takes twice as long. ≈ stands before a ratio if the samples do not differ significantly
(Mann-Whitney U test, p ≥ 0.05). † marks an operation that is not constant-time in a row where minaseal's is. A dash
stands where a peer has no such operation. [bench/README.md](../../README.md) says what is measured and what cannot be
compared.
`, s.rounds())
	for _, group := range peers.Groups() {
		s.groupTable(&b, group)
	}
	return b.String()
}

func escape(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func (s *Set) peersTable(b *strings.Builder) {
	b.WriteString("\n## Peers\n\n| peer | what | version |\n|---|---|---|\n")
	for _, p := range peers.All() {
		state := s.Get(VersionPrefix + p.Name)
		if state == "" {
			state = "not asked for in this run"
		}
		if reason := s.Get(AbsentPrefix + p.Name); reason != "" {
			state = "**absent**: " + reason
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", p.Name, escape(p.What), escape(state))
	}
}

// groupTable writes the table of a group: a row a work, a column a peer that has one
// of the works measured.
func (s *Set) groupTable(b *strings.Builder, group peers.Group) {
	works := slices.DeleteFunc(slices.Clone(group.Works), func(w peers.Work) bool { return s.values[w.Name] == nil })
	fmt.Fprintf(b, "\n## %s\n\n", group.Title)
	if len(works) == 0 {
		b.WriteString("Not measured in this run.\n")
		return
	}
	columns := s.columns(works)
	b.WriteString("| work |")
	for _, p := range columns {
		fmt.Fprintf(b, " %s |", p.Name)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(columns)) + "\n")
	for _, work := range works {
		fmt.Fprintf(b, "| **%s**<br>%s |", work.Name, escape(work.What))
		for _, p := range columns {
			fmt.Fprintf(b, " %s |", s.cellText(work, p))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\n![%s](%s)\n", group.Title, PlotName(group))
	if text := s.yardstick(works); text != "" {
		b.WriteString("\n" + text + "\n")
	}
	if missing := len(group.Works) - len(works); missing > 0 {
		fmt.Fprintf(b, "\n%d more works of this group were not measured in this run.\n", missing)
	}
}

// columns returns the peers with a measurement, or with an absence to tell of.
func (s *Set) columns(works []peers.Work) []peers.Peer {
	var columns []peers.Peer
	for _, p := range peers.All() {
		shown := slices.ContainsFunc(works, func(w peers.Work) bool {
			return p.Has(w.Name) && (s.values[w.Name][p.Name] != nil || s.Get(AbsentPrefix+p.Name) != "")
		})
		if shown {
			columns = append(columns, p)
		}
	}
	return columns
}

func (s *Set) cellText(work peers.Work, p peers.Peer) string {
	if !p.Has(work.Name) {
		return "–"
	}
	if s.Get(AbsentPrefix+p.Name) != "" {
		return "absent"
	}
	c, ok := s.cell(work.Name, p.Name, peers.Minaseal)
	if !ok {
		return "not measured"
	}
	text := fmt.Sprintf("%s ±%s", duration(c.Center), spread(c))
	if p.Name == peers.Minaseal || c.ratio == 0 {
		return text
	}
	text += "<br>"
	if !c.differs {
		text += "≈"
	}
	text += fmt.Sprintf("%s×", significant(c.ratio))
	if slices.Contains(p.VariableTime, work.Name) {
		text += " †"
	}
	return text
}

// yardstick compares the permutation of Poseidon with the products of gnark-crypto.
func (s *Set) yardstick(works []peers.Work) string {
	if !slices.ContainsFunc(works, func(w peers.Work) bool { return w.Name == peers.GnarkMultiply1155 }) {
		return ""
	}
	c, ok := s.cell("PoseidonPermutation", peers.Minaseal, "")
	yard, measured := s.cell(peers.GnarkMultiply1155, peers.Gnark, "")
	if !ok || !measured {
		return ""
	}
	return fmt.Sprintf("A permutation of minaseal takes %s of the time of 1155 dependent products of gnark-crypto.",
		significant(c.Center/yard.Center))
}

// spread is the half-width of the interval in percent, as benchstat prints it.
func spread(c cell) string {
	return strings.TrimSpace(strings.TrimPrefix(c.PctRangeString(), "±"))
}

// duration prints nanoseconds with three significant digits.
func duration(nanoseconds float64) string {
	units := []struct {
		name string
		size float64
	}{{"s", 1e9}, {"ms", 1e6}, {"µs", 1e3}, {"ns", 1}}
	for _, unit := range units {
		// 999.9 ns rounds to 1.00 µs
		if math.Abs(nanoseconds) >= 0.9995*unit.size {
			return significant(nanoseconds/unit.size) + " " + unit.name
		}
	}
	return significant(nanoseconds) + " ns"
}

// significant prints three significant digits, or all before the point.
func significant(x float64) string {
	switch {
	case math.Abs(x) >= 99.95:
		return fmt.Sprintf("%.0f", x)
	case math.Abs(x) >= 9.995:
		return fmt.Sprintf("%.1f", x)
	default:
		return fmt.Sprintf("%.2f", x)
	}
}
