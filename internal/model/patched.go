package model

import (
	"fmt"
	"os"
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
