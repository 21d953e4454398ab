package poseidonfq_test

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/poseidonfq"
)

func ExampleSponge() {
	var s poseidonfq.Sponge
	s.Absorb(new(fq.Element).SetUint64(1))
	s.Absorb(new(fq.Element).SetUint64(2))
	x := s.Squeeze()
	fmt.Println(x.Decimal())
	// Output: 18721052396410244253982636774728806624181288577958764574163425862396352099420
}
