package main

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// get returns the status and the text of a page.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}

// TestMonitor: what a server and a worker say of themselves while a job is done.
func TestMonitor(t *testing.T) {
	address := func() string { return fmt.Sprintf("127.0.0.1:%d", natstest.FreePort(t)) }
	serverMetrics, workerMetrics := address(), address()
	server := background(t, "serve", "--listen", "127.0.0.1:0", "--store", t.TempDir(), "--metrics", serverMetrics)
	defer server.stop(t)
	url := server.events.await(t, event("server")).URL
	worker := background(t, "worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--system", "kimchi-berkeley", "--metrics", workerMetrics)
	worker.events.await(t, event("ready"))
	succeed(t, "", "execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`)
	worker.events.await(t, func(e entry) bool { return e.Event == "job" && e.Message == "acknowledge" })

	code, text := get(t, "http://"+workerMetrics+"/metrics")
	require.Equal(t, http.StatusOK, code)
	for _, line := range []string{
		`minaseal_job_events_total{code="",event="take",profile="zkcw-v2"} 1`,
		`minaseal_attempt_duration_seconds_count{outcome="ok",profile="zkcw-v2"} 1`,
		`minaseal_proof_stage_duration_seconds_count{stage="prove",statement="range",system="kimchi-berkeley"} 1`,
		`minaseal_queue_length{profile="zkcw-v2"} 0`,
		`minaseal_ready 1`,
	} {
		require.Contains(t, text, line+"\n")
	}
	require.NotContains(t, text, "77\"")
	_, text = get(t, "http://"+serverMetrics+"/metrics")
	require.Contains(t, text, `minaseal_queue_length{profile="sealed-v1"} 0`)
	for _, path := range []string{"/healthz", "/readyz"} {
		code, text := get(t, "http://"+serverMetrics+path)
		require.Equal(t, http.StatusOK, code, text)
		code, text = get(t, "http://"+workerMetrics+path)
		require.Equal(t, http.StatusOK, code, text)
	}
	code, _ = get(t, "http://"+workerMetrics+"/")
	require.Equal(t, http.StatusNotFound, code)
	worker.stop(t)

	code, _, errOut := minaseal(t, "", "worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--metrics", serverMetrics)
	require.Equal(t, exitUsage, code)
	require.Contains(t, errOut, "--metrics")
}
