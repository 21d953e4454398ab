//go:build trials

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// TestPrometheus lets the real Prometheus read a server and a worker, and asks it.
func TestPrometheus(t *testing.T) {
	program, err := exec.LookPath("prometheus")
	require.NoError(t, err, "install Debian's package prometheus")
	address := func() string { return fmt.Sprintf("127.0.0.1:%d", natstest.FreePort(t)) }
	serverMetrics, workerMetrics, web := address(), address(), address()
	server := background(t, "serve", "--listen", "127.0.0.1:0", "--store", t.TempDir(), "--metrics", serverMetrics)
	defer server.stop(t)
	where := server.events.await(t, event("server")).URL
	worker := background(t, "worker", "--jobs", "--nats", where, "--profile", "zkcw-v2", "--system", "kimchi-berkeley", "--metrics", workerMetrics)
	defer worker.stop(t)
	worker.events.await(t, event("ready"))

	directory := t.TempDir()
	config := fmt.Sprintf("global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: minaseal\n  static_configs: [{targets: [%q, %q]}]\n", serverMetrics, workerMetrics)
	require.NoError(t, os.WriteFile(filepath.Join(directory, "prometheus.yml"), []byte(config), 0o600))
	prometheus := exec.Command(program, "--config.file="+filepath.Join(directory, "prometheus.yml"), "--storage.tsdb.path="+filepath.Join(directory, "data"), "--web.listen-address="+web)
	require.NoError(t, prometheus.Start())
	defer func() {
		_ = prometheus.Process.Kill()
		_ = prometheus.Wait()
	}()

	succeed(t, "", "execute", "--nats", where, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`)
	for query, want := range map[string]string{
		`sum(up{job="minaseal"})`:                                         "2",
		`sum(minaseal_job_events_total{event="take"})`:                    "1",
		`sum(minaseal_attempt_duration_seconds_count{outcome="ok"})`:      "1",
		`sum(minaseal_proof_stage_duration_seconds_count{stage="prove"})`: "1",
		`sum(minaseal_ready)`:                                             "2",
	} {
		require.Eventually(t, func() bool {
			response, err := http.Get("http://" + web + "/api/v1/query?query=" + url.QueryEscape(query))
			if err != nil {
				return false // it is starting
			}
			defer response.Body.Close()
			var answer struct {
				Data struct{ Result []struct{ Value [2]any } }
			}
			return json.NewDecoder(response.Body).Decode(&answer) == nil && len(answer.Data.Result) == 1 && answer.Data.Result[0].Value[1] == want
		}, time.Minute, 200*time.Millisecond, query)
	}
}
