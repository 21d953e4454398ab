package model

import (
	"fmt"
	"strings"
)

// removalTable is the table of SPEC 12.15.
func removalTable() string {
	var b strings.Builder
	b.WriteString("| check | attack that it stops | without it, Spin refutes | without it, this fails |\n|---|---|---|---|\n")
	for _, c := range Checks() {
		refuted := string(c.Attack.Property)
		if c.Attack.Source == Scheme {
			refuted += " of section 6.6"
		}
		if c.Behind != nil {
			refuted += fmt.Sprintf("; %s without %s", c.Behind.Property, strings.Join(c.Behind.Without, " and "))
		}
		var tests []string
		for _, r := range c.Code {
			tests = append(tests, "`"+r.Test+"`")
		}
		fmt.Fprintf(&b, "| %s, %s [%s] | %s | %s | %s |\n", c.Name, c.What, strings.Join(c.IDs, "], ["), c.Stops, refuted, strings.Join(tests, ", "))
	}
	return b.String()
}

// propertyTable is the table of the properties in SPEC 12.17.
func propertyTable() string {
	var b strings.Builder
	b.WriteString("| property | says |\n|---|---|\n")
	for _, p := range Properties() {
		fmt.Fprintf(&b, "| %s | %s |\n", p.Property, p.Says)
	}
	return b.String()
}

// within puts a text between the comments name and /name of a document.
func within(document, name, text string) (string, error) {
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, found := strings.Cut(document, begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		return "", fmt.Errorf("no place for %s", name)
	}
	return before + begin + text + end + after, nil
}
