package main

import (
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// citation is a requirement's ID in brackets: in bold type its definition.
type citation struct {
	ast.BaseInline
	id string
}

var citationKind = ast.NewNodeKind("Citation")

func (*citation) Kind() ast.NodeKind { return citationKind }
func (c *citation) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"ID": c.id}, nil)
}

// defines reports whether the requirement stands here.
func (c *citation) defines() bool {
	bold, ok := c.Parent().(*ast.Emphasis)
	return ok && bold.Level == 2
}

var idPattern = regexp.MustCompile(`^\[([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+)\]`)

// citationParser finds citations.
type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := idPattern.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &citation{id: string(m[1])}
}

// resolve reports a citation of a requirement that there is not.
func resolve(document ast.Node, defined map[string]bool) error {
	return ast.Walk(document, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		if c, ok := n.(*citation); ok && !defined[c.id] {
			return ast.WalkStop, fmt.Errorf("there is no requirement %s", c.id)
		}
		return ast.WalkContinue, nil
	})
}

func renderCitation(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		c := n.(*citation)
		if c.defines() {
			fmt.Fprintf(w, `<a class="requirement" id="%s" href="#%[1]s">%[1]s</a>`, c.id)
		} else {
			fmt.Fprintf(w, `<a class="citation" href="#%s">[%[1]s]</a>`, c.id)
		}
	}
	return ast.WalkContinue, nil
}
