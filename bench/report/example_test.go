package report_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/minaseal/minaseal/bench/report"
)

func Example() {
	var results strings.Builder
	_ = report.WriteHeader(&results, []report.Entry{{Key: "cpu", Value: "an example"}})
	_ = report.WriteResult(&results, "FpAdd", "minaseal", 2, 4096, 3.25)
	_ = report.WriteResult(&results, "FpAdd", "gnark-crypto", 2, 4096, 6.5)
	fmt.Fprint(os.Stdout, results.String())

	set, err := report.Read(strings.NewReader(results.String()))
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(set.Markdown()) {
		if strings.Contains(line, "FpAdd") {
			fmt.Print(line)
		}
	}
	// Output:
	// cpu: an example
	// BenchmarkFpAdd/peer=minaseal-2 4096 3.25 ns/op
	// BenchmarkFpAdd/peer=gnark-crypto-2 4096 6.5 ns/op
	// | **FpAdd**<br>Fp addition, latency (Fibonacci chain) | 3.25 ns ±∞ | 6.50 ns ±∞<br>≈2.00× |
}
