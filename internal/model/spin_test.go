//go:build spin

package model

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol"
)

func verify(t *testing.T, r Run) *Finding {
	t.Helper()
	found, err := Verify(t.Context(), r)
	require.NoError(t, err)
	return found
}

func TestSpinIsThere(t *testing.T) {
	for _, program := range []string{"spin", "gcc"} {
		_, err := exec.LookPath(program)
		require.NoError(t, err, "install it: apt-get install spin gcc")
	}
}

// TestSealedHolds looks at every state of sealed-v1.
func TestSealedHolds(t *testing.T) {
	t.Parallel()
	found := verify(t, Run{Source: Handshake, Profile: protocol.SealedV1})
	require.Empty(t, found.Violated, found.Trace)
	t.Logf("sealed-v1, all properties: %d states, no attack", found.States)
	requireCells(t, "sealed-", found.Cells)
	require.Greater(t, found.States, 100_000)
}

// TestAttacksOnTheExample finds an attack for every property that the zkcw profiles do
// not have, which SPEC 12.18 shows, and shows that they have the others.
func TestAttacksOnTheExample(t *testing.T) {
	traces, guard := map[string]map[Property][]string{}, sync.Mutex{}
	profiles := []protocol.Profile{protocol.ZKCWv1, protocol.ZKCWv2}
	t.Run("all", func(t *testing.T) {
		for _, p := range profiles {
			traces[p.String()] = map[Property][]string{}
			var holds []Property
			for _, x := range Properties() {
				if slices.Contains(holding(p), x.Property) {
					holds = append(holds, x.Property)
					continue
				}
				t.Run(p.String()+"/"+string(x.Property), func(t *testing.T) {
					t.Parallel()
					found := verify(t, Run{Source: Handshake, Profile: p, Properties: []Property{x.Property}, Quiet: true})
					require.Equal(t, x.Property, found.Violated)
					t.Logf("%s, no %s: attack in %d states\n%s", p, x.Property, found.States, strings.Join(found.Trace, "\n"))
					guard.Lock()
					defer guard.Unlock()
					traces[p.String()][x.Property] = found.Trace
				})
			}
			t.Run(p.String()+"/holds", func(t *testing.T) {
				t.Parallel()
				found := verify(t, Run{Source: Handshake, Profile: p, Properties: holds})
				require.Empty(t, found.Violated, found.Trace)
				t.Logf("%s, %v: %d states, no attack", p, holds, found.States)
				requireCells(t, "", found.Cells)
			})
		}
	})
	t.Run("in the specification", func(t *testing.T) {
		requireInSpecification(t, "attacks", attackList([]string{"zkcw-v1", "zkcw-v2"}, traces))
	})
}

// requireCells compares the cells that the model reaches with those that the machines of
// the code reach, which the explorer of package protocol has listed.
func requireCells(t *testing.T, prefix string, cells []Cell) {
	t.Helper()
	var have []string
	for _, c := range cells {
		role := prefix + "app"
		if c.Worker {
			role = prefix + "worker"
		}
		have = append(have, fmt.Sprintf("%s: %s, %s", role, c.From, c.Event))
	}
	list, err := os.ReadFile(repository("protocol/testdata/cells.txt"))
	require.NoError(t, err)
	var want []string
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, prefix+"app: ") || strings.HasPrefix(line, prefix+"worker: ") {
			want = append(want, line)
		}
	}
	require.ElementsMatch(t, want, have)
	t.Logf("%d cells are reached, the same as by the machines", len(have))
}

// holding returns the properties that a profile of the example has.
func holding(p protocol.Profile) []Property {
	if p == protocol.ZKCWv2 {
		return []Property{Text, Bound, Ends}
	}
	return []Property{Bound, Ends}
}

// TestRunsEnd looks at the liveness: under every fair order of events, whatever the
// attacker does for ever, a run ends and stays so.
func TestRunsEnd(t *testing.T) {
	for _, p := range protocol.Profiles() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			found := verify(t, Run{Source: Handshake, Profile: p, Properties: []Property{Ends}, Fairness: true})
			require.Empty(t, found.Violated)
			t.Logf("%s: %d states, no run without an end", p, found.States)
		})
	}
}

// TestRunsComplete: what holds is not held by machines that never get anywhere.
func TestRunsComplete(t *testing.T) {
	for _, p := range protocol.Profiles() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			found := verify(t, Run{Source: Handshake, Profile: p, Properties: []Property{Completes}, Quiet: true})
			require.Equal(t, Completes, found.Violated)
			t.Logf("%s completes: %d states\n%s", p, found.States, strings.Join(found.Trace, "\n"))
		})
	}
}

// TestRemovalsInTheModel takes each check away.
func TestRemovalsInTheModel(t *testing.T) {
	for _, c := range Checks() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			requireAttack(t, c.Attack)
			if c.Behind != nil {
				requireAttack(t, *c.Behind)
			}
		})
	}
	t.Run("none of them", func(t *testing.T) {
		t.Parallel()
		found := verify(t, Run{Source: Scheme, Profile: protocol.SealedV1})
		require.Empty(t, found.Violated)
		t.Logf("the scheme alone: %d states, no attack", found.States)
	})
	t.Run("those of the scheme, in the handshake", func(t *testing.T) { // others stand before them (SPEC 12.15)
		t.Parallel()
		var without []string
		for _, c := range Checks() {
			if c.Attack.Source == Scheme {
				without = append(without, c.Name)
			}
		}
		found := verify(t, Run{Source: Handshake, Profile: protocol.SealedV1, Without: without})
		require.Empty(t, found.Violated)
		t.Logf("without %v in the handshake: %d states, no attack", without, found.States)
	})
}

func requireAttack(t *testing.T, a Attack) {
	t.Helper()
	fair := a.Property == Ends
	found := verify(t, Run{
		Source: a.Source, Profile: protocol.SealedV1, Without: a.Without, Properties: []Property{a.Property}, Quiet: !fair, Fairness: fair,
	})
	require.Equal(t, a.Property, found.Violated)
	t.Logf("without %v: no %s, %d states\n%s", a.Without, a.Property, found.States, strings.Join(found.Trace, "\n"))
}

// attackList is the list of SPEC 12.18: a trace for each property that a profile of the
// example does not have. The traces come in the order of [Properties], by profile.
func attackList(profiles []string, traces map[string]map[Property][]string) string {
	var b strings.Builder
	for _, p := range Properties() {
		var shown [][2]string // a trace and whose it is
		for _, profile := range profiles {
			lines, found := traces[profile][p.Property]
			if !found {
				continue
			}
			text := strings.Join(lines, "\n")
			if n := len(shown); n > 0 && shown[n-1][1] == text {
				shown[n-1][0] += ", " + profile
				continue
			}
			shown = append(shown, [2]string{profile, text})
		}
		for _, x := range shown {
			fmt.Fprintf(&b, "%s (%s):\n\n```\n%s\n```\n\n", p.Property, x[0], x[1])
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
