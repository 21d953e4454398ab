package main

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// sequence is a diagram of messages between two parties, as the specification draws it
// with bars and arrows.
type sequence struct {
	left, right string
	steps       []step
}

// step is a message, with a remark of its receiver, or something that a party does.
type step struct {
	text    string
	toRight bool
	toLeft  bool
	remark  string // at the right
}

var (
	partiesLine = regexp.MustCompile(`^(\w+) {20,}(\w+)$`)
	barsLine    = regexp.MustCompile(`^ *\|(.*?)\|(.*)$`)
	openLine    = regexp.MustCompile(`^ *\|([^|]*)$`)
	arrow       = regexp.MustCompile(`^(<?)-{10,}(>?)$`)
)

// parseSequence returns the diagram that the text draws, or nil if it is none.
func parseSequence(code string) *sequence {
	lines := strings.Split(strings.TrimRight(code, "\n"), "\n")
	parties := partiesLine.FindStringSubmatch(lines[0])
	if parties == nil {
		return nil
	}
	s := &sequence{left: parties[1], right: parties[2]}
	label := ""
	for _, line := range lines[1:] {
		m := barsLine.FindStringSubmatch(line)
		if m == nil {
			if open := openLine.FindStringSubmatch(line); open != nil {
				s.steps = append(s.steps, step{text: strings.TrimSpace(open[1])})
			}
			continue
		}
		between, remark := strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
		if a := arrow.FindStringSubmatch(between); a != nil {
			s.steps = append(s.steps, step{text: label, toRight: a[2] != "", toLeft: a[1] != "", remark: remark})
			label = ""
			continue
		}
		if label != "" {
			s.steps = append(s.steps, step{text: label})
		}
		label = between
		if between == "" && remark != "" {
			s.steps = append(s.steps, step{remark: remark})
		}
	}
	if label != "" {
		s.steps = append(s.steps, step{text: label})
	}
	return s
}

// svg draws the diagram; its words are those of the text.
func (s *sequence) svg() string {
	const x1, x2, row, top = 60, 560, 46, 40
	var b strings.Builder
	height := top + row*len(s.steps) + 20
	fmt.Fprintf(&b, `<svg viewBox="0 0 820 %d" role="img" aria-label="messages between %s and %s">`, height, s.left, s.right)
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>`)
	for _, p := range []struct {
		x    int
		name string
	}{{x1, s.left}, {x2, s.right}} {
		fmt.Fprintf(&b, `<text class="party" x="%d" y="20">%s</text><line class="life" x1="%[1]d" y1="30" x2="%[1]d" y2="%[3]d"/>`, p.x, p.name, height)
	}
	for i, step := range s.steps {
		y := top + row*i + 26
		switch {
		case step.toRight:
			fmt.Fprintf(&b, `<line class="message" x1="%d" y1="%d" x2="%d" y2="%[2]d" marker-end="url(#tip)"/>`, x1, y, x2-2)
		case step.toLeft:
			fmt.Fprintf(&b, `<line class="message" x1="%d" y1="%d" x2="%d" y2="%[2]d" marker-end="url(#tip)"/>`, x2, y, x1+2)
		}
		if step.text != "" {
			fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`, x1+14, y-8, template.HTMLEscapeString(step.text))
		}
		if step.remark != "" {
			fmt.Fprintf(&b, `<text class="remark" x="%d" y="%d">%s</text>`, x2+14, y+4, template.HTMLEscapeString(step.remark))
		}
	}
	b.WriteString(`</svg>`)
	return b.String()
}
