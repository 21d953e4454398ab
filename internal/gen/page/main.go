// Command page renders SPEC.md as one page of HTML: an anchor for each requirement, section
// and error code, a link from each citation, figures of the sequences and of the state
// tables, and a search. The page needs nothing else, from this machine or another.
//
//	go run ./internal/gen/page -out spec.html
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	in := flag.String("in", "SPEC.md", "the specification")
	out := flag.String("out", "spec.html", "the page")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "page:", err)
		os.Exit(1)
	}
}

// run renders a file into another.
func run(in, out string) error {
	source, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	err = write(file, source)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

// write renders a specification.
func write(w io.Writer, source []byte) error {
	p, err := render(source)
	if err != nil {
		return err
	}
	return pageTemplate.Execute(w, p)
}
