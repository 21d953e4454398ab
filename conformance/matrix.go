package conformance

import (
	"slices"
	"strings"
)

// Row is a requirement with a cell for each subject of a report.
type Row struct {
	Clause Clause
	Cells  []Counts // as Report.Subjects has them
}

// Matrix returns a row for every requirement that a case of the report exercises or
// a profile of it demands, in the order of SPEC.md.
func (r *Report) Matrix() []Row {
	ids := map[string]bool{}
	for _, profile := range r.Profiles {
		for _, id := range profile.Requirements {
			ids[id] = true
		}
	}
	for _, result := range r.Results {
		for _, id := range result.Case.Requirements {
			ids[id] = true
		}
	}
	var rows []Row
	for id := range ids {
		row := Row{Clause: FindClause(id)}
		for _, subject := range r.Subjects() {
			row.Cells = append(row.Cells, r.Count(func(result *Result) bool {
				return result.Subject == subject && slices.Contains(result.Case.Requirements, id)
			}))
		}
		rows = append(rows, row)
	}
	order := clauses().order
	slices.SortFunc(rows, func(a, b Row) int { return order[a.Clause.ID] - order[b.Clause.ID] })
	return rows
}

// Verdict is the worst verdict of the results that are counted, where a failure that
// a baseline expects still is one; "" if there are none.
func (c Counts) Verdict() Verdict {
	worst := Verdict("")
	for _, v := range Verdicts() {
		if c.Verdicts[v] > 0 && (v != Unsupported || worst == "") {
			worst = v
		}
	}
	return worst
}

// Unexpected is the number of the results that make the run fail.
func (c Counts) Unexpected() int {
	return c.Verdicts[Fail] + c.Verdicts[Timeout] - c.Known + c.Stray + c.Verdicts[HarnessError]
}

// Area returns the part of the suite that a case belongs to: the first element of
// its id.
func (c *Case) Area() string {
	area, _, _ := strings.Cut(c.ID, "/")
	return area
}

// Areas returns the areas of the report's cases, in the order of the plan.
func (r *Report) Areas() []string {
	var areas []string
	for _, result := range r.Results {
		if area := result.Case.Area(); !slices.Contains(areas, area) {
			areas = append(areas, area)
		}
	}
	return areas
}

// RequestText returns what was sent: one line for an operation.
func (r *Result) RequestText() string {
	if r.Request != "" || len(r.Case.In) == 0 {
		return r.Request
	}
	text, err := encodeRequest(1, r.Case.Op, r.Case.In)
	if err != nil {
		return string(r.Case.In)
	}
	return string(text)
}

// Conclusion says in a few words what the report means for a subject.
func (r *Report) Conclusion(subject string) string {
	counts := r.Of(subject)
	switch {
	case counts.Verdicts[HarnessError] > 0:
		return "the suite failed"
	case counts.Unexpected() > 0 || r.complete && counts.Verdicts[Unsupported] > 0:
		return "does not conform"
	case counts.Verdicts[Pass]+counts.Verdicts[Accepted] == 0:
		return "nothing tested"
	case counts.Known > 0:
		return "fails as its baseline says"
	case counts.Verdicts[Unsupported] > 0:
		return "conforms in what it supports"
	default:
		return "conforms"
	}
}
