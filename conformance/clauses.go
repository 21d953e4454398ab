package conformance

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:generate go test -run ^TestClauses$ . -update

// specURL is where the specification is read; a clause's anchor follows.
const specURL = "https://github.com/minaseal/minaseal/blob/main/SPEC.md#"

// clausesText is made from SPEC.md, which this package cannot embed.
//
//go:embed requirements/clauses.json
var clausesText []byte

// Clause is where SPEC.md states a requirement.
type Clause struct {
	ID      string `json:"id"`
	Section string `json:"section"` // as in 6.2
	Title   string `json:"title"`   // of the section
	Anchor  string `json:"anchor"`  // of the section
	Text    string `json:"text"`    // the normative sentence
}

// URL returns the address of the clause.
func (c Clause) URL() string { return specURL + c.Anchor }

// clauses are all clauses by ID, and their order.
var clauses = sync.OnceValue(func() (c struct {
	byID  map[string]Clause
	order map[string]int
},
) {
	var list []Clause
	if err := json.Unmarshal(clausesText, &list); err != nil {
		panic(err) // the file is embedded and tested
	}
	c.byID, c.order = map[string]Clause{}, map[string]int{}
	for i, clause := range list {
		c.byID[clause.ID] = clause
		c.order[clause.ID] = i
	}
	return c
})

// FindClause returns the clause of a requirement; one that SPEC.md does not have has
// an ID alone.
func FindClause(id string) Clause {
	if clause, ok := clauses().byID[id]; ok {
		return clause
	}
	return Clause{ID: id}
}
