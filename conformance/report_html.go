package conformance

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/vectors"
)

//go:embed report.html.tmpl
var pageText string

// page is the template of the report: no script, no file beside it.
var page = template.Must(template.New("report").Funcs(template.FuncMap{
	"code": codeSpans, "lower": func(v Verdict) string { return strings.ToLower(string(v)) }, "cell": newCell, "clause": FindClause,
}).Parse(pageText))

// htmlReport is what the template shows.
type htmlReport struct {
	Report   *Report
	Version  string
	Subjects []htmlSubject
	Columns  int // of the matrix
	Sections []htmlSection
	Failures []*Result
	Known    []htmlGroup
	Accepted []htmlGroup
	Missing  []htmlGroup
	Remarks  []htmlGroup
	Legend   []htmlLegend
}

type htmlSubject struct {
	Name       string
	Conclusion string
	Bad        bool
	Hello      *Hello
	Pills      []htmlPill
}

// htmlPill is a number of results in the color of its class.
type htmlPill struct {
	Class, Text string
}

// htmlSection is the part of the matrix that belongs to a section of SPEC.md.
type htmlSection struct {
	Clause Clause // any of the section
	Rows   []Row
}

// htmlGroup is a list of results that have a subject and a text in common.
type htmlGroup struct {
	Subject, Text string
	Results       []*Result
}

type htmlLegend struct {
	Verdict Verdict
	Text    string
}

// htmlCell is a cell of the matrix.
type htmlCell struct {
	Class, Text, Title string
}

// htmlFlag is a flag with what it means.
type htmlFlag struct {
	Name string
	vectors.Flag
}

// Flags returns the flags of a result's case that somebody defined.
func (p htmlReport) Flags(r *Result) []htmlFlag {
	var flags []htmlFlag
	for _, name := range r.Case.Flags {
		if flag, ok := p.Report.Flags[name]; ok {
			flags = append(flags, htmlFlag{name, flag})
		}
	}
	return flags
}

// WriteHTML writes the report as one self-contained page: the matrix of requirements
// and subjects, every result that is not a plain pass, and nothing that depends on
// the time or the machine.
func (r *Report) WriteHTML(out io.Writer) error {
	p := htmlReport{Report: r, Version: RequirementsVersion, Failures: r.Failures(), Legend: legend()}
	for _, subject := range r.Subjects() {
		p.Subjects = append(p.Subjects, r.htmlSubject(subject))
	}
	p.Columns = 2 + len(p.Subjects)
	for _, row := range r.Matrix() {
		if n := len(p.Sections); n == 0 || p.Sections[n-1].Clause.Section != row.Clause.Section {
			p.Sections = append(p.Sections, htmlSection{Clause: row.Clause})
		}
		last := &p.Sections[len(p.Sections)-1]
		last.Rows = append(last.Rows, row)
	}
	for _, result := range r.Results {
		if result.Verdict == HarnessError {
			p.Failures = append(p.Failures, result)
		}
	}
	p.Known = r.group(func(result *Result) string { return result.Known })
	p.Accepted = r.group(func(result *Result) string {
		if result.Verdict != Accepted {
			return ""
		}
		return strings.Join(result.Case.Flags, ", ")
	})
	p.Missing = r.group(func(result *Result) string {
		if result.Verdict != Unsupported {
			return ""
		}
		return strings.TrimSuffix(result.Case.Op+": "+result.Remark, ": ")
	})
	p.Remarks = r.group(func(result *Result) string {
		if result.Verdict != Pass {
			return ""
		}
		return result.Remark
	})
	return page.Execute(out, p)
}

func (r *Report) htmlSubject(name string) htmlSubject {
	s := htmlSubject{Name: name, Conclusion: r.Conclusion(name), Pills: newPills(r.Of(name))}
	s.Bad = s.Conclusion == "does not conform" || s.Conclusion == "the suite failed" || s.Conclusion == "nothing tested"
	for _, i := range r.Implementations {
		if i.Label == name {
			s.Hello = i.Hello
		}
	}
	return s
}

// newPills shows the counts of a subject; known failures stand apart from the others.
func newPills(c Counts) []htmlPill {
	var pills []htmlPill
	known := c.Known
	for _, v := range Verdicts() {
		n := c.Verdicts[v]
		if v.Bad() {
			expected := min(n, known)
			n, known = n-expected, known-expected
		}
		if n > 0 {
			pills = append(pills, htmlPill{strings.ToLower(string(v)), fmt.Sprintf("%d %s", n, v)})
		}
	}
	if c.Known > 0 {
		pills = append(pills, htmlPill{"known", fmt.Sprintf("%d known to fail", c.Known)})
	}
	return pills
}

// group collects the results with a text by subject and text, in the order in which
// they occur; an empty text leaves a result out.
func (r *Report) group(text func(*Result) string) []htmlGroup {
	var groups []htmlGroup
	index := map[[2]string]int{}
	for _, result := range r.Results {
		t := text(result)
		if t == "" {
			continue
		}
		key := [2]string{result.Subject, t}
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, htmlGroup{Subject: result.Subject, Text: t})
		}
		groups[i].Results = append(groups[i].Results, result)
	}
	slices.SortStableFunc(groups, func(a, b htmlGroup) int { return strings.Compare(a.Subject, b.Subject) })
	return groups
}

// newCell shows the results of a requirement for a subject.
func newCell(c Counts) htmlCell {
	var parts []string
	for _, v := range Verdicts() {
		if n := c.Verdicts[v]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(string(v))))
		}
	}
	if c.Known > 0 {
		parts = append(parts, fmt.Sprintf("%d known", c.Known))
	}
	if c.Remarks > 0 {
		parts = append(parts, fmt.Sprintf("%d with a remark", c.Remarks))
	}
	cell := htmlCell{Title: strings.Join(parts, ", ")}
	good, total := c.Verdicts[Pass]+c.Verdicts[Accepted], c.Total-c.Verdicts[Unsupported]
	switch {
	case c.Total == 0:
		return htmlCell{Class: "none", Text: "–", Title: "no case"}
	case c.Unexpected() > 0:
		cell.Class, cell.Text = "bad", fmt.Sprintf("✗ %d/%d", good, total)
	case c.Known > 0:
		cell.Class, cell.Text = "known", fmt.Sprintf("! %d/%d", good, total)
	case total == 0:
		cell.Class, cell.Text = "none", "unsupported"
	case c.Verdicts[Accepted] > 0:
		cell.Class, cell.Text = "lenient", fmt.Sprintf("~ %d/%d", c.Verdicts[Pass], total)
	default:
		cell.Class, cell.Text = "good", fmt.Sprintf("✓ %d", total)
	}
	if c.Remarks > 0 {
		cell.Text += " *"
	}
	return cell
}

func legend() []htmlLegend {
	return []htmlLegend{
		{Pass, "the right answer"},
		{Accepted, "accepts what SPEC.md refuses, as a released library does; no failure"},
		{Unsupported, "the implementation has no such operation, scheme or parameter; no failure"},
		{Fail, "a wrong answer, or a driver that breaks the protocol"},
		{Timeout, "no answer within the deadline"},
		{HarnessError, "the suite itself failed"},
	}
}

// codeSpans makes HTML of a sentence of SPEC.md: the marks of its code.
func codeSpans(text string) template.HTML {
	var out strings.Builder
	for i, part := range strings.Split(text, "`") {
		escaped := template.HTMLEscapeString(part)
		if i%2 == 1 {
			escaped = "<code>" + escaped + "</code>"
		}
		out.WriteString(escaped)
	}
	return template.HTML(out.String())
}
