package conformance_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatih/color"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// With one of these, TestDriver runs the suite on another implementation:
//
//	go test ./conformance -run TestDriver -driver "node driver.mjs"
var (
	driverFlag   = flag.String("driver", os.Getenv("MINASEAL_DRIVER"), "command line of the driver to test (default: $MINASEAL_DRIVER)")
	baselineFlag = flag.String("baseline", os.Getenv("MINASEAL_BASELINE"), "file of its expected failures (default: $MINASEAL_BASELINE)")
)

// suite returns the layers that need no NATS program, and a few random requests.
func suite(t *testing.T) []conformance.Layer {
	t.Helper()
	vectors, err := conformance.Vectors()
	require.NoError(t, err)
	return []conformance.Layer{conformance.Frames(), vectors, conformance.Differential(200)}
}

// requireConforms fails with the table and the failures unless the run is clean.
func requireConforms(t *testing.T, report *conformance.Report) {
	t.Helper()
	var table strings.Builder
	color.NoColor = true
	require.NoError(t, report.WriteTerminal(&table, 10))
	require.Zero(t, report.Exit(), "\n%s", table.String())
	t.Logf("\n%s", table.String())
}

// onProgram runs the suite on a driver's program.
func onProgram(t *testing.T, command []string, baselines ...*conformance.Baseline) *conformance.Report {
	t.Helper()
	setup, err := conformance.NewSetup("", "")
	require.NoError(t, err)
	defer func() { require.NoError(t, setup.Close()) }()
	implementation, err := setup.Program(command)
	require.NoError(t, err)
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{
			Implementations: []*conformance.Implementation{implementation}, NATS: setup.URL, Seed: 1, Deadline: setup.Reply,
		},
		Layers: suite(t), Baselines: baselines, Parallel: 2,
	})
	require.NoError(t, err)
	return report
}

// requireFlawless fails unless every result is a plain pass.
func requireFlawless(t *testing.T, report *conformance.Report) {
	t.Helper()
	requireConforms(t, report)
	counts := report.Count(func(*conformance.Result) bool { return true })
	require.Equal(t, report.Planned, counts.Verdicts[conformance.Pass], "nothing unsupported, nothing accepted")
	require.Zero(t, counts.Remarks)
	require.GreaterOrEqual(t, report.Planned, 3000)
}

// The suite on this module, as a program of its own, over NATS; or, with -driver or
// MINASEAL_DRIVER, on another implementation.
//
// covers: DRV-2, DRV-3, DRV-4, DRV-5, DRV-6, DRV-7, DRV-8, DRV-9, DRV-10
func TestDriver(t *testing.T) {
	if *driverFlag != "" {
		command, err := conformance.SplitCommand(*driverFlag)
		require.NoError(t, err)
		requireConforms(t, onProgram(t, command, readBaselines(t)...))
		return
	}
	program := filepath.Join(t.TempDir(), "minaseal")
	out, err := exec.Command("go", "build", "-o", program, "../cmd/minaseal").CombinedOutput()
	require.NoError(t, err, "%s", out)
	start := time.Now()
	report := onProgram(t, []string{program, "driver"})
	require.Less(t, time.Since(start), time.Minute)
	requireFlawless(t, report)
}

// readBaselines reads the file of -baseline, if there is one.
func readBaselines(t *testing.T) []*conformance.Baseline {
	t.Helper()
	if *baselineFlag == "" {
		return nil
	}
	text, err := os.ReadFile(*baselineFlag)
	require.NoError(t, err)
	baseline, err := conformance.ParseBaseline(text)
	require.NoError(t, err)
	return []*conformance.Baseline{baseline}
}

// This module passes the operations inside this process.
func TestOwnHandler(t *testing.T) {
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: conformance.Own()}}, Seed: 2},
		Layers:      suite(t)[1:], Complete: true,
	})
	require.NoError(t, err)
	requireFlawless(t, report)
}
