package vectors

import "embed"

//go:embed schema/*.schema.json
var schemas embed.FS

// SchemaText returns the text of a JSON Schema of this package: "vectors" for the form
// of a file, "operations" for the inputs and outputs of each operation (SPEC A.2),
// "proofs" for a file of proofs.
// It returns nil for another name.
func SchemaText(name string) []byte {
	text, err := schemas.ReadFile("schema/" + name + ".schema.json")
	if err != nil {
		return nil
	}
	return text
}
