// Package kernels helps tests with the choice among a portable function and faster
// ones that need features of the processor.
package kernels

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// Variable names the environment variable that forces a path on the tests of a
// package: "portable", "mulx" or "ifma". Without it they run on what the package
// chooses by itself, the last of these that the processor has.
const Variable = "MINASEAL_KERNELS"

// Main is the TestMain of a package with kernels: it forces the path that the
// environment names and returns the exit code. A path that the processor does not
// have, or no path's name, fails.
func Main(m *testing.M, mulx, ifma *bool) int {
	chosen, present := os.Getenv(Variable), true
	switch chosen {
	case "":
	case "portable":
		*mulx, *ifma = false, false
	case "mulx":
		present, *ifma = *mulx, false
	case "ifma":
		present = *ifma
	default:
		present = false
	}
	if !present {
		fmt.Fprintf(os.Stderr, "%s=%s: this processor does not have it\n", Variable, chosen)
		return 1
	}
	return m.Run()
}

// Require fails the test unless a kernel is used exactly if the operating system says
// that the processor has all of its features, as /proc/cpuinfo calls them. Where there
// is no such file, or the environment forces another path, it believes the package.
// It logs that a kernel is not used.
func Require(t testing.TB, kernel string, used bool, features ...string) {
	t.Helper()
	info, err := os.ReadFile("/proc/cpuinfo")
	if err == nil && os.Getenv(Variable) == "" {
		_, flags, _ := strings.Cut(string(info), "\nflags")
		flags, _, _ = strings.Cut(flags, "\n")
		present := strings.Fields(flags)
		expected := true
		for _, feature := range features {
			expected = expected && slices.Contains(present, feature)
		}
		if used != expected {
			t.Errorf("%s: used %v, expected %v", kernel, used, expected)
		}
	}
	if !used {
		t.Logf("not tested here: %s, which needs %s", kernel, strings.Join(features, ", "))
	}
}
