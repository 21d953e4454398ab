package main

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// captions are those of the state tables, by their marks.
var captions = map[string]string{
	"app":           "The app of the zkcw profiles. Every state but the last ones can end in failed: the table says by what.",
	"worker":        "The worker of the zkcw profiles. Every state but the last ones can end in failed: the table says by what.",
	"sealed-app":    "The app of sealed-v1. Every state but the last ones can end in failed: the table says by what.",
	"sealed-worker": "The worker of sealed-v1. Every state but the last ones can end in failed: the table says by what.",
	"job":           "A job.",
}

// states is a machine: its states in the order of the table, and what leads from one to
// another. What leads to failed is left out.
type states struct {
	names []string
	edges map[[2]int][]string // events
}

var cellPattern = regexp.MustCompile(`^[\w-]+ / ([\w-]+) \(`)

// parseStates reads a table of events and states, or returns nil for another one.
func parseStates(n ast.Node, source []byte) *states {
	table, ok := n.(*extast.Table)
	if !ok {
		return nil
	}
	s := &states{edges: map[[2]int][]string{}}
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, plain(cell, source))
		}
		if s.names == nil {
			s.names = cells[1:]
			continue
		}
		s.addRow(cells)
	}
	if len(s.edges) == 0 {
		return nil
	}
	return s
}

func (s *states) addRow(cells []string) {
	for from, cell := range cells[1:] {
		m := cellPattern.FindStringSubmatch(cell)
		if m == nil || m[1] == "failed" {
			continue
		}
		if to := slices.Index(s.names, m[1]); to >= 0 && to != from {
			key := [2]int{from, to}
			s.edges[key] = append(s.edges[key], cells[0])
		}
	}
}

// svg draws the states in a column, so that it fits a narrow screen, with the steps to the
// next one between them and all others as curves at the side.
func (s *states) svg() string {
	const row, boxX, boxWidth = 74, 20, 190
	shown := s.names
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 560 %d" role="img" aria-label="states: %s">`, row*len(shown)+10, template.HTMLEscapeString(strings.Join(shown, ", ")))
	for i, name := range shown {
		y := 10 + row*i
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="30" rx="6"/><text class="state" x="%d" y="%d">%s</text>`, boxX, y, boxWidth, boxX+boxWidth/2, y+20, template.HTMLEscapeString(name))
	}
	keys := make([][2]int, 0, len(s.edges))
	for key := range s.edges {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	bend := 0
	for _, key := range keys {
		label := template.HTMLEscapeString(strings.Join(s.edges[key], ", "))
		from, to := 10+row*key[0], 10+row*key[1]
		if key[1] == key[0]+1 {
			x := boxX + boxWidth/2
			fmt.Fprintf(&b, `<line class="message" x1="%d" y1="%d" x2="%[1]d" y2="%[3]d" marker-end="url(#tip)"/><text x="%[4]d" y="%[5]d">%[6]s</text>`, x, from+30, to-2, x+10, from+56, label)
			continue
		}
		bend++
		x, far := boxX+boxWidth, boxX+boxWidth+40+30*bend
		fmt.Fprintf(&b, `<path class="message" d="M%d %dC%d %[2]d %[3]d %d %[1]d %[4]d" marker-end="url(#tip)"/><text x="%[5]d" y="%[6]d">%[7]s</text>`,
			x+2, from+15, far, to+15, x+(far-x)*3/4+6, (from+to)/2+15+16*(bend%2), label)
	}
	b.WriteString(`</svg>`)
	return b.String()
}
