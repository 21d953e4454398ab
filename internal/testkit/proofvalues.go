package testkit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"

	"github.com/minaseal/minaseal/vectors"
)

var (
	valuesLine = regexp.MustCompile(`(?m)^  "values": .*\n`)
	testsLine  = regexp.MustCompile(`(?m)^  "numberOfTests": `)
)

// ProofValues compares the intermediate values in a file of proofs with those that a
// verification met, or writes them there. The directory is that of package vectors.
func ProofValues(directory string, file *vectors.ProofFile, met any, update bool) error {
	text, err := json.Marshal(met) // members sorted, as in the file
	if err != nil {
		return err
	}
	if !update {
		if !bytes.Equal(file.Values, text) {
			return fmt.Errorf("%s: other values than\n%s\nwere met:\n%s", file.Name, file.Values, text)
		}
		return nil
	}
	path := directory + "/" + file.Name + ".json"
	whole, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	whole = valuesLine.ReplaceAll(whole, nil)
	at := testsLine.FindIndex(whole)
	if at == nil {
		return fmt.Errorf("%s: no line of numberOfTests", path)
	}
	line := "  \"values\": " + string(text) + ",\n"
	whole = append(whole[:at[0]:at[0]], append([]byte(line), whole[at[0]:]...)...)
	return os.WriteFile(path, whole, 0o644)
}
