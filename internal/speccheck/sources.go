package speccheck

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Sources is what the repository's Go files say about SPEC.md.
type Sources struct {
	Citations []Citation // SPEC 6.2, [ENC-8]
	Covered   []Citation // // covers: ENC-8
	Codes     []Citation // error codes given to coded.New
}

var (
	clausePattern  = regexp.MustCompile(`\bSPEC (?:[Aa]ppendix )?([0-9]+(?:\.[0-9]+)*|[A-D](?:\.[0-9]+)?\b)((?:(?:, | and | or | to )[0-9]+(?:\.[0-9]+)*)*)`)
	clauseNumber   = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)*`)
	goCitedPattern = regexp.MustCompile(`\[((?:FLD|CRV|TXT|B58|B64|KEY|PSD|SIG|ENC|MSG|HSK|NAT|JOB|PRF|KIM|PIC|DRV|ERR)-[A-Z0-9-]+)\]`)
	coversPattern  = regexp.MustCompile(`^\s*// covers: (.+)$`)
	codePattern    = regexp.MustCompile(`\bcoded\.New\(\s*"[^"]*",\s*"([^"]*)"`)
)

// skipped are directories that hold no sources of this project, or, as this package
// itself, sources that name requirements which do not exist.
var skipped = []string{".git", "node_modules", "speccheck"}

// ScanGo reads every Go file below root.
func ScanGo(root string) (*Sources, error) {
	s := &Sources{}
	err := walk(root, ".go", func(path string, data []byte) error {
		for i, line := range strings.Split(string(data), "\n") {
			s.scanLine(path, i+1, line)
		}
		return nil
	})
	return s, err
}

func (s *Sources) scanLine(path string, number int, line string) {
	cite := func(name string) Citation { return Citation{Name: name, File: path, Line: number} }
	for _, m := range clausePattern.FindAllStringSubmatch(line, -1) {
		for _, name := range append([]string{m[1]}, clauseNumber.FindAllString(m[2], -1)...) {
			s.Citations = append(s.Citations, cite(name))
		}
	}
	for _, m := range goCitedPattern.FindAllStringSubmatch(line, -1) {
		s.Citations = append(s.Citations, cite(m[1]))
	}
	for _, m := range codePattern.FindAllStringSubmatch(line, -1) {
		s.Codes = append(s.Codes, cite(m[1]))
	}
	if m := coversPattern.FindStringSubmatch(line); m != nil {
		for _, id := range strings.Split(m[1], ",") {
			s.Covered = append(s.Covered, cite(strings.TrimSpace(id)))
		}
	}
}

// ScanVectors reads the requirements that the test groups of every vector file below
// root name. A file without test groups is no vector file and is passed over.
func ScanVectors(root string) ([]Citation, error) {
	var covered []Citation
	if _, err := os.Stat(root); os.IsNotExist(err) {
		return nil, nil
	}
	err := walk(root, ".json", func(path string, data []byte) error {
		var file struct {
			TestGroups []struct {
				Requirements []string `json:"requirements"`
			} `json:"testGroups"`
		}
		if json.Unmarshal(data, &file) != nil {
			return nil // packages' own files, in other shapes
		}
		for _, group := range file.TestGroups {
			for _, id := range group.Requirements {
				covered = append(covered, Citation{Name: id, File: path})
			}
		}
		return nil
	})
	return covered, err
}

// walk calls visit with every file below root whose name ends with suffix.
func walk(root, suffix string, visit func(path string, data []byte) error) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(skipped, entry.Name()):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, suffix):
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return visit(path, data)
	})
}

// Uncovered returns the IDs of the requirements that covered does not name, in the
// order of the document.
func (d *Document) Uncovered(covered []Citation) []string {
	names := map[string]bool{}
	for _, c := range covered {
		names[c.Name] = true
	}
	var uncovered []string
	for _, r := range d.Requirements {
		if !names[r.ID] {
			uncovered = append(uncovered, r.ID)
		}
	}
	return uncovered
}
