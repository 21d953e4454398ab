package peers

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

// Lineup is a set of started peers.
type Lineup struct {
	inputs    *inputs
	local     []localPeer
	processes []*process
	// Versions and Absent describe the peers by name: what a present one is made of,
	// and why an absent one is absent.
	Versions map[string][]string
	Absent   map[string]string
	// RustFlags are the compiler's flags for the Rust peers, and why they are not the
	// first choice; empty if none was built.
	RustFlags string
}

type localPeer struct {
	name  string
	tasks tasks
	// prepared tasks go on from where they stopped.
	prepared map[string]*task
}

// Result is the measurement of a peer.
type Result struct {
	Peer string
	Measurement
}

// Start starts the peers named, and builds what they need. directory is bench/peers,
// progress is told what takes long. A peer that cannot be had is absent; one that
// fails later is an error.
func Start(ctx context.Context, directory string, chosen []string, progress func(format string, args ...any)) (*Lineup, error) {
	in, err := readInputs()
	if err != nil {
		return nil, err
	}
	if directory, err = filepath.Abs(directory); err != nil {
		return nil, err
	}
	l := &Lineup{inputs: in, Versions: map[string][]string{}, Absent: map[string]string{}}
	install := &installer{directory: directory, progress: progress, done: map[source]error{}}
	for _, p := range All() {
		if !slices.Contains(chosen, p.Name) {
			continue
		}
		if p.source == inProcess {
			l.addLocal(p.Name)
			continue
		}
		child, err := install.start(ctx, &p)
		l.RustFlags = install.rustFlags
		if errors.Is(err, errAbsent) {
			l.Absent[p.Name] = reason(err)
			progress("%s is absent: %s", p.Name, l.Absent[p.Name])
			continue
		}
		if err == nil {
			l.processes = append(l.processes, child)
			l.Versions[p.Name] = child.versions
			err = sameWorks(&p, child.works)
		}
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	return l, nil
}

func (l *Lineup) addLocal(name string) {
	p := localPeer{name: name, prepared: map[string]*task{}}
	if name == Gnark {
		p.tasks = gnarkTasks()
		l.Versions[name] = []string{"gnark-crypto " + ModuleVersion("github.com/consensys/gnark-crypto")}
	} else {
		p.tasks = minasealTasks()
		l.Versions[name] = []string{"minaseal"}
	}
	l.local = append(l.local, p)
}

// ModuleVersion returns the version of a module that this program is built with.
func ModuleVersion(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == path {
				return module.Version
			}
		}
	}
	return "of unknown version"
}

// reason is an error's text without the word "absent".
func reason(err error) string { return err.Error()[len(errAbsent.Error()+": "):] }

// sameWorks compares a child's works with those of the catalogue.
func sameWorks(p *Peer, works []string) error {
	want, got := slices.Sorted(slices.Values(p.Works)), slices.Sorted(slices.Values(works))
	if !slices.Equal(want, got) {
		return fmt.Errorf("%s has the works %v, the catalogue has %v", p.Name, got, want)
	}
	return nil
}

// Measure measures a work of every peer that has it, each for about the time given:
// those in this process in turns, then the children one after the other, from the
// last if reverse is set.
func (l *Lineup) Measure(work string, each time.Duration, reverse bool) ([]Result, error) {
	results := l.measureLocal(work, each)
	children := slices.Clone(l.processes)
	if reverse {
		slices.Reverse(children)
	}
	for _, child := range children {
		if !slices.Contains(child.works, work) {
			continue
		}
		m, err := child.measure(work, each)
		if err != nil {
			return nil, err
		}
		results = append(results, Result{child.name, m})
	}
	return results, nil
}

// measureLocal measures in turns the peers in this process. The permutation of
// Poseidon takes turns with the yardstick for it, of which this returns nothing
// when asked for the permutation.
func (l *Lineup) measureLocal(work string, each time.Duration) []Result {
	type entry struct{ peer, work string }
	var entries []entry
	var chosen []*task
	for i := range l.local {
		p := &l.local[i]
		for _, name := range []string{work, partner(work)} {
			if t := p.task(name, l.inputs); t != nil {
				entries = append(entries, entry{p.name, name})
				chosen = append(chosen, t)
			}
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	runtime.GC() // of what came before
	var results []Result
	for i, m := range interleave(chosen, each, timed) {
		if entries[i].work == work {
			results = append(results, Result{entries[i].peer, m})
		}
	}
	return results
}

// partner returns the work that takes turns with another one, or "".
func partner(work string) string {
	switch work {
	case GnarkMultiply1155:
		return "PoseidonPermutation"
	case "PoseidonPermutation":
		return GnarkMultiply1155
	default:
		return ""
	}
}

func (p *localPeer) task(work string, in *inputs) *task {
	if p.prepared[work] == nil && p.tasks[work] != nil {
		p.prepared[work] = p.tasks[work](in)
	}
	return p.prepared[work]
}

// Close ends the children and removes what the works have written.
func (l *Lineup) Close() error {
	all := []error{l.inputs.erase()}
	for _, child := range l.processes {
		all = append(all, child.close())
	}
	return errors.Join(all...)
}
