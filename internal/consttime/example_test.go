package consttime_test

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/consttime"
)

func Example() {
	const leaky = "internal/consttime/testdata/leaky"
	p, err := consttime.Load("../..", nil, "./pasta/pallas", "./"+leaky)
	if err != nil {
		fmt.Println(err)
		return
	}
	exported := p.Exported("github.com/minaseal/minaseal/" + leaky)
	for _, f := range p.Leaks(exported, nil)["Deeper"] {
		fmt.Println(f)
	}
	// Output:
	// github.com/minaseal/minaseal/internal/consttime/testdata/leaky.Deeper
	// github.com/minaseal/minaseal/internal/consttime/testdata/leaky.Direct
	// (*github.com/minaseal/minaseal/pasta/pallas.Point).ScalarMultiplyVarTime
}
