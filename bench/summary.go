package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/minaseal/minaseal/bench/report"
)

// writeSummary writes summary.md beside the results of each processor.
func writeSummary(directory string) error {
	text, err := summary(directory)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(directory, "summary.md"), []byte(text), 0o644)
}

// summary reads the results of each processor.
func summary(directory string) (string, error) {
	files, err := filepath.Glob(filepath.Join(directory, "*", "results.txt"))
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("%s has no results", directory)
	}
	sets := map[string]*report.Set{}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		set, err := report.Read(f)
		f.Close()
		if err != nil {
			return "", fmt.Errorf("%s: %w", file, err)
		}
		sets[filepath.Base(filepath.Dir(file))] = set
	}
	return report.Summary(sets), nil
}
