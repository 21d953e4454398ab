//go:build mutation

package mutation_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit"
)

// mutant is a change of a file that tests have to notice.
type mutant struct {
	file     string // from the root of the repository
	old, new string // the first occurrence of old is replaced
	tests    string // the package whose tests run, of the file's directory if empty
}

func (m mutant) name() string { return fmt.Sprintf("%s: %s -> %s", m.file, m.old, m.new) }

var root, _ = filepath.Abs("../..")

// TestMutants requires that the tests of every package with mutants pass without
// them and fail with each.
func TestMutants(t *testing.T) {
	var mutants []mutant
	for _, area := range []func(*testing.T) []mutant{groupMutants, kernelMutants} {
		mutants = append(mutants, area(t)...)
	}
	sound := map[string]bool{}
	for i := range mutants {
		m := &mutants[i]
		if m.tests == "" {
			m.tests = "./" + filepath.Dir(m.file)
		}
		if !sound[m.tests] {
			output, passed := runTests(t, m.tests, nil)
			require.True(t, passed, output)
			sound[m.tests] = true
		}
	}
	for _, m := range mutants {
		t.Run(m.name(), func(t *testing.T) {
			t.Parallel()
			text := read(t, m.file)
			require.True(t, strings.Contains(text, m.old), "%s does not contain %q", m.file, m.old)
			changed := strings.Replace(text, m.old, m.new, 1)
			require.NotEqual(t, text, changed)
			output, passed := runTests(t, m.tests, map[string]string{m.file: changed})
			require.False(t, passed, "no test notices it")
			require.NotContains(t, output, "[build failed]", output)
			require.Contains(t, output, "FAIL")
		})
	}
}

func read(t *testing.T, file string) string {
	text, err := os.ReadFile(filepath.Join(root, file))
	require.NoError(t, err)
	return string(text)
}

// runTests runs the tests of a package with other contents of some files. It returns
// the output, and whether they pass.
func runTests(t *testing.T, tests string, contents map[string]string) (string, bool) {
	command := exec.Command("go", "test", "-overlay", testkit.Overlay(t, root, contents), "-vet=off", "-failfast", "-timeout=2m", tests, "-rapid.nofailfile", "-rapid.shrinktime=1ms")
	command.Dir = root
	output, err := command.CombinedOutput()
	return string(output), err == nil
}

var (
	hexWord = regexp.MustCompile(`\b0x[0-9a-f]{16}\b`)
	decimal = regexp.MustCompile(`"[0-9]+"`)
)

// constants returns a mutant for each 64-bit word in hexadecimal and each text of a
// decimal number in a file of constants, with another last digit.
func constants(t *testing.T, file, tests string) (found []mutant) {
	text := read(t, file)
	for _, pattern := range []*regexp.Regexp{hexWord, decimal} {
		for i, place := range pattern.FindAllStringIndex(text, -1) {
			old := text[place[0]:place[1]]
			digit := len(strings.TrimSuffix(old, `"`)) - 1
			// What stands before it makes the place unique.
			before := text[strings.LastIndex(text[:place[0]], "\n")+1 : place[0]]
			changed := old[:digit] + otherDigit(old[digit]) + old[digit+1:]
			require.Equal(t, 1, strings.Count(text, before+old), "%s: word %d: make its line unique", file, i)
			found = append(found, mutant{file, before + old, before + changed, tests})
		}
	}
	require.NotEmpty(t, found, file)
	return found
}

func otherDigit(digit byte) string {
	if digit == '0' {
		return "1"
	}
	return "0"
}
