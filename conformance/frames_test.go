package conformance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// all gives a verdict to the cases from first to last.
func all(v conformance.Verdict, first, last int) map[string]conformance.Verdict {
	verdicts := map[string]conformance.Verdict{}
	for n := first; n <= last; n++ {
		verdicts[fmt.Sprintf("driver/%d", n)] = v
	}
	return verdicts
}

// The frames are told right from wrong, in a driver that answers every operation well.
//
// covers: DRV-3, DRV-4, DRV-5, DRV-6, DRV-7
func TestFrames(t *testing.T) {
	for manner, wrong := range map[string]map[string]conformance.Verdict{
		"right":               {},
		"answers twice":       all(conformance.Fail, 1, 11),
		"ends on bad lines":   all(conformance.Fail, 5, 9),
		"silent on bad lines": all(conformance.Timeout, 5, 9),
		"unknown is an error": {"driver/1": conformance.Fail, "driver/2": conformance.Fail},
		"ids are numbers":     {"driver/3": conformance.Fail},
		"exit code 1":         {"driver/12": conformance.Fail},
		"never ends":          {"driver/12": conformance.Timeout},
		"last words":          {"driver/12": conformance.Fail},
		"reduces numbers":     {"driver/10": conformance.Fail, "driver/11": conformance.Fail},
		"no fields":           {"driver/10": conformance.Unsupported, "driver/11": conformance.Unsupported},
	} {
		t.Run(manner, func(t *testing.T) {
			t.Parallel()
			reply := time.Minute
			for _, verdict := range wrong {
				if verdict == conformance.Timeout {
					reply = time.Second
				}
			}
			report := run(t, "driver/*", time.Minute, reply, self(t, manner))
			for _, r := range report.Results {
				want := conformance.Pass
				if v, ok := wrong[r.Case.ID]; ok {
					want = v
				}
				require.Equal(t, want, r.Verdict, "%s: %+v", r.Case.ID, r.Outcome)
			}
		})
	}
}
