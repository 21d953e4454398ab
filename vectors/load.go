package vectors

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/minaseal/minaseal/internal/coded"
)

//go:embed chains/*.json curve/*.json elgamal/*.json encoding/*.json field/*.json keys/*.json poseidon/*.json schnorr/*.json sealed/*.json
var files embed.FS

// ErrFile is the error of [Load] for a file that breaks the rules of SPEC A.1. Its
// wrappings name the file and the rule.
var ErrFile = coded.New("vectors", "malformed_json", "not a well-formed file of vectors")

// Load returns all files, sorted by name, freshly decoded. It fails with [ErrFile]
// if a file has an unknown member, an undefined or unused flag, an ID twice, a case
// without the members that its result asks for, or a number of cases that is not
// numberOfTests (SPEC A.1 [DRV-1]).
func Load() ([]File, error) {
	paths, err := fs.Glob(files, "*/*.json")
	if err != nil {
		return nil, err
	}
	loaded := make([]File, 0, len(paths))
	for _, path := range paths {
		text, err := files.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parse(strings.TrimSuffix(path, ".json"), text)
		if err != nil {
			return nil, err
		}
		loaded = append(loaded, *file)
	}
	return loaded, nil
}

// parse decodes and checks the file of the given name.
func parse(name string, text []byte) (*File, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	file := new(File)
	if err := decoder.Decode(file); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrFile, name, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: %s: text after the object", ErrFile, name)
	}
	if err := file.check(name); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrFile, name, err)
	}
	return file, nil
}

// check tests the rules that hold across the members of a file.
func (f *File) check(name string) error {
	switch {
	case f.Schema != Schema:
		return fmt.Errorf("schema %q", f.Schema)
	case f.Name != name:
		return fmt.Errorf("name %q", f.Name)
	case len(f.Producers) == 0:
		return fmt.Errorf("no producer")
	}
	count := 0
	ids := make(map[int]bool)
	used := make(map[string]bool)
	for _, group := range f.TestGroups {
		if group.Op == "" || len(group.Requirements) == 0 {
			return fmt.Errorf("a group without operation or requirement")
		}
		for i := range group.Tests {
			test := &group.Tests[i]
			count++
			if test.ID < 1 || ids[test.ID] {
				return fmt.Errorf("id %d is not positive or not unique", test.ID)
			}
			ids[test.ID] = true
			if err := test.check(f.Flags); err != nil {
				return fmt.Errorf("id %d: %v", test.ID, err)
			}
			for _, flag := range test.Flags {
				used[flag] = true
			}
		}
	}
	if count != f.NumberOfTests {
		return fmt.Errorf("%d cases, numberOfTests is %d", count, f.NumberOfTests)
	}
	if len(used) != len(f.Flags) {
		return fmt.Errorf("%d flags defined, %d used", len(f.Flags), len(used))
	}
	return nil
}

// check tests that a case has the members that its result asks for, and no others.
func (t *Test) check(flags map[string]Flag) error {
	for _, flag := range t.Flags {
		if _, defined := flags[flag]; !defined {
			return fmt.Errorf("flag %q is not defined", flag)
		}
	}
	out, code := len(t.Out) > 0, t.Code != ""
	accepted := t.Peer != nil && t.Peer.Verdict == "ok"
	sound := false
	switch t.Result {
	case Valid:
		sound = out && !code && (t.Peer == nil || accepted)
	case Invalid:
		sound = !out && code && t.Peer != nil && t.Peer.Verdict == "threw"
	case Acceptable:
		sound = out && code && accepted && len(t.Flags) > 0
	default:
		return fmt.Errorf("result %q", t.Result)
	}
	if t.Chain != nil {
		sound = sound && t.Result == Valid && t.Chain.Length > 1 && t.Chain.SHA256 != ""
	}
	if !sound || len(t.In) == 0 {
		return fmt.Errorf("members do not fit the result %q", t.Result)
	}
	return nil
}
