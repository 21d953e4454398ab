package driver

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/strictjson"
)

// errNonCanonical reports a number that is not a JSON string [DRV-9].
var errNonCanonical = coded.New("driver", "non_canonical", "number is not a decimal text")

// arguments are the members of an input, as JSON texts. The methods that read
// them return zero values after a fault, keep the first one in err and do
// nothing more: operations read all they need, in the order of SPEC A.2, and
// compute after that; Handle looks at err.
type arguments struct {
	members map[string]string
	err     error
}

// parseArguments reads an input with the members that an operation has.
func parseArguments(in []byte, members []string) (*arguments, error) {
	a := &arguments{members: map[string]string{}}
	if len(in) == 0 {
		in = []byte("{}")
	}
	known := map[string]bool{}
	for _, m := range members {
		for name := range strings.SplitSeq(strings.TrimSuffix(m, "?"), "|") {
			known[name] = true
		}
	}
	if err := parseObject(string(in), known, a.members); err != nil {
		return nil, err
	}
	for _, m := range members {
		count := 0
		for name := range strings.SplitSeq(strings.TrimSuffix(m, "?"), "|") {
			if a.has(name) {
				count++
			}
		}
		if count > 1 || count == 0 && !strings.HasSuffix(m, "?") {
			return nil, fmt.Errorf("%w: in needs %s", errBadRequest, m)
		}
	}
	return a, nil
}

// parseObject puts the members of a JSON object, all of them known, in out.
func parseObject(text string, known map[string]bool, out map[string]string) error {
	r, err := strictjson.New([]byte(text), MaxLine)
	if err == nil {
		err = r.Object(func(name string) (err error) {
			if !known[name] {
				return r.Unknown()
			}
			out[name], err = r.Skip()
			return err
		})
	}
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return fmt.Errorf("%w: %v", errBadRequest, err)
	}
	return nil
}

// fail keeps the first fault.
func (a *arguments) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// expected is the fault of a member with another JSON type.
func (a *arguments) expected(name, what string) {
	a.fail(fmt.Errorf("%w: %s is not %s", errBadRequest, name, what))
}

// has reports whether the input has a member.
func (a *arguments) has(name string) bool {
	_, ok := a.members[name]
	return ok
}

// stringOf returns the text of a JSON string, false for another value.
func stringOf(json string) (string, bool) {
	r, err := strictjson.New([]byte(json), MaxLine)
	if err != nil {
		return "", false
	}
	text, err := r.String()
	return text, err == nil && r.End() == nil
}

// text reads a string.
func (a *arguments) text(name string) string {
	text, ok := stringOf(a.members[name])
	if !ok {
		a.expected(name, "a string")
	}
	return text
}

// bool reads a boolean.
func (a *arguments) bool(name string) bool {
	switch a.members[name] {
	case "true":
		return true
	case "false":
	default:
		a.expected(name, "a boolean")
	}
	return false
}

// bytes reads lower-case hexadecimal.
func (a *arguments) bytes(name string) []byte {
	text := a.text(name)
	b, err := hex.DecodeString(text)
	if err != nil || text != strings.ToLower(text) {
		a.expected(name, "lower-case hexadecimal")
	}
	return b
}

// list reads an array and returns the JSON texts of its elements.
func (a *arguments) list(name string) []string {
	list, ok := listOf(a.members[name])
	if !ok {
		a.expected(name, "an array")
	}
	return list
}

// listOf returns the JSON texts of an array's elements, false for another value.
func listOf(json string) ([]string, bool) {
	r, err := strictjson.New([]byte(json), MaxLine)
	if err != nil {
		return nil, false
	}
	list := []string{}
	err = r.Array(func() error {
		element, err := r.Skip()
		list = append(list, element)
		return err
	})
	return list, err == nil && r.End() == nil
}

// integerOf returns the value of a JSON number, false for another value.
func integerOf(json string) (int, bool) {
	r, err := strictjson.New([]byte(json), MaxLine)
	if err != nil {
		return 0, false
	}
	n, err := r.Int()
	return n, err == nil && r.End() == nil
}

// coordinates reads a point's object and returns the JSON texts of x and y.
func (a *arguments) coordinates(name string) (x, y string) {
	members := map[string]string{}
	if err := parseObject(a.members[name], map[string]bool{"x": true, "y": true}, members); err != nil || len(members) != 2 {
		a.expected(name, "a point")
	}
	return members["x"], members["y"]
}
