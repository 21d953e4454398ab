package mutants_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/internal/mutants"
	"github.com/minaseal/minaseal/internal/driver"
)

var update = flag.Bool("update", false, "write the table of README.md anew")

// touched is the layer of the vectors without the cases of operations that a mutant
// answers as the sound implementation does, and without chains, which take long, but
// those that are to notice the mutant.
type touched struct {
	conformance.Layer
	mutants map[string]mutants.Mutant
}

func (l touched) Plan(env *conformance.Environment) ([]conformance.Job, error) {
	all, err := l.Layer.Plan(env)
	return slices.DeleteFunc(all, func(job conformance.Job) bool {
		mutant := l.mutants[job.Subject]
		long := job.Case.Chain != nil && !slices.Contains(job.Case.Flags, mutant.Killer)
		return long || !mutant.Touches(job.Case.Op)
	}), err
}

// remembering is a handler that computes each answer once: most of what the mutants
// ask of the sound implementation is what the others asked.
func remembering(sound mutants.Handler) mutants.Handler {
	var known sync.Map
	return func(request driver.Request) driver.Response {
		var members map[string]json.RawMessage
		_ = json.Unmarshal(request.In, &members) // what is no object has no members
		text, err := json.Marshal(members)
		if err != nil {
			panic(err)
		}
		key := request.Op + string(text)
		response, ok := known.Load(key)
		if !ok {
			response, _ = known.LoadOrStore(key, sound(request))
		}
		answer := response.(driver.Response)
		answer.ID = request.ID
		return answer
	}
}

// run puts the vectors to the mutants, strictly, and returns what did not pass, by
// mutant.
func run(t *testing.T, all []mutants.Mutant) map[string][]conformance.Result {
	t.Helper()
	layer, err := conformance.Vectors()
	require.NoError(t, err)
	sound := remembering(driver.Handle)
	byName := map[string]mutants.Mutant{}
	var implementations []*conformance.Implementation
	for _, mutant := range all {
		answer := func(line []byte) []byte { return mutant.Answer(sound, line) }
		byName[mutant.Name] = mutant
		implementations = append(implementations, &conformance.Implementation{
			Label: mutant.Name, Driver: conformance.NewHandler(mutant.Name, answer), StrictCodes: true,
		})
	}
	noticed := map[string][]conformance.Result{}
	_, err = conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: implementations},
		Layers:      []conformance.Layer{touched{layer, byName}},
		Parallel:    runtime.NumCPU(),
		Observe: func(_, _ int, r *conformance.Result) {
			if r.Verdict != conformance.Pass {
				noticed[r.Subject] = append(noticed[r.Subject], *r)
			}
		},
	})
	require.NoError(t, err)
	return noticed
}

// TestControls: the sound implementation, and the models without a fault, pass every
// case, so that nothing but its fault is noticed of a mutant.
func TestControls(t *testing.T) {
	for name, noticed := range run(t, mutants.Controls()) {
		t.Errorf("%s fails: %s", name, names(noticed))
	}
}

// TestMutants: each mutant is noticed, by what its author said would notice it.
func TestMutants(t *testing.T) {
	all := mutants.Operations()
	noticed := run(t, all)
	var table strings.Builder
	table.WriteString("| mutant | what it does | breaks | noticed by | as | cases |\n|---|---|---|---|---|---|\n")
	for _, mutant := range all {
		killer := killer(t, &mutant, noticed[mutant.Name])
		if killer == nil {
			continue
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s | `%s`%s | %s | %d |\n", mutant.Name, mutant.Description, mutant.Requirement,
			killer.Case.ID, flagged(mutant.Killer), grade(killer), len(noticed[mutant.Name]))
		t.Logf("%-36s %-9s %-28s %s", mutant.Name, mutant.Requirement, killer.Case.ID, grade(killer))
	}
	compareReadme(t, table.String())
}

// killer returns the best case among those that the mutant names, and that noticed it.
func killer(t *testing.T, mutant *mutants.Mutant, noticed []conformance.Result) (best *conformance.Result) {
	t.Helper()
	for i := range noticed {
		r := &noticed[i]
		if r.Verdict != conformance.Fail && r.Verdict != conformance.Accepted {
			t.Errorf("%s, %s: %s: %s", mutant.Name, r.Case.ID, r.Verdict, r.Remark)
		}
		named := r.Case.ID == mutant.Killer || slices.Contains(r.Case.Flags, mutant.Killer)
		if named && (best == nil || grade(r) > grade(best)) {
			best = r
		}
	}
	if best == nil {
		t.Errorf("%s survives %s; noticed by: %s", mutant.Name, mutant.Killer, names(noticed))
	}
	return best
}

// grade says how a case noticed a mutant; the alphabet has the weakest first.
func grade(r *conformance.Result) string {
	var response driver.Response
	switch err := json.Unmarshal([]byte(r.Got), &response); {
	case r.Verdict == conformance.Accepted:
		return "a known leniency"
	case err == nil && response.Status == driver.Invalid && r.Case.Expect.Kind != conformance.Valid:
		return "another code"
	default:
		return "wrong"
	}
}

func names(results []conformance.Result) string {
	var list []string
	for _, r := range results {
		list = append(list, r.Case.ID)
	}
	return strings.Join(list, " ")
}

// flagged names the flag by which a case was found.
func flagged(killer string) string {
	if strings.Contains(killer, "/") {
		return ""
	}
	return " (" + killer + ")"
}

// compareReadme compares the table with the one in README.md, or writes it there.
func compareReadme(t *testing.T, table string) {
	t.Helper()
	const begin, end = "<!-- table -->\n", "<!-- end of the table -->\n"
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	before, rest, _ := strings.Cut(string(text), begin)
	have, after, found := strings.Cut(rest, end)
	require.True(t, found)
	if *update {
		require.NoError(t, os.WriteFile("README.md", []byte(before+begin+table+end+after), 0o644))
		return
	}
	require.Equal(t, table, have, "to write it anew: go test ./conformance/internal/mutants -update")
}

// TestFields: names are unique, and requirements are SPEC's.
func TestFields(t *testing.T) {
	spec, err := os.ReadFile("../../../SPEC.md")
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, mutant := range mutants.Operations() {
		require.False(t, seen[mutant.Name], mutant.Name)
		seen[mutant.Name] = true
		require.Contains(t, string(spec), "- **["+mutant.Requirement+"]**", mutant.Name)
		require.NotEmpty(t, mutant.Description, mutant.Name)
	}
	require.GreaterOrEqual(t, len(seen), 28)
}

// TestAnswer: what a mutant's fault does not touch, it answers as a driver has to.
func TestAnswer(t *testing.T) {
	mutant := mutants.Operations()[0]
	for line, want := range map[string]string{
		"no JSON":                `{"id":null,"status":"error","code":"bad_request"}`,
		`{"op":"hello"}`:         `{"id":null,"status":"error","code":"bad_request"}`,
		`{"id":"a","op":"none"}`: `{"id":"a","status":"unsupported","message":"driver: no such operation"}`,
		`{"id":3,"op":"poseidon.hash","in":{"inputs":["1"]}}`: `{"id":3,"status":"ok","out":{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}}`,
	} {
		require.Equal(t, want, string(mutant.Answer(driver.Handle, []byte(line))), line)
	}
}
