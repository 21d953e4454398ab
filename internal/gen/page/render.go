package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

//go:embed page.html.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page is what the template shows.
type page struct {
	Title    string
	Sections []section
	Entries  []entry // of the search
	Body     template.HTML
}

// section is a heading of the table of contents.
type section struct {
	Level    int
	ID, Text string
}

// entry is something that can be searched for.
type entry struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // section, requirement, error code
	Text string `json:"text"`
}

// render parses the specification and makes the page.
func render(source []byte) (*page, error) {
	citations := util.Prioritized(citationParser{}, 100) // before links
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithInlineParsers(citations)),
		goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(nodes{}, 100))),
	)
	document := markdown.Parser().Parse(text.NewReader(source))
	p := &page{}
	defined := map[string]bool{}
	err := ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			p.heading(n, source)
		case *citation:
			if n.defines() {
				defined[n.id] = true
				p.Entries = append(p.Entries, entry{n.id, "requirement", plain(block(n), source)})
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil, err
	}
	if err := resolve(document, defined); err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := markdown.Renderer().Render(&body, source, document); err != nil {
		return nil, err
	}
	p.Body = template.HTML(p.link(body.String(), source)) // the specification is ours
	return p, nil
}

// heading gives a heading its anchor and puts it into the contents.
func (p *page) heading(h *ast.Heading, source []byte) {
	words := plain(h, source)
	if h.Level == 1 {
		p.Title = words
		return
	}
	id := anchor(words)
	h.SetAttributeString("id", []byte(id))
	p.Sections = append(p.Sections, section{h.Level, id, words})
	p.Entries = append(p.Entries, entry{id, "section", words})
}

var numbered = regexp.MustCompile(`^(?:Appendix )?([A-Z]|\d+(?:\.\d+)*|[A-Z]\.\d+)\.? `)

// anchor returns "s6.5" of "6.5 Bytes and text", and "sA.1" of "A.1 Vectors".
func anchor(heading string) string {
	if m := numbered.FindStringSubmatch(heading + " "); m != nil {
		return "s" + m[1]
	}
	return strings.ReplaceAll(strings.ToLower(heading), " ", "-")
}

// plain returns the words of a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
				if n.SoftLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *citation:
			if entering && !n.defines() {
				b.WriteString("[" + n.id + "]")
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// block returns the paragraph, list item or table row that a node stands in.
func block(n ast.Node) ast.Node {
	for n.Parent() != nil && n.Type() == ast.TypeInline || n.Kind().String() == "TableCell" {
		n = n.Parent()
	}
	return n
}

var (
	sectionReference = regexp.MustCompile(`\b(sections?|appendix) ([A-D]|[A-D]\.\d+|\d+(?:\.\d+)?)\b`)
	codeRow          = regexp.MustCompile("(?m)^\\| \\*\\*\\[(ERR-\\d+)\\]\\*\\* \\| `([a-z0-9_]+)`")
	codeSpan         = regexp.MustCompile(`<code>([a-z0-9_]+)</code>`)
	preformatted     = regexp.MustCompile(`(?s)<pre>.*?</pre>|<svg.*?</svg>`)
)

// link makes links of references to sections and of error codes.
func (p *page) link(body string, source []byte) string {
	ids := map[string]bool{}
	for _, s := range p.Sections {
		ids[s.ID] = true
	}
	codes := map[string]string{}
	for _, m := range codeRow.FindAllSubmatch(source, -1) {
		codes[string(m[2])] = string(m[1])
		p.Entries = append(p.Entries, entry{string(m[1]), "error code", string(m[2])})
	}
	words := func(s string) string {
		s = sectionReference.ReplaceAllStringFunc(s, func(s string) string {
			m := sectionReference.FindStringSubmatch(s)
			if !ids["s"+m[2]] {
				return s
			}
			return fmt.Sprintf(`%s <a href="#s%s">%s</a>`, m[1], m[2], m[2])
		})
		return codeSpan.ReplaceAllStringFunc(s, func(s string) string {
			id, ok := codes[codeSpan.FindStringSubmatch(s)[1]]
			if !ok {
				return s
			}
			return fmt.Sprintf(`<a class="error" href="#%s">%s</a>`, id, s)
		})
	}
	body = strings.ReplaceAll(body, "<td>ignore /", `<td class="ignored">ignore /`)
	var b strings.Builder
	at := 0
	for _, m := range preformatted.FindAllStringIndex(body, -1) {
		b.WriteString(words(body[at:m[0]]))
		b.WriteString(body[m[0]:m[1]])
		at = m[1]
	}
	b.WriteString(words(body[at:]))
	return b.String()
}

// nodes renders citations, and figures in place of some code and around state tables.
type nodes struct{}

func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(citationKind, renderCitation)
	r.Register(ast.KindFencedCodeBlock, renderCode)
	r.Register(ast.KindHTMLBlock, renderMark)
}

// renderCode renders a code block, and the sequences as figures beside it.
func renderCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var code strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		code.Write(line.Value(source))
	}
	pre := "<pre>" + template.HTMLEscapeString(code.String()) + "</pre>\n"
	if s := parseSequence(code.String()); s != nil {
		pre = fmt.Sprintf("<figure>%s<details><summary>as text</summary>%s</details></figure>\n", s.svg(), pre)
	}
	_, err := w.WriteString(pre)
	return ast.WalkSkipChildren, err
}

var tableMark = regexp.MustCompile(`<!-- table:([a-z-]+) -->`)

// renderMark drops comments; that in front of a state table becomes a figure of it.
func renderMark(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	line := n.Lines().At(0)
	if m := tableMark.FindSubmatch(line.Value(source)); m != nil && n.NextSibling() != nil {
		if s := parseStates(n.NextSibling(), source); s != nil {
			fmt.Fprintf(w, "<figure>%s<figcaption>%s</figcaption></figure>\n", s.svg(), cmp.Or(captions[string(m[1])], string(m[1])))
		}
	}
	return ast.WalkSkipChildren, nil
}
