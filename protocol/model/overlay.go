package model

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// patched returns the files of a removal as they are without the check, by their path
// in the repository. Each text that is replaced has to stand in its file once.
func (r Removal) patched() (map[string]string, error) {
	files := map[string]string{}
	for _, e := range r.Edits {
		if _, read := files[e.File]; !read {
			data, err := os.ReadFile(repository(e.File))
			if err != nil {
				return nil, err
			}
			files[e.File] = string(data)
		}
		if n := strings.Count(files[e.File], e.Old); n != 1 {
			return nil, fmt.Errorf("%s has %d times %q", e.File, n, e.Old)
		}
		files[e.File] = strings.Replace(files[e.File], e.Old, e.New, 1)
	}
	return files, nil
}

// overlay writes the patched files to a directory and returns the path of what go test
// takes as -overlay.
func (r Removal) overlay(dir string) (string, error) {
	files, err := r.patched()
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for path, text := range files {
		original, err := filepath.Abs(repository(path))
		if err != nil {
			return "", err
		}
		replace[original] = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(replace[original], []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, data, 0o600)
}
