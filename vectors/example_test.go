package vectors_test

import (
	"fmt"

	"github.com/minaseal/minaseal/vectors"
)

// A runner walks over files, groups and cases.
func Example() {
	files, err := vectors.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, file := range files {
		if file.Name != "poseidon/any-length" {
			continue
		}
		group := file.TestGroups[0]
		test := &group.Tests[0]
		fmt.Println(file.CaseName(test), group.Op, group.Requirements, test.Result)
		fmt.Println("in ", string(test.In))
		fmt.Println("out", string(test.Out))
	}
	// Output:
	// poseidon/any-length/1 poseidon.hashAnyLength [PSD-5] valid
	// in  {"inputs":[]}
	// out {"hash":"21565680844461314807147611702860246336805372493508489110556896454939225549736"}
}
