package speccheck

import (
	"fmt"
	"regexp"
	"slices"
)

// keywords are those that SPEC 2.1 allows.
var keywords = []string{"MUST", "MUST NOT", "SHOULD", "SHOULD NOT"}

// sentenceEnd is the end of a sentence that another one follows.
var sentenceEnd = regexp.MustCompile(`[.!?] +[A-Z]`)

// Problems returns what breaks the document's own rules, one text each, in the order
// of the lines; none for a sound document.
func (d *Document) Problems() []string {
	var problems []string
	for _, b := range d.blocks {
		if b.section == keywordsSection {
			continue
		}
		if p := b.problem(); p != "" {
			problems = append(problems, fmt.Sprintf("line %d: %s", b.line, p))
		}
	}
	seen := map[string]int{}
	for _, r := range d.Requirements {
		if !idPattern.MatchString(r.ID) {
			problems = append(problems, fmt.Sprintf("line %d: %s is not a requirement ID", r.Line, r.ID))
		}
		if line, ok := seen[r.ID]; ok {
			problems = append(problems, fmt.Sprintf("line %d: %s is defined in line %d already", r.Line, r.ID, line))
		}
		seen[r.ID] = r.Line
	}
	for _, c := range d.Citations {
		if !d.Has(c.Name) {
			problems = append(problems, fmt.Sprintf("line %d: %s does not exist", c.Line, c.Name))
		}
	}
	return problems
}

// problem checks that a block with a key word or an ID is one normative sentence.
func (b block) problem() string {
	prose := codeSpanPattern.ReplaceAllString(b.text, "x")
	words := keywordPattern.FindAllStringIndex(prose, -1)
	ids := definedPattern.FindAllStringIndex(prose, -1)
	switch {
	case len(words) == 0 && len(ids) == 0:
		return ""
	case len(words) != 1:
		return fmt.Sprintf("%d key words in a normative sentence", len(words))
	case len(ids) != 1:
		return fmt.Sprintf("%d IDs in a normative sentence", len(ids))
	case ids[0][0] > words[0][0]:
		return "the ID stands behind the key word"
	case !slices.Contains(keywords, prose[words[0][0]:words[0][1]]):
		return "a key word that SPEC 2.1 does not allow"
	case sentenceEnd.MatchString(prose):
		return "a normative sentence with another one behind it"
	case !b.row && prose[len(prose)-1] != '.':
		return "a normative sentence without a full stop"
	}
	return ""
}
