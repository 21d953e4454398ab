package mutants_test

import (
	"fmt"

	"github.com/minaseal/minaseal/conformance/internal/mutants"
	"github.com/minaseal/minaseal/internal/driver"
)

// The sound implementation and one with a fault, on the same line.
func Example() {
	line := []byte(`{"id":1,"op":"field.eval","in":{"field":"fp","fn":"inv","a":"0"}}`)
	for _, mutant := range mutants.Operations() {
		if mutant.Name == "inverse-of-zero" {
			fmt.Println("it", mutant.Description)
			fmt.Println(string(mutant.Answer(driver.Handle, line)))
		}
	}
	fmt.Println(driver.HandleLine(line).Status)
	// Output:
	// it inverts 0 to 0
	// {"id":1,"status":"ok","out":{"value":"0"}}
	// invalid
}
