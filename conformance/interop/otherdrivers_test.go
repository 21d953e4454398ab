//go:build interop

package interop_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// tool returns the path of a program that the tests need.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	require.NoError(t, err, "the interop tests need %s", name)
	return path
}

// conform puts the frames of the driver protocol and the vectors to a driver.
func conform(t *testing.T, baseline string, args ...string) *conformance.Report {
	t.Helper()
	return conformOn(t, nil, baseline, args...)
}

// conformOn is conform on some of the cases.
func conformOn(t *testing.T, selection *conformance.Selection, baseline string, args ...string) *conformance.Report {
	t.Helper()
	vectors, err := conformance.Vectors()
	require.NoError(t, err)
	process := conformance.NewProcess(conformance.ProcessConfig{Args: args})
	t.Cleanup(func() { require.NoError(t, process.Close()) })
	config := conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: process, Command: args}}},
		Layers:      []conformance.Layer{conformance.Frames(), vectors}, Selection: selection,
	}
	if baseline != "" {
		text, err := os.ReadFile(filepath.Join("../baselines", baseline))
		require.NoError(t, err)
		known, err := conformance.ParseBaseline(text)
		require.NoError(t, err)
		config.Baselines = append(config.Baselines, known)
	}
	report, err := conformance.Run(t.Context(), config)
	require.NoError(t, err)
	return report
}

// requireConforms fails on what no baseline expects, and on an operation that the
// driver says it has, and answers with unsupported throughout.
func requireConforms(t *testing.T, report *conformance.Report) {
	t.Helper()
	for _, failure := range report.Failures() {
		t.Errorf("%s: %s: %s\n got %s", failure.Case.ID, failure.Verdict, failure.Remark, failure.Got)
	}
	require.Empty(t, report.Stale)
	require.Equal(t, conformance.ExitConforms, report.Exit())
	for _, op := range report.Implementations[0].Hello.Ops {
		if op != "hello" {
			require.NotZero(t, passed(report, op), op)
		}
	}
	require.Equal(t, report.Count(func(r *conformance.Result) bool { return r.Layer == "driver" }).Total, passed(report, "driver"))
}

// passed counts the cases of an operation that passed or were accepted.
func passed(report *conformance.Report, op string) int {
	counts := report.Count(func(r *conformance.Result) bool { return r.Case.Op == op })
	return counts.Verdicts[conformance.Pass] + counts.Verdicts[conformance.Accepted]
}

// TestTemplates runs each template from a fresh directory, as its guide says.
//
// covers: DRV-3, DRV-4, DRV-5, DRV-6, DRV-7, DRV-9
func TestTemplates(t *testing.T) {
	for file, command := range map[string][]string{
		"driver.mjs": {"node"},
		"driver.py":  {"python3"},
		"driver.go":  {"go", "run"},
	} {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../drivers/templates", file))
			require.NoError(t, err)
			require.Less(t, strings.Count(string(text), "\n"), 150)
			copied := filepath.Join(t.TempDir(), file)
			require.NoError(t, os.WriteFile(copied, text, 0o600))
			args := append(slices.Clone(command), copied)
			args[0] = tool(t, args[0])

			report := conform(t, "", args...)
			requireConforms(t, report)
			for _, r := range report.Results {
				if strings.HasPrefix(r.Case.Op, "encoding.") {
					require.Equal(t, conformance.Pass, r.Verdict, r.Case.ID)
				}
			}
			requireLines(t, args)
		})
	}
}

// requireLines: a line ends at LF alone, and may be long; the last one may lack it.
func requireLines(t *testing.T, args []string) {
	t.Helper()
	long := strings.Repeat("ab", 200_000)
	lines := []string{
		"{\"id\":1,\"op\":\"encoding.encode\",\"in\":{\"text\":\"\u2028\u2029\u0085\"}}",
		`{"id":2,"op":"encoding.encode","in":{"hex":"` + long + `"}}`,
		`{"id":3,"op":"encoding.decode","in":{"fields":["1"],"as":"hex"}}`,
	}
	command := exec.CommandContext(t.Context(), args[0], args[1:]...)
	command.Stdin = strings.NewReader(strings.Join(lines, "\n"))
	command.Stderr = os.Stderr
	out, err := command.Output()
	require.NoError(t, err)
	answers := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, answers, 3)
	var first, second, third struct {
		ID  int
		Out struct {
			Fields []string
			Hex    *string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(answers[0]), &first))
	require.Equal(t, []string{"28085196597259436258"}, first.Out.Fields) // e2 80 a8 e2 80 a9 c2 85 01, lowest first
	require.NoError(t, json.Unmarshal([]byte(answers[1]), &second))
	require.Len(t, second.Out.Fields, 200_000/31+1)
	require.NoError(t, json.Unmarshal([]byte(answers[2]), &third))
	require.Equal(t, "", *third.Out.Hex)
	require.Equal(t, []int{1, 2, 3}, []int{first.ID, second.ID, third.ID})
}

// TestSealedVectorsOnO1js runs the vectors of sealed-v1, whole runs of both roles among
// them, on the o1js driver: 1.9.1 has not made them.
func TestSealedVectorsOnO1js(t *testing.T) {
	for _, version := range versions() {
		t.Run(version, func(t *testing.T) {
			report := conformOn(t, &conformance.Selection{Only: []string{"sealed/*"}}, "",
				tool(t, "node"), filepath.Join(drivers, "driver.mjs"), "--version", version)
			require.Empty(t, report.Failures())
			require.Equal(t, conformance.ExitConforms, report.Exit())
			for _, op := range []string{"sealed.seal", "sealed.open", "sealed.range", "sealed.transcript", "sealed.app", "sealed.worker", "ticket.sign", "ticket.verify"} {
				require.NotZero(t, passed(report, op), op)
			}
		})
	}
}

// TestMinaSigner runs the suite on mina-signer.
func TestMinaSigner(t *testing.T) {
	const folder = "../drivers/mina-signer"
	_, err := os.Stat(filepath.Join(folder, "node_modules", "mina-signer", "package.json"))
	require.NoError(t, err, "run: npm ci --prefix conformance/drivers/mina-signer")
	report := conform(t, "mina-signer-4.0.0.yaml", tool(t, "node"), filepath.Join(folder, "driver.mjs"))
	requireConforms(t, report)
	require.Equal(t, []string{"mina-signer 4.0.0"}, report.Subjects())
	require.NotZero(t, passed(report, "schnorr.sign"))
}

// TestRust builds the driver of pasta_curves from its lock file and runs the suite on it.
func TestRust(t *testing.T) {
	const folder = "../drivers/rust"
	build := exec.CommandContext(t.Context(), tool(t, "cargo"), "build", "--release", "--locked", "--quiet")
	build.Dir = folder
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	report := conform(t, "pasta_curves-0.6.1.yaml", filepath.Join(folder, "target", "release", "minaseal-driver-pasta-curves"))
	requireConforms(t, report)
	require.Equal(t, []string{"pasta_curves 0.6.1"}, report.Subjects())
	require.NotZero(t, passed(report, "curve.scale"))
}
