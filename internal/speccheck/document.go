package speccheck

import (
	"regexp"
	"strings"
	"unicode"
)

// Document is a parsed specification.
type Document struct {
	Sections     map[string]string // number ("6.2", "A", "A.1") to title
	Requirements []Requirement     // in the order of the text
	Citations    []Citation        // of requirements and sections, within the text
	Codes        []string          // error codes of the table of SPEC 2.3
	blocks       []block
}

// Requirement is one normative sentence.
type Requirement struct {
	ID      string // for example ENC-V2-1
	Keyword string // MUST, MUST NOT, SHOULD or SHOULD NOT; empty if the sentence has none
	Section string // number of the section that holds it
	Line    int    // of SPEC.md, from 1
	Text    string // the sentence, or the cells of its row, without the ID
}

// Citation is a mention of a requirement or a section.
type Citation struct {
	Name string // "ENC-8" or "6.2"
	File string // empty within SPEC.md
	Line int
}

// block is a paragraph, a list item or a row of a table, on one line.
type block struct {
	text    string
	section string
	line    int
	row     bool
}

var (
	headingPattern  = regexp.MustCompile(`^#{2,3} (?:Appendix )?([0-9A-Z]+(?:\.[0-9]+)?)\.? (.+)$`)
	definedPattern  = regexp.MustCompile(`\*\*\[([^\]]*)\]\*\*`)
	idPattern       = regexp.MustCompile(`^(?:FLD|CRV|TXT|B58|B64|KEY|PSD|SIG|ENC|ENC-V1|ENC-V2|MSG|HSK|NAT|JOB|PRF|KIM|PIC|DRV|ERR)-[1-9][0-9]*$`)
	citedPattern    = regexp.MustCompile(`\[([A-Z][A-Z0-9]*(?:-V[12])?-[0-9]+)\]`)
	keywordPattern  = regexp.MustCompile(`\b(?:(?:MUST|SHOULD|SHALL)(?: NOT)?|REQUIRED|(?:NOT )?RECOMMENDED|MAY|OPTIONAL)\b`)
	codeSpanPattern = regexp.MustCompile("`[^`]*`")
	sectionPattern  = regexp.MustCompile(`\b(?:[Ss]ections?|appendix) ([0-9A-D]+(?:\.[0-9]+)?)((?:(?:, | and | or )[0-9]+(?:\.[0-9]+)?)*)`)
	numberPattern   = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)
	errorRowPattern = regexp.MustCompile("^\\| \\*\\*\\[ERR-[0-9]+\\]\\*\\* \\| `([a-z0-9_]+)` \\|")
)

// keywordsSection is the section that defines the key words, and so names them
// outside of normative sentences.
const keywordsSection = "2.1"

// Parse reads the text of SPEC.md.
func Parse(text string) *Document {
	d := &Document{Sections: map[string]string{}}
	d.split(text)
	for _, b := range d.blocks {
		d.read(b)
	}
	return d
}

// split cuts the text outside of code fences and of the index into blocks.
func (d *Document) split(text string) {
	var section string
	var fence, index, open bool
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "```") {
			fence, open = !fence, false
			continue
		}
		if trimmed == indexBegin || trimmed == indexEnd {
			index, open = trimmed == indexBegin, false
			continue
		}
		if fence || index {
			continue
		}
		if m := headingPattern.FindStringSubmatch(line); m != nil {
			section, open = m[1], false
			d.Sections[section] = m[2]
			continue
		}
		row := strings.HasPrefix(trimmed, "|")
		item := strings.HasPrefix(trimmed, "- ") || strings.HasPrefix(trimmed, "* ")
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
			open = false
		case open && !row && !item:
			last := &d.blocks[len(d.blocks)-1]
			last.text += " " + trimmed
		default:
			d.blocks = append(d.blocks, block{text: trimmed, section: section, line: i + 1, row: row})
			open = !row
		}
	}
}

// read takes requirements, citations and codes out of a block.
func (d *Document) read(b block) {
	if m := errorRowPattern.FindStringSubmatch(b.text); m != nil {
		d.Codes = append(d.Codes, m[1])
	}
	prose := codeSpanPattern.ReplaceAllString(b.text, "")
	for _, m := range definedPattern.FindAllStringSubmatch(prose, -1) {
		if b.section == keywordsSection {
			continue
		}
		d.Requirements = append(d.Requirements, Requirement{
			ID: m[1], Keyword: keywordPattern.FindString(prose), Section: b.section, Line: b.line, Text: b.sentence(),
		})
	}
	for _, m := range citedPattern.FindAllStringSubmatch(definedPattern.ReplaceAllString(prose, ""), -1) {
		d.Citations = append(d.Citations, Citation{Name: m[1], Line: b.line})
	}
	for _, m := range sectionPattern.FindAllStringSubmatch(prose, -1) {
		for _, name := range append([]string{m[1]}, numberPattern.FindAllString(m[2], -1)...) {
			d.Citations = append(d.Citations, Citation{Name: name, Line: b.line})
		}
	}
}

// sentence returns the text of a block without the marks of a list item or a row and
// without the ID.
func (b block) sentence() string {
	text := definedPattern.ReplaceAllString(b.text, "")
	if !b.row {
		return strings.TrimSpace(strings.TrimLeft(text, "-* "))
	}
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(text, "| "), "|") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	return strings.Join(cells, ": ")
}

// Anchor returns the fragment by which a renderer of Markdown names a section, as in
// 62-o1js-v2, or "" for a number that the document does not have.
func (d *Document) Anchor(section string) string {
	title, ok := d.Sections[section]
	if !ok {
		return ""
	}
	heading := section + " " + title
	if len(section) == 1 && section >= "A" {
		heading = "appendix " + heading
	}
	var anchor strings.Builder
	for _, c := range strings.ToLower(heading) {
		switch {
		case c == ' ':
			anchor.WriteByte('-')
		case c == '-' || c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c):
			anchor.WriteRune(c)
		}
	}
	return anchor.String()
}

// Has reports whether name is a requirement or a section of the document.
func (d *Document) Has(name string) bool {
	if _, ok := d.Sections[name]; ok {
		return true
	}
	for _, r := range d.Requirements {
		if r.ID == name {
			return true
		}
	}
	return false
}
