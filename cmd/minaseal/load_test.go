package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol/natstransport/load"
)

func TestLoad(t *testing.T) {
	t.Setenv("NATS_URL", "nats://127.0.0.1:1") // not asked
	out := succeed(t, "", "load", "--profile", "sealed-v1", "--at-once", "3", "--handshakes", "7")
	require.Contains(t, out, "7 completed, 0 failed")

	var report load.Report
	out = succeed(t, "", "load", "--profile", "zkcw-v1", "--at-once", "5", "--nats", natstest.RunServer(t), "--json")
	require.NoError(t, json.Unmarshal([]byte(out), &report))
	require.Equal(t, "zkcw-v1", report.Profile)
	require.Equal(t, []int{5, 5, 5}, []int{report.Handshakes, report.Completed, report.Peak})

	code, out, errOut := minaseal(t, "", "load", "--profile", "zkcw-v2", "--at-once", "2", "--nats", "nats://127.0.0.1:1", "--json")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "2 of 2 handshakes failed")
	require.NoError(t, json.Unmarshal([]byte(out), &report))
	require.Equal(t, map[string]int{"closed": 2}, report.Failed)

	for _, args := range [][]string{
		{"--profile", "zkcw"}, {"--profile", "zkcw-v1", "--at-once", "0"}, {"--profile", "zkcw-v1", "--at-once", "-1"},
		{"--profile", "zkcw-v1", "--bytes", "10000000"}, {"--profile", "zkcw-v1", "--nats", "nats://"},
	} {
		code, out, errOut := minaseal(t, "", append([]string{"load"}, args...)...)
		require.Equal(t, exitUsage, code, errOut)
		require.Empty(t, out)
	}
}
