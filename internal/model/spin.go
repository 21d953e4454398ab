package model

import (
	"context"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/minaseal/minaseal/protocol"
)

// The models.
const (
	Handshake = "handshake.pml" // SPEC 8 with an active attacker
	Scheme    = "seal.pml"      // SPEC 6.6 alone
)

//go:embed *.pml *.inc
var sources embed.FS

// Run says what Spin is to look at.
type Run struct {
	Source     string
	Profile    protocol.Profile
	Without    []string   // checks
	Properties []Property // none: all
	Quiet      bool       // leave out what only ends a run, or changes nothing: shorter attacks
	Fairness   bool       // the liveness of [Ends], for one worker
}

// Finding is what Spin found.
type Finding struct {
	States   int
	Violated Property // "" if there is no attack
	Trace    []string // of the attack, a shortest one where the run is quiet
	Cells    []Cell   // of the tables, that were reached
}

// Cell is a cell of a table.
type Cell struct {
	Worker bool
	From   protocol.State
	Event  protocol.Event
}

// Verify runs Spin: all states within the bounds of the model, or as many as it takes
// to find an attack. It needs spin and gcc on the path.
func Verify(ctx context.Context, r Run) (*Finding, error) {
	dir, err := os.MkdirTemp("", "spin")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.CopyFS(dir, sources); err != nil {
		return nil, err
	}
	do := func(name string, args ...string) (string, error) {
		command := exec.CommandContext(ctx, name, args...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
		}
		return string(out), nil
	}
	if _, err := do("spin", r.spinArgs("-a")...); err != nil {
		return nil, err
	}
	if _, err := do("gcc", r.gccArgs()...); err != nil {
		return nil, err
	}
	out, err := do("./pan", r.panArgs()...)
	if err != nil {
		return nil, err
	}
	result, err := r.read(out)
	if err != nil {
		return nil, fmt.Errorf("%w:\n%s", err, out)
	}
	if result.Violated != "" && !r.Fairness {
		replay, err := do("spin", r.spinArgs("-t")...)
		if err != nil {
			return nil, err
		}
		result.Trace = trace(replay)
	}
	return result, nil
}

func (r Run) spinArgs(mode string) []string {
	args := []string{mode, "-DPROFILE=" + strings.ToUpper(strings.ReplaceAll(r.Profile.String(), "-", "_"))}
	removed, properties := "0", "ALL"
	if len(r.Without) > 0 {
		removed = strings.Join(r.Without, "+")
	}
	if len(r.Properties) > 0 {
		var names []string
		for _, p := range r.Properties {
			names = append(names, string(p))
		}
		properties = strings.Join(names, "+")
	}
	args = append(args, "-DREMOVED="+removed, "-DPROPERTIES="+properties)
	if r.Quiet {
		args = append(args, "-DQUIET=1")
	}
	switch {
	case r.Fairness:
		args = append(args, "-DFAIRNESS")
	case !r.Quiet:
		args = append(args, "-DCELLS")
	}
	return append(args, r.Source)
}

func (r Run) gccArgs() []string {
	args := []string{"-w", "-DMEMLIM=2048", "-o", "pan", "pan.c"}
	switch {
	case r.Fairness:
		return append(args, "-DNFAIR=4")
	case r.Quiet:
		return append(args, "-DSAFETY", "-DBFS")
	default: // long enough for an optimising compiler to be worth its time
		return append(args, "-DSAFETY", "-O2")
	}
}

func (r Run) panArgs() []string {
	switch {
	case r.Fairness:
		return []string{"-a", "-f", "-m100000"}
	case r.Quiet:
		return []string{"-E"} // a machine may have nothing to do
	default:
		return []string{"-m100000"}
	}
}

var (
	statesLine    = regexp.MustCompile(`(?m)^ *(\d+) states, stored`)
	errorsLine    = regexp.MustCompile(`errors: (\d+)`)
	assertionLine = regexp.MustCompile(`(?m)^pan:1: assertion violated .*$`)
	propertyBit   = regexp.MustCompile(`&\(1<<(\d+)\)`)
	cellLine      = regexp.MustCompile(`(?m)^CELL (\d+) (\d+) (\d+)$`)
)

// read takes the verifier's output apart. A search that did not reach its end, for
// want of memory or depth, is an error.
func (r Run) read(out string) (*Finding, error) {
	states, errorCount := statesLine.FindStringSubmatch(out), errorsLine.FindStringSubmatch(out)
	if states == nil || errorCount == nil {
		return nil, fmt.Errorf("no result")
	}
	for _, limit := range []string{"max search depth too small", "reached -DMEMLIM", "out of memory"} {
		if strings.Contains(out, limit) {
			return nil, fmt.Errorf("the search is not complete")
		}
	}
	result := &Finding{}
	result.States, _ = strconv.Atoi(states[1])
	n := namesOf(all()...)
	for _, c := range cellLine.FindAllStringSubmatch(out, -1) {
		from, _ := strconv.Atoi(c[2])
		event, _ := strconv.Atoi(c[3])
		result.Cells = append(result.Cells, Cell{c[1] == "1", protocol.State(n.states[from]), protocol.Event(n.events[event])})
	}
	if errorCount[1] == "0" {
		return result, nil
	}
	assertion := assertionLine.FindString(out)
	bit := propertyBit.FindStringSubmatch(assertion)
	switch {
	case r.Source == Scheme && assertion != "":
		result.Violated = Bytes
	case r.Fairness && strings.Contains(out, "acceptance cycle"):
		result.Violated = Ends
	case bit != nil:
		result.Violated = propertyOf(bit[1])
	default:
		return nil, fmt.Errorf("an error that is no violation of a property")
	}
	return result, nil
}

// propertyOf returns the property with a number.
func propertyOf(bit string) Property {
	i, _ := strconv.Atoi(bit)
	if all := Properties(); i < len(all) {
		return all[i].Property
	}
	return Completes
}

// repository returns the path of a file of the repository, seen from this package.
func repository(path string) string { return filepath.Join("..", "..", filepath.FromSlash(path)) }
