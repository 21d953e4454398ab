//go:build interop

package roles_test

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// TestPython puts the whole suite to the implementation in Python: its driver to every
// case and, beside this module's, to random inputs; its two sides to every case of the
// roles, and in pairs with this module's.
//
// covers: DRV-3, DRV-4, DRV-5, DRV-6, DRV-7, DRV-8, DRV-9, DRV-10
func TestPython(t *testing.T) {
	const directory = "../drivers/python/"
	python, err := exec.LookPath("python3")
	require.NoError(t, err, "the interop tests need python3")
	command := []string{python, directory + "driver.py"}
	process := conformance.NewProcess(conformance.ProcessConfig{Args: command})
	t.Cleanup(func() { require.NoError(t, process.Close()) })
	second := &conformance.Implementation{
		Label: "minaseal-python 1.0.0", Driver: process, Command: command, StrictCodes: true,
		App: []string{python, directory + "app.py", "--nats", "{nats}", "--profile", "{profile}",
			"--options", "{options}", "--payload", "{payload}", "--deadline", "{deadline}"},
		Worker: []string{python, directory + "worker.py", "--nats", "{nats}", "--profile", "{profile}",
			"--client", "{client}", "--timeout", "{timeout}"},
	}
	own := ownCommand(t)
	vectors, err := conformance.Vectors()
	require.NoError(t, err)
	handshakes := only{
		&roles.Layer{Start: 30 * time.Second, Timeout: 2 * time.Second},
		func(subject string) bool { return strings.Contains(subject, second.Label) },
	}
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{second, own}, Seed: 1, Deadline: 30 * time.Second},
		Layers:      []conformance.Layer{conformance.Frames(), vectors, conformance.Differential(10_000), handshakes},
		Parallel:    2,
	})
	require.NoError(t, err)
	for _, failure := range report.Failures() {
		t.Errorf("%s %s: %s: %s\n got %s", failure.Case.ID, failure.Subject, failure.Verdict, failure.Remark, failure.Got)
	}
	unsupported := report.Count(func(r *conformance.Result) bool { return r.Verdict == conformance.Unsupported })
	require.Zero(t, unsupported.Total, "unsupported")
	of := func(layer string) int {
		return report.Count(func(r *conformance.Result) bool { return r.Layer == layer }).Total
	}
	require.GreaterOrEqual(t, of("differential"), 10_000)
	require.GreaterOrEqual(t, of("roles"), 240)
}
