package speccheck

import (
	"fmt"
	"strings"
)

// The lines around the generated table of appendix D.
const (
	indexBegin = "<!-- index -->"
	indexEnd   = "<!-- /index -->"
)

// Index returns the table of appendix D: every requirement in the order of the text.
func (d *Document) Index() string {
	var out strings.Builder
	out.WriteString("| ID | key word | section |\n|---|---|---|\n")
	for _, r := range d.Requirements {
		fmt.Fprintf(&out, "| %s | %s | %s %s |\n", r.ID, r.Keyword, r.Section, d.Sections[r.Section])
	}
	return out.String()
}

// ReplaceIndex returns the text of SPEC.md with the index put in its place, and
// false if the text has no place for one.
func ReplaceIndex(text, index string) (string, bool) {
	head, rest, ok := strings.Cut(text, indexBegin+"\n")
	if !ok {
		return "", false
	}
	_, tail, ok := strings.Cut(rest, indexEnd)
	if !ok {
		return "", false
	}
	return head + indexBegin + "\n" + index + indexEnd + tail, true
}
