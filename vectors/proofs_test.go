package vectors_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/vectors"
)

// TestKimchiProofs verifies every proof of plain Kimchi, and refuses changes to it for
// the reason given.
//
// covers: KIM-7, KIM-12, KIM-15, KIM-16, KIM-20, KIM-21, KIM-22, KIM-23, B64-1, B64-2, FLD-14
func TestKimchiProofs(t *testing.T) { runProofs(t, "kimchi-berkeley", verifyKimchi) }

// TestPicklesProofs is TestKimchiProofs for proofs of Pickles.
//
// covers: PIC-1, PIC-2, PIC-3, PIC-4, PIC-5, PIC-7, PIC-8, PIC-9, PIC-10, PIC-11, PIC-12, PIC-13, PIC-16, B64-2, FLD-14
func TestPicklesProofs(t *testing.T) { runProofs(t, "pickles-berkeley", verifyPickles) }

func runProofs(t *testing.T, system string, verify func(t *testing.T, file *vectors.ProofFile, proof, key json.RawMessage) error) {
	for position, file := range proofFiles(t, system) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			for _, test := range chosen(&file, position) {
				proof, key, err := file.Apply(test)
				require.NoError(t, err)
				err = verify(t, &file, proof, key)
				if test.Result == vectors.Valid {
					require.NoError(t, err, "%d: %s", test.ID, test.Comment)
					continue
				}
				assert.Error(t, err, "%d: %s", test.ID, test.Comment)
				assert.Equal(t, test.Code, coded.Code(err), "%d: %s: %v", test.ID, test.Comment, err)
			}
		})
	}
}

// The files of proofs are those that are on disk, and follow their schema.
func TestProofFilesFollowTheSchema(t *testing.T) {
	schema := compileSchema(t, "proofs")
	loaded, err := vectors.LoadProofs()
	require.NoError(t, err)
	var names []string
	for _, file := range loaded {
		names = append(names, file.Name+".json")
	}
	for _, area := range []string{"kimchi", "pickles"} {
		found, err := filepath.Glob(area + "/*.json")
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(found), 8)
		for _, path := range found {
			require.Contains(t, names, path)
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Less(t, len(text), largest)
			document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			require.NoError(t, err)
			require.NoError(t, schema.Validate(document), path)
			document.(map[string]any)["note"] = "n"
			require.Error(t, schema.Validate(document), path)
		}
	}
}

// A change that does not fit the proof is an error.
func TestApplyRefusesWhatDoesNotFit(t *testing.T) {
	files, err := vectors.LoadProofs()
	require.NoError(t, err)
	for name, change := range map[string]vectors.Change{
		"no such member":   {Path: "/proof/none", Value: json.RawMessage("1")},
		"no such element":  {Path: "/proof/publicInputFields/7", Value: json.RawMessage("1")},
		"not an index":     {Path: "/proof/publicInputFields/x", Value: json.RawMessage("1")},
		"not a holder":     {Path: "/proof/proof/0", Value: json.RawMessage("1")},
		"not a value":      {Path: "/proof/proof", Value: json.RawMessage("{")},
		"not a text":       {Path: "/proof/publicInputFields", Splice: &vectors.Splice{}},
		"not hexadecimal":  {Path: "/proof/proof", Splice: &vectors.Splice{Insert: "0"}},
		"after the end":    {Path: "/proof/proof", Splice: &vectors.Splice{At: 1 << 30}},
		"before the start": {Path: "/proof/proof", Splice: &vectors.Splice{At: -1}},
		"too long":         {Path: "/proof/proof", Splice: &vectors.Splice{Remove: 1 << 62, At: 1}},
	} {
		_, _, err := files[0].Apply(&vectors.ProofTest{Changes: []vectors.Change{change}})
		require.Error(t, err, name)
	}
}

// proofFiles returns the files of a proof system: at least eight, each with at least 20
// changes.
func proofFiles(t *testing.T, system string) (files []vectors.ProofFile) {
	t.Helper()
	all, err := vectors.LoadProofs()
	require.NoError(t, err)
	for _, file := range all {
		if file.System == system {
			require.GreaterOrEqual(t, file.NumberOfTests, 21, file.Name)
			files = append(files, file)
		}
	}
	require.GreaterOrEqual(t, len(files), 8)
	return files
}

// chosen returns the tests that are run: all that a decoder refuses, and one in
// falseProofs of those that take the whole of a verification, others for each file.
func chosen(f *vectors.ProofFile, position int) (tests []*vectors.ProofTest) {
	for i := range f.Tests {
		if f.Tests[i].Code != "proof_invalid" || (i+position)%falseProofs == 0 {
			tests = append(tests, &f.Tests[i])
		}
	}
	return tests
}

func verifyKimchi(t *testing.T, _ *vectors.ProofFile, proofText, keyJSON json.RawMessage) error {
	t.Helper()
	var keyText string
	require.NoError(t, json.Unmarshal(keyJSON, &keyText))
	key, err := kimchi.ParseVerificationKey(keyText)
	if err != nil {
		return err
	}
	proof, err := kimchi.ParseProof(proofText)
	if err != nil {
		return err
	}
	return kimchi.Verify(kimchi.Berkeley, proof, key, proof.PublicInput())
}

// verifyPickles verifies a proof as one of the program that made the file's, whose
// statements have as many elements as that one's.
func verifyPickles(t *testing.T, file *vectors.ProofFile, proofText, keyText json.RawMessage) error {
	t.Helper()
	var program struct{ PublicInput, PublicOutput []string }
	require.NoError(t, json.Unmarshal(file.Proof, &program))
	key, err := pickles.ParseVerificationKey(keyText)
	if err != nil {
		return err
	}
	proof, err := pickles.ParseProof(proofText)
	if err != nil {
		return err
	}
	input, output, err := proof.Statement(len(program.PublicInput), len(program.PublicOutput))
	if err != nil {
		return err
	}
	return pickles.Verify(kimchi.Berkeley, proof, key, input, output)
}
