package conformance

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Name    string       `xml:"name,attr"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"time,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string     `xml:"classname,attr"`
	Name    string     `xml:"name,attr"`
	Time    string     `xml:"time,attr"`
	Failure *junitText `xml:"failure,omitempty"`
	Error   *junitText `xml:"error,omitempty"`
	Skipped *junitText `xml:"skipped,omitempty"`
}

type junitText struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// WriteJUnit writes the report as JUnit's XML: a suite for each subject. A failure
// that a baseline expects is skipped, with its reason, as is what is unsupported.
func (r *Report) WriteJUnit(out io.Writer) error {
	suites := junitSuites{Name: "minaseal conformance"}
	for _, subject := range r.Subjects() {
		suite := junitSuite{Name: subject}
		seconds := 0.0
		for _, result := range r.Results {
			if result.Subject != subject {
				continue
			}
			c := r.junit(result)
			seconds += result.Duration.Seconds()
			suite.Tests++
			switch {
			case c.Failure != nil:
				suite.Failures++
			case c.Error != nil:
				suite.Errors++
			case c.Skipped != nil:
				suite.Skipped++
			}
			suite.Cases = append(suite.Cases, c)
		}
		suite.Time = fmt.Sprintf("%.3f", seconds)
		suites.Suites = append(suites.Suites, suite)
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(out)
	encoder.Indent("", " ")
	if err := encoder.Encode(suites); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}

func (r *Report) junit(result *Result) junitCase {
	c := junitCase{Class: result.Case.Op, Name: result.Case.ID, Time: fmt.Sprintf("%.3f", result.Duration.Seconds())}
	text := &junitText{Type: string(result.Verdict), Message: result.Remark}
	switch {
	case result.Verdict == HarnessError:
		text.Text = result.explain()
		c.Error = text
	case result.Known != "":
		text.Message = "expected: " + result.Known
		c.Skipped = text
	case result.Stray:
		text.Message = "the baseline expects a failure"
		c.Failure = text
	case result.Failed() || r.complete && result.Verdict == Unsupported:
		text.Text = result.explain()
		c.Failure = text
	case result.Verdict == Unsupported:
		c.Skipped = text
	}
	return c
}

// explain returns the lines that a person needs to understand a result.
func (r *Result) explain() string {
	var lines []string
	for _, part := range []struct{ name, text string }{
		{"case", r.Case.Comment},
		{"requirements", strings.Join(r.Case.Requirements, ", ")},
		{"request", r.RequestText()},
		{"expected", r.Expected},
		{"got", r.Got},
		{"why", r.Remark},
		{"known", r.Known},
		{"detail", r.Detail},
	} {
		if part.text != "" {
			lines = append(lines, fmt.Sprintf("%-13s%s", part.name, strings.ReplaceAll(part.text, "\n", "\n"+strings.Repeat(" ", 13))))
		}
	}
	return strings.Join(lines, "\n")
}
