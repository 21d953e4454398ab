package roles_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// mutant is an app or a worker with one fault.
type mutant struct {
	name, description string
	killer            string // case that has to notice, without its profile
	verdict           conformance.Verdict
	says              string // part of the remark
	app               *appFault
	worker            *workerFault
}

// layer returns the layer with the mutant, with short limits: the mutants are in this
// process and answer at once, or never.
func (m *mutant) layer() *roles.Layer {
	l := &roles.Layer{
		Profiles: []string{"zkcw-v2"}, Start: 3 * time.Second, Timeout: time.Second,
		Apps: map[string]*roles.Program{}, Workers: map[string]*roles.Program{},
	}
	if m.app != nil {
		l.Apps[m.name] = m.app.program()
	}
	if m.worker != nil {
		l.Workers[m.name] = m.worker.program()
	}
	return l
}

// put runs one case on the mutant.
func (m *mutant) put(t *testing.T, name string, deadline time.Duration) conformance.Outcome {
	env := &conformance.Environment{Implementations: []*conformance.Implementation{{Label: m.name}}, Deadline: deadline}
	jobs, err := m.layer().Plan(env)
	if err != nil {
		return conformance.Outcome{Remark: err.Error()}
	}
	for _, job := range jobs {
		if job.Case.ID == "roles/zkcw-v2/"+name {
			return job.Run(t.Context())
		}
	}
	return conformance.Outcome{Remark: "no case " + name}
}

// TestControl: the machines pass every case without a fault.
func TestControl(t *testing.T) {
	t.Parallel()
	layer := &roles.Layer{
		Profiles: []string{"zkcw-v2"}, Start: 20 * time.Second, Timeout: 2 * time.Second,
		Apps: map[string]*roles.Program{"control": appFault{}.program()}, Workers: map[string]*roles.Program{"control": workerFault{}.program()},
	}
	env := &conformance.Environment{Implementations: []*conformance.Implementation{{Label: "control", StrictCodes: true}}, Deadline: 10 * time.Second}
	requirePass(t, run(t, layer, env))
}

// TestMutants: every fault is noticed by the case that is named for it, and leaves a
// right run right unless that is the case.
func TestMutants(t *testing.T) {
	t.Parallel()
	all := append(appMutants(), workerMutants()...)
	killed, sound := make([]conformance.Outcome, len(all)), make([]conformance.Outcome, len(all))
	var group sync.WaitGroup
	slots := make(chan struct{}, 12) // most of the time they wait
	for i, m := range all {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			killed[i] = m.put(t, m.killer, 2*time.Second)
			if m.killer != m.handshake() {
				sound[i] = m.put(t, m.handshake(), 10*time.Second)
			}
		})
	}
	group.Wait()
	seen := map[string]bool{}
	for i, m := range all {
		require.False(t, seen[m.name], m.name)
		seen[m.name] = true
		require.Equal(t, m.verdict, killed[i].Verdict, "%s survives %s: %s", m.name, m.killer, killed[i].Remark)
		require.Contains(t, killed[i].Remark, m.says, m.name)
		require.NotEmpty(t, killed[i].Detail, m.name)
		if m.killer != m.handshake() {
			require.Equal(t, conformance.Pass, sound[i].Verdict, "%s: %s", m.name, sound[i].Remark)
		}
	}
	require.GreaterOrEqual(t, len(seen), 40)
}

// handshake is the case of a right run of the mutant's side.
func (m *mutant) handshake() string {
	if m.app != nil {
		return "app-handshake"
	}
	return "worker-handshake"
}
