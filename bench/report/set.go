package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// Set holds the results of a run.
type Set struct {
	// Header holds the lines before the first benchmark, in their order.
	Header []Entry
	// values holds times in nanoseconds, one a round, by work and peer.
	values map[string]map[string][]float64
}

// header returns the value of a key of the header, or "".
func (s *Set) header(key string) string {
	for _, e := range s.Header {
		if e.Key == key {
			return e.Value
		}
	}
	return ""
}

// Entry is a line of the header. Keys "version-PEER" and "absent-PEER" tell of peers.
type Entry struct{ Key, Value string }

// The keys of the header that tell of peers.
const (
	VersionPrefix = "version-"
	AbsentPrefix  = "absent-"
)

// WriteHeader writes the header of results.
func WriteHeader(w io.Writer, header []Entry) error {
	for _, e := range header {
		if strings.ContainsAny(e.Key, " \t\n:") || strings.ContainsRune(e.Value, '\n') {
			return fmt.Errorf("not a header line: %q: %q", e.Key, e.Value)
		}
		if _, err := fmt.Fprintf(w, "%s: %s\n", e.Key, e.Value); err != nil {
			return err
		}
	}
	return nil
}

// WriteResult writes the time of an operation, in nanoseconds and over so many
// operations, as a benchmark of so many processors.
func WriteResult(w io.Writer, work, peer string, processors, operations int, nanoseconds float64) error {
	_, err := fmt.Fprintf(w, "Benchmark%s/peer=%s-%d %d %.5g ns/op\n", work, peer, processors, operations, nanoseconds)
	return err
}

// Read reads results.
func Read(r io.Reader) (*Set, error) {
	set := &Set{values: map[string]map[string][]float64{}}
	reader := benchfmt.NewReader(r, "results")
	for reader.Scan() {
		switch record := reader.Result().(type) {
		case *benchfmt.Result:
			if len(set.values) == 0 {
				for _, c := range record.Config {
					if c.File {
						set.Header = append(set.Header, Entry{c.Key, string(c.Value)})
					}
				}
			}
			if err := set.add(record); err != nil {
				return nil, err
			}
		case *benchfmt.SyntaxError:
			return nil, record
		}
	}
	if err := reader.Err(); err != nil {
		return nil, err
	}
	if len(set.values) == 0 {
		return nil, errors.New("no results")
	}
	return set, nil
}

// add adds a line such as BenchmarkPallasMSM/n=1024/peer=minaseal-2.
func (s *Set) add(record *benchfmt.Result) error {
	base, parts := record.Name.Parts()
	work, peer := string(base), ""
	for _, part := range parts {
		if name, ok := strings.CutPrefix(string(part), "/peer="); ok {
			peer = name
		} else if part[0] == '/' {
			work += string(part)
		}
	}
	seconds, ok := record.Value("sec/op")
	if peer == "" || !ok {
		return fmt.Errorf("%s names no peer or no time", record.Name)
	}
	if s.values[work] == nil {
		s.values[work] = map[string][]float64{}
	}
	s.values[work][peer] = append(s.values[work][peer], seconds*1e9)
	return nil
}

// Get returns a value of the header, or "".
func (s *Set) Get(key string) string {
	for _, e := range s.Header {
		if e.Key == key {
			return e.Value
		}
	}
	return ""
}

// cell is what there is to say of a work and a peer.
type cell struct {
	benchmath.Summary
	// ratio to minaseal's median, 0 if minaseal has none.
	ratio float64
	// differs is set if the samples of both differ significantly.
	differs bool
}

// cell returns false if the peer was not measured.
func (s *Set) cell(work, peer, baseline string) (cell, bool) {
	sample, ok := s.sample(work, peer)
	if !ok {
		return cell{}, false
	}
	const confidence = 0.95
	c := cell{Summary: benchmath.AssumeNothing.Summary(sample, confidence)}
	if base, ok := s.sample(work, baseline); ok {
		c.ratio = c.Center / benchmath.AssumeNothing.Summary(base, confidence).Center
		comparison := benchmath.AssumeNothing.Compare(base, sample)
		c.differs = comparison.P < comparison.Alpha
	}
	return c, true
}

func (s *Set) sample(work, peer string) (*benchmath.Sample, bool) {
	values := s.values[work][peer]
	return benchmath.NewSample(slices.Clone(values), &benchmath.DefaultThresholds), len(values) > 0
}

// rounds returns the greatest number of measurements of a work and a peer.
func (s *Set) rounds() int {
	n := 0
	for _, peers := range s.values {
		for _, values := range peers {
			n = max(n, len(values))
		}
	}
	return n
}
