package vectors

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Chain makes of one test many calls, each with an input that comes from the call
// before (SPEC A.1): a test of many values that takes one line.
type Chain struct {
	Length int `json:"length"` // number of calls
	// Next says what changes from one input to the next: the value at a path of
	// the input is replaced by the one at a path of the call before, in/… or out/…
	Next   map[string]string `json:"next"`
	SHA256 string            `json:"sha256"` // of all outputs, as Run digests them
}

// Run calls an implementation Length times, the first time with in. It returns the
// last output and the digest of all: SHA-256 of their canonical JSON (members sorted
// by name, no white space), each with a line feed after it. An error of call ends it
// and is returned as it is; ErrFile is the error of a path that leads nowhere.
func (c *Chain) Run(in json.RawMessage, call func(in json.RawMessage) (json.RawMessage, error)) (json.RawMessage, string, error) {
	digest := sha256.New()
	for i := 1; ; i++ {
		out, err := call(in)
		if err != nil {
			return nil, "", err
		}
		decoded, err := decode(out)
		if err != nil {
			return nil, "", err
		}
		line, err := encode(decoded)
		if err != nil {
			return nil, "", err
		}
		digest.Write(line)
		if i >= c.Length {
			return out, hex.EncodeToString(digest.Sum(nil)), nil
		}
		if in, err = c.next(in, decoded); err != nil {
			return nil, "", err
		}
	}
}

// next returns the input after in, whose output was out.
func (c *Chain) next(in json.RawMessage, out any) (json.RawMessage, error) {
	before, err := decode(in)
	if err != nil {
		return nil, err
	}
	after, err := decode(in)
	if err != nil {
		return nil, err
	}
	call := map[string]any{"in": before, "out": out}
	for to, from := range c.Next {
		value, err := lookUp(call, from)
		if err != nil {
			return nil, err
		}
		if err := replace(after, to, value); err != nil {
			return nil, err
		}
	}
	line, err := encode(after)
	return bytes.TrimSuffix(line, []byte("\n")), err
}

// lookUp returns the value at a path: names of members and numbers of list items.
func lookUp(value any, path string) (any, error) {
	for _, step := range strings.Split(path, "/") {
		at, err := item(value, step)
		if err != nil {
			return nil, fmt.Errorf("%w: path %s: %v", ErrFile, path, err)
		}
		value = at
	}
	return value, nil
}

// replace puts a value where a path leads to one already.
func replace(value any, path string, by any) error {
	last := strings.LastIndexByte(path, '/')
	if last >= 0 {
		parent, err := lookUp(value, path[:last])
		if err != nil {
			return err
		}
		value = parent
	}
	step := path[last+1:]
	if _, err := item(value, step); err != nil {
		return fmt.Errorf("%w: path %s: %v", ErrFile, path, err)
	}
	switch v := value.(type) {
	case map[string]any:
		v[step] = by
	case []any:
		i, _ := strconv.Atoi(step) // item has seen that it is one
		v[i] = by
	}
	return nil
}

// item returns a member of an object or an item of a list.
func item(value any, step string) (any, error) {
	switch v := value.(type) {
	case map[string]any:
		if member, ok := v[step]; ok {
			return member, nil
		}
	case []any:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(v) {
			return v[i], nil
		}
	}
	return nil, fmt.Errorf("no %s", step)
}

// decode reads a JSON value; numbers keep their spelling.
func decode(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrFile, err)
	}
	return value, nil
}

// encode writes canonical JSON with a line feed after it.
func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return text.Bytes(), err
}
