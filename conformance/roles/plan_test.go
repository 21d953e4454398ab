package roles_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/speccheck"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/vectors"
)

// plan returns the cases of the layer for an implementation with both sides.
func plan(t *testing.T) []conformance.Case {
	t.Helper()
	implementation := &conformance.Implementation{Label: "any", App: []string{"app"}, Worker: []string{"worker"}}
	jobs, err := new(roles.Layer).Plan(&conformance.Environment{Implementations: []*conformance.Implementation{implementation}})
	require.NoError(t, err)
	var cases []conformance.Case
	for _, job := range jobs {
		cases = append(cases, job.Case)
	}
	return cases
}

// TestCases: ids are unique and of the form roles/<profile>/<name>; requirements, codes
// and flags exist; what is accepted from some has a flag.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("../../SPEC.md")
	require.NoError(t, err)
	spec := speccheck.Parse(string(text))
	flags := flagNames(t)
	seen := map[string]bool{}
	form := `^roles/(` + strings.Join(roles.Profiles(), "|") + `)/(app|worker|pair)[a-z0-9-]*$`
	for _, c := range plan(t) {
		require.False(t, seen[c.ID], c.ID)
		seen[c.ID] = true
		require.Regexp(t, form, c.ID)
		require.NotEmpty(t, c.Comment, c.ID)
		require.NotEmpty(t, c.Requirements, c.ID)
		for _, id := range c.Requirements {
			require.True(t, spec.Has(id), "%s: %s", c.ID, id)
		}
		if c.Expect.Code != "" {
			require.Contains(t, spec.Codes, c.Expect.Code, c.ID)
		}
		for _, flag := range c.Flags {
			require.Contains(t, flags, flag, c.ID)
		}
		if c.Expect.Kind != conformance.Valid {
			require.NotEmpty(t, c.Flags, c.ID)
		}
	}
	for _, name := range strings.Fields(`ProtoUnknownPost ProtoNoReply ProtoReplay ProtoDuplicate ProtoOutOfOrder
		ProtoSecondResponder ProtoSpoofedWorkerKey ProtoOversized ProtoLateReply`) {
		require.True(t, slices.ContainsFunc(plan(t), func(c conformance.Case) bool { return slices.Contains(c.Flags, name) }), name)
	}
}

// flagNames returns the flags that are defined, here or in the vectors, each in one place.
func flagNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for name, flag := range roles.Flags() {
		require.NotEmpty(t, flag.BugType)
		require.NotEmpty(t, flag.Description)
		require.NotEmpty(t, flag.Effect)
		names[name] = true
	}
	files, err := vectors.Load()
	require.NoError(t, err)
	for _, file := range files {
		for name := range file.Flags {
			require.NotContains(t, roles.Flags(), name, file.Name)
			names[name] = true
		}
	}
	return names
}

func jobsOf(t *testing.T, layer *roles.Layer, all ...*conformance.Implementation) map[string][]conformance.Job {
	t.Helper()
	jobs, err := layer.Plan(&conformance.Environment{Implementations: all})
	require.NoError(t, err)
	bySubject := map[string][]conformance.Job{}
	for _, job := range jobs {
		bySubject[job.Subject] = append(bySubject[job.Subject], job)
	}
	return bySubject
}

// TestPlan: every implementation has every case, and every app meets every worker.
func TestPlan(t *testing.T) {
	both := &conformance.Implementation{Label: "both", App: []string{"a"}, Worker: []string{"b"}}
	app := &conformance.Implementation{Label: "app", App: []string{"a"}}
	neither := &conformance.Implementation{Label: "neither"}
	jobs := jobsOf(t, new(roles.Layer), both, app, neither)
	require.Len(t, jobs["both"], len(jobs["neither"]))
	require.Len(t, jobs["app"], len(jobs["neither"]))
	require.Len(t, jobs["app both, worker both"], len(roles.Profiles()))
	require.Len(t, jobs["app app, worker both"], len(roles.Profiles()))
	require.Len(t, jobs, 5)
	for _, job := range jobs["neither"] {
		outcome := job.Run(t.Context())
		require.Equal(t, conformance.Unsupported, outcome.Verdict)
		require.NotEmpty(t, outcome.Remark)
	}
}

// TestPlanOfSchemes: a driver that names its schemes is not put to the others.
func TestPlanOfSchemes(t *testing.T) {
	one := &conformance.Implementation{Label: "one", App: []string{"/no/such/program"}, Worker: []string{"/no/such/program"},
		Hello: &conformance.Hello{Schemes: []string{"o1js-v2"}}}
	for subject, jobs := range jobsOf(t, new(roles.Layer), one) {
		for _, job := range jobs {
			want := conformance.Fail // there is no such program
			if p, err := protocol.ParseProfile(strings.Split(job.Case.ID, "/")[1]); err != nil || !encryptsWith(p, elgamal.O1jsV2) {
				want = conformance.Unsupported
			}
			if want == conformance.Unsupported || strings.HasSuffix(job.Case.ID, "-handshake") {
				require.Equal(t, want, job.Run(t.Context()).Verdict, "%s %s", subject, job.Case.ID)
			}
		}
	}
}

func encryptsWith(p protocol.Profile, scheme elgamal.Scheme) bool {
	its, err := p.Scheme()
	return err == nil && its == scheme
}

func TestProfiles(t *testing.T) {
	var names []string
	for _, p := range protocol.Profiles() {
		names = append(names, p.String())
	}
	require.Equal(t, names, roles.Profiles(), "the suite has the cases of every profile")
	_, err := (&roles.Layer{Profiles: []string{"zkcw-v3"}}).Plan(&conformance.Environment{})
	require.ErrorIs(t, err, roles.ErrProfile)
	for subject, jobs := range jobsOf(t, &roles.Layer{Profiles: []string{"zkcw-v1"}}, &conformance.Implementation{Label: "x"}) {
		for _, job := range jobs {
			require.True(t, strings.HasPrefix(job.Case.ID, "roles/zkcw-v1/"), "%s %s", subject, job.Case.ID)
		}
	}
}
