package vectors

import (
	"bytes"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/minaseal/minaseal/internal/strictjson"
)

//go:embed kimchi/*.json pickles/*.json
var proofFiles embed.FS

// ProofsSchema is the schema member of files of proofs.
const ProofsSchema = "minaseal-proofs/1"

// ProofFile holds a proof that a released library made, and changes to it and to its key
// that a verifier has to refuse.
type ProofFile struct {
	Schema          string          `json:"schema"`
	Name            string          `json:"name"`
	Producers       []Producer      `json:"producers"`
	Features        string          `json:"features"` // what the circuit uses
	Requirements    []string        `json:"requirements"`
	System          string          `json:"system"`
	Proof           json.RawMessage `json:"proof"`
	VerificationKey json.RawMessage `json:"verificationKey"`
	Values          json.RawMessage `json:"values"` // what a verifier of the proof meets (SPEC 11.13, 11.16)
	NumberOfTests   int             `json:"numberOfTests"`
	Tests           []ProofTest     `json:"tests"`
}

// ProofTest is a case of a [ProofFile]: what is verified is the file's proof after the
// changes.
type ProofTest struct {
	ID      int      `json:"id"`
	Comment string   `json:"comment"`
	Changes []Change `json:"changes"`
	Result  Result   `json:"result"`
	Code    string   `json:"code,omitempty"`
}

// Change replaces what stands at a JSON pointer of the object with the members proof
// and verificationKey: by a value, or, if a base64 text stands there, a part of the
// bytes of that.
type Change struct {
	Path   string          `json:"path"`
	Value  json.RawMessage `json:"value,omitempty"`
	Splice *Splice         `json:"splice,omitempty"`
}

// Splice replaces Remove bytes from position At on.
type Splice struct {
	At     int    `json:"at"`
	Remove int    `json:"remove"`
	Insert string `json:"insert"` // hexadecimal
}

// LoadProofs returns all files of proofs, sorted by name, freshly decoded. It fails with
// [ErrFile] as [Load] does.
func LoadProofs() ([]ProofFile, error) {
	paths, err := fs.Glob(proofFiles, "*/*.json")
	if err != nil {
		return nil, err
	}
	loaded := make([]ProofFile, 0, len(paths))
	for _, path := range paths {
		text, err := proofFiles.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parseProofs(strings.TrimSuffix(path, ".json"), text)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %v", ErrFile, path, err)
		}
		loaded = append(loaded, *file)
	}
	return loaded, nil
}

func parseProofs(name string, text []byte) (*ProofFile, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	f := new(ProofFile)
	if err := decoder.Decode(f); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the object")
	}
	if f.Schema != ProofsSchema || f.Name != name || f.NumberOfTests != len(f.Tests) {
		return nil, fmt.Errorf("schema, name or numberOfTests")
	}
	for i := range f.Tests {
		if err := f.Tests[i].check(i); err != nil {
			return nil, fmt.Errorf("id %d: %w", f.Tests[i].ID, err)
		}
	}
	return f, nil
}

func (t *ProofTest) check(position int) error {
	valid := t.Result == Valid && t.Code == "" && len(t.Changes) == 0
	invalid := t.Result == Invalid && t.Code != "" && len(t.Changes) > 0
	if t.ID != position+1 || valid == invalid {
		return fmt.Errorf("members do not fit the result %q", t.Result)
	}
	for _, c := range t.Changes {
		if (c.Value == nil) == (c.Splice == nil) {
			return fmt.Errorf("a change is a value or a splice")
		}
	}
	return nil
}

// Apply returns proof and key with the changes of a test.
func (f *ProofFile) Apply(t *ProofTest) (proof, verificationKey json.RawMessage, err error) {
	document := map[string]any{}
	for member, text := range map[string]json.RawMessage{"proof": f.Proof, "verificationKey": f.VerificationKey} {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		var value any
		if err := decoder.Decode(&value); err != nil {
			return nil, nil, err
		}
		document[member] = value
	}
	for _, c := range t.Changes {
		if err := c.apply(document); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", c.Path, err)
		}
	}
	if proof, err = json.Marshal(document["proof"]); err != nil {
		return nil, nil, err
	}
	verificationKey, err = json.Marshal(document["verificationKey"])
	return proof, verificationKey, err
}

// apply changes the document in place.
func (c *Change) apply(document any) error {
	parts := strings.Split(strings.TrimPrefix(c.Path, "/"), "/")
	parent := document
	for _, part := range parts[:len(parts)-1] {
		var err error
		if parent, err = member(parent, part); err != nil {
			return err
		}
	}
	last := parts[len(parts)-1]
	before, err := member(parent, last)
	if err != nil {
		return err
	}
	after, err := c.replacement(before)
	if err != nil {
		return err
	}
	switch holder := parent.(type) {
	case map[string]any:
		holder[last] = after
	case []any:
		index, _ := strconv.Atoi(last) // member read it
		holder[index] = after
	}
	return nil
}

func member(value any, name string) (any, error) {
	switch holder := value.(type) {
	case map[string]any:
		if v, ok := holder[name]; ok {
			return v, nil
		}
	case []any:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(holder) {
			return holder[i], nil
		}
	}
	return nil, fmt.Errorf("there is no %q", name)
}

func (c *Change) replacement(before any) (after any, err error) {
	if c.Splice == nil {
		err = json.Unmarshal(c.Value, &after)
		return after, err
	}
	text, ok := before.(string)
	if !ok {
		return nil, fmt.Errorf("no text to splice")
	}
	raw, err := strictjson.Base64(text)
	if err != nil {
		return nil, err
	}
	insert, err := hex.DecodeString(c.Splice.Insert)
	if err != nil {
		return nil, err
	}
	s := c.Splice
	if s.At < 0 || s.Remove < 0 || s.At > len(raw)-s.Remove {
		return nil, fmt.Errorf("the splice is outside of %d bytes", len(raw))
	}
	out := append(append(append([]byte{}, raw[:s.At]...), insert...), raw[s.At+s.Remove:]...)
	return base64.StdEncoding.EncodeToString(out), nil
}
