//go:build unix

package roles_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance/roles"
)

var arguments = roles.Arguments{
	NATS: "nats://h:1", Profile: "zkcw-v2", Client: "B62", Options: `{"o":"{payload}"}`, Payload: `{"value":"77"}`,
	Timeout: 1500 * time.Millisecond, Deadline: 2 * time.Minute,
}

// output runs a program and returns what it writes.
func output(t *testing.T, p *roles.Program) string {
	t.Helper()
	var out bytes.Buffer
	code, err := p.Run(t.Context(), arguments, &out, &out)
	require.NoError(t, err)
	require.Equal(t, 0, code, out.String())
	return out.String()
}

func TestCommandArguments(t *testing.T) {
	all := roles.AppCommand([]string{"printf", `%s\n`, "{nats}", "-p={profile}", "{client}", "{options}", "{payload}", "{timeout}ms", "{deadline}"})
	require.Equal(t, "nats://h:1\n-p=zkcw-v2\nB62\n{\"o\":\"{payload}\"}\n{\"value\":\"77\"}\n1500ms\n120000\n", output(t, all))
	require.True(t, all.KeepsTimeout)
	require.True(t, all.KeepsDeadline)

	app := roles.AppCommand([]string{"printf", `%s\n`})
	require.Equal(t, "--nats\nnats://h:1\n--profile\nzkcw-v2\n--options\n{\"o\":\"{payload}\"}\n--payload\n{\"value\":\"77\"}\n", output(t, app))
	worker := roles.WorkerCommand([]string{"printf", `%s\n`})
	require.Equal(t, "--nats\nnats://h:1\n--profile\nzkcw-v2\n--client\nB62\n", output(t, worker))
	require.False(t, worker.KeepsTimeout)
	require.False(t, worker.KeepsDeadline)
}

func TestCommandEnds(t *testing.T) {
	var out bytes.Buffer
	code, err := roles.AppCommand([]string{"sh", "-c", "echo {nats}; exit 7"}).Run(t.Context(), arguments, &out, &out)
	require.NoError(t, err)
	require.Equal(t, 7, code)

	_, err = roles.AppCommand([]string{"/no/such/program"}).Run(t.Context(), arguments, &out, &out)
	require.Error(t, err)

	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	code, err = roles.AppCommand([]string{"sleep", "600", "{nats}"}).Run(ctx, arguments, &out, &out)
	require.NoError(t, err)
	require.NotEqual(t, 0, code)
}

// TestCommandLeavesNothing: what a program has started ends with it.
func TestCommandLeavesNothing(t *testing.T) {
	for name, script := range map[string]string{"killed": "sleep 600 & echo $!; wait", "ended": "sleep 600 >/dev/null 2>&1 & echo $!"} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			var out bytes.Buffer
			_, err := roles.AppCommand([]string{"sh", "-c", script, "{nats}"}).Run(ctx, arguments, &out, &out)
			require.NoError(t, err)
			pid, err := strconv.Atoi(strings.TrimSpace(out.String()))
			require.NoError(t, err)
			require.Eventually(t, func() bool { return gone(pid) }, 5*time.Second, 10*time.Millisecond)
		})
	}
}

// gone says that a process has ended, though perhaps nobody has waited for it.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(stat), ") Z ")
}
