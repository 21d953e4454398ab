package conformance_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/conformance"
)

// Runs the cases of one operation on a driver that knows only hello and that
// operation, and gets one case wrong.
func Example() {
	mine := conformance.NewHandler("mine", func(line []byte) []byte {
		if strings.Contains(string(line), `"op":"hello"`) {
			return []byte(`{"id":1,"status":"ok","out":{"name":"mine","version":"1.0","ops":["curve.check"]}}`)
		}
		id, _, _ := strings.Cut(string(line), ",")
		return []byte(id + `,"status":"ok","out":{"onCurve":true}}`)
	})
	vectors, err := conformance.Vectors()
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := conformance.Run(context.Background(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: mine}}},
		Layers:      []conformance.Layer{vectors},
		Selection:   &conformance.Selection{Only: []string{"curve.check"}, Exclude: []string{"curve/vesta/*"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	first := report.Failures()[0]
	fmt.Println(report.Conclusion("mine 1.0"), report.Exit())
	fmt.Println(first.Case.Comment+":", first.Remark)
	fmt.Println("got", first.Got)
	// Output:
	// does not conform 1
	// not on the curve: another output
	// got {"id":10,"status":"ok","out":{"onCurve":true}}
}
