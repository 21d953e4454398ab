package conformance

import (
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/internal/coded"
)

// ErrBaseline reports a baseline that cannot be read.
var ErrBaseline = coded.New("conformance", "bad_request", "not a baseline")

// Baseline is the list of the cases that an implementation is known to fail. They
// are executed all the same: one that does not fail, and an entry that no case
// matches, make the run fail.
type Baseline struct {
	Implementation string          `yaml:"implementation"` // its label
	Expected       []ExpectedEntry `yaml:"expected"`
}

// ExpectedEntry is an entry of a baseline.
type ExpectedEntry struct {
	Case    string  `yaml:"case"`    // id or glob; every case that it matches has to fail
	Verdict Verdict `yaml:"verdict"` // FAIL, if it says nothing, or TIMEOUT
	Subject string  `yaml:"subject"` // the implementation's label, if it says nothing
	Reason  string  `yaml:"reason"`  // why it is so, for the reader of a report
}

// ParseBaseline reads a baseline; it fails with [ErrBaseline].
func ParseBaseline(text []byte) (*Baseline, error) {
	b := new(Baseline)
	if err := decodeYAML(text, b); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBaseline, err)
	}
	if b.Implementation == "" {
		return nil, fmt.Errorf("%w: it names no implementation", ErrBaseline)
	}
	for i := range b.Expected {
		entry := &b.Expected[i]
		if entry.Verdict == "" {
			entry.Verdict = Fail
		}
		if entry.Subject == "" {
			entry.Subject = b.Implementation
		}
		switch {
		case entry.Case == "":
			return nil, fmt.Errorf("%w: entry %d names no case", ErrBaseline, i+1)
		case strings.TrimSpace(entry.Reason) == "":
			return nil, fmt.Errorf("%w: %s has no reason", ErrBaseline, entry.Case)
		case !entry.Verdict.Bad():
			return nil, fmt.Errorf("%w: %s expects %s", ErrBaseline, entry.Case, entry.Verdict)
		}
	}
	return b, nil
}

// apply marks the results that the baseline expects to fail, and returns a text for
// each entry that matches no case, neither one that ran nor one left out.
func (b *Baseline) apply(results []*Result, skipped []planned) (stale []string) {
	for _, entry := range b.Expected {
		used := false
		for _, result := range results {
			if result.Subject != entry.Subject || !matchGlob(entry.Case, result.Case.ID) {
				continue
			}
			used = true
			if result.Verdict == entry.Verdict {
				result.Known = entry.Reason
			}
			result.Stray = !result.Verdict.Bad()
		}
		for _, p := range skipped {
			used = used || p.subject == entry.Subject && matchGlob(entry.Case, p.id)
		}
		if !used {
			stale = append(stale, fmt.Sprintf("%s: no case %s of %s", b.Implementation, entry.Case, entry.Subject))
		}
	}
	return stale
}
