package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/minaseal/minaseal/vectors"
)

// schemas are the compiled schemas of the operations: op to those of its input and
// output. They are compiled once; validation does not change them.
var schemas = sync.OnceValues(func() (map[string]operationSchema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(vectors.SchemaText("operations")))
	if err != nil {
		return nil, err
	}
	root, _ := document.(map[string]any)
	id, _ := root["$id"].(string)
	definitions, _ := root["$defs"].(map[string]any)
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(id, document); err != nil {
		return nil, err
	}
	compiled := map[string]operationSchema{}
	for _, op := range Operations() {
		if _, ok := definitions[op]; !ok {
			continue
		}
		var s operationSchema
		for part, to := range map[string]**jsonschema.Schema{"in": &s.in, "out": &s.out} {
			if *to, err = compiler.Compile(fmt.Sprintf("%s#/$defs/%s/properties/%s", id, op, part)); err != nil {
				return nil, err
			}
		}
		compiled[op] = s
	}
	return compiled, nil
})

// operationSchema describes an operation.
type operationSchema struct{ in, out *jsonschema.Schema }

// CheckOut returns an error if out is not what SPEC A.2 says the output of op looks
// like. Operations without a schema have outputs of any form.
func CheckOut(op string, out json.RawMessage) error {
	all, err := schemas()
	if err != nil {
		return err
	}
	s, ok := all[op]
	if !ok {
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		return err
	}
	return inOneLine(s.out.Validate(value))
}

// inOneLine returns the deepest cause of a validation error: place and rule.
func inOneLine(err error) error {
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	for len(invalid.Causes) > 0 {
		invalid = invalid.Causes[0]
	}
	_, rule, _ := strings.Cut(invalid.Error(), "': ")
	rule = strings.Join(strings.Fields(rule), " ")
	return fmt.Errorf("at /%s: %s", strings.Join(invalid.InstanceLocation, "/"), rule)
}
