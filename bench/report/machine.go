package report

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/cpu"
)

// Machine describes where results come from. The first four keys are those that go
// test prints.
func Machine(ctx context.Context) []Entry {
	version := func(program string, args ...string) string { return firstLine(ctx, program, args...) }
	return []Entry{
		{Key: "goos", Value: runtime.GOOS},
		{Key: "goarch", Value: runtime.GOARCH},
		{Key: "pkg", Value: "github.com/minaseal/minaseal/bench"},
		{Key: "cpu", Value: cpuName()},
		{Key: "cpus", Value: fmt.Sprintf("%d", runtime.NumCPU())},
		{Key: "cpu-flags", Value: cpuFlags()},
		{Key: "load-before", Value: loadAverage()},
		{Key: "os", Value: field("/etc/os-release", "PRETTY_NAME", "=") + ", " + kernel(version("uname", "-sr"))},
		{Key: "go", Value: runtime.Version()},
		{Key: "node", Value: version("node", "--version")},
		{Key: "rustc", Value: version("rustc", "--version")},
		{Key: "cc", Value: version("cc", "--version")},
		{Key: "commit", Value: commit(ctx)},
		{Key: "date", Value: time.Now().UTC().Format(time.DateOnly)},
	}
}

// Directory returns where the results of this machine belong: results/ with the name of
// its processor, in small letters and digits.
func Directory() string { return filepath.Join("results", slug(cpuName())) }

// cpuName returns the processor's name, or its architecture where the system tells no
// name.
func cpuName() string {
	if name := field("/proc/cpuinfo", "model name", ":"); name != unknown {
		return name
	}
	return runtime.GOARCH
}

// slug turns a processor's name into one of a directory: amd-epyc-9b45 of "AMD EPYC 9B45
// 128-Core Processor", intel-xeon of "Intel(R) Xeon(R) Processor @ 2.60GHz".
func slug(name string) string {
	name = noise.ReplaceAllString(strings.ToLower(name), " ")
	return strings.Join(strings.FieldsFunc(name, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }), "-")
}

var noise = regexp.MustCompile(`\((r|tm)\)|\b(cpu|processor|[0-9]+-core)\b|@.*`)

// Place returns the entries of [Machine] that tell where and of what, as a list in
// Markdown.
func Place(machine []Entry) string {
	var b strings.Builder
	for _, e := range machine {
		if slices.Contains([]string{"cpu", "cpus", "cpu-flags", "load-before", "os", "go", "commit", "date"}, e.Key) {
			fmt.Fprintf(&b, "* %s: %s\n", e.Key, e.Value)
		}
	}
	return b.String()
}

// kernel cuts from what uname says what the kernel's builder added to its version.
func kernel(uname string) string { return kernelVersion.FindString(uname) }

var kernelVersion = regexp.MustCompile(`^\S+ [0-9]+\.[0-9]+`)

// commit returns the commit of the source, with "-dirty" if a file differs from it that
// is no result.
func commit(ctx context.Context) string {
	hash := firstLine(ctx, "git", "rev-parse", "--short", "HEAD")
	changed := firstLine(ctx, "git", "status", "--porcelain", "--untracked-files=no", "--", ":/", ":(top,exclude)bench/results")
	if hash != notInstalled && changed != "" {
		hash += "-dirty"
	}
	return hash
}

const notInstalled = "not installed"

const unknown = "unknown"

// firstLine returns the first line that a program prints, or notInstalled.
func firstLine(ctx context.Context, program string, args ...string) string {
	out, err := exec.CommandContext(ctx, program, args...).Output()
	if err != nil {
		return notInstalled
	}
	line, _, _ := bytes.Cut(bytes.TrimSpace(out), []byte("\n"))
	return string(line)
}

// field returns the value of the first line of a file that has the key, or "unknown".
func field(path, key, separator string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return unknown
	}
	lines := bufio.NewScanner(bytes.NewReader(content))
	for lines.Scan() {
		name, value, ok := strings.Cut(lines.Text(), separator)
		if ok && strings.TrimSpace(name) == key {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return unknown
}

// loadAverage returns the load of the last 1, 5 and 15 minutes.
func loadAverage() string {
	content, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return unknown
	}
	return strings.Join(strings.Fields(string(content))[:3], " ")
}

// cpuFlags lists the instruction sets that matter to the works and are there.
func cpuFlags() string {
	all := []struct {
		name string
		has  bool
	}{
		{"adx", cpu.X86.HasADX}, {"bmi2", cpu.X86.HasBMI2}, {"avx2", cpu.X86.HasAVX2},
		{"avx512f", cpu.X86.HasAVX512F}, {"avx512ifma", cpu.X86.HasAVX512IFMA},
	}
	var have, lack []string
	for _, f := range all {
		if f.has {
			have = append(have, f.name)
		} else {
			lack = append(lack, f.name)
		}
	}
	if runtime.GOARCH != "amd64" {
		return "none that matter"
	}
	return fmt.Sprintf("%s; not: %s", strings.Join(have, " "), strings.Join(lack, " "))
}
