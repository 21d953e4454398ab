package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
)

// metricsFlag is --metrics.
func metricsFlag(command *cobra.Command, address *string) {
	command.Flags().StringVar(address, "metrics", "", "address for /metrics (Prometheus), /healthz and /readyz, for example 127.0.0.1:9464")
}

// monitor is what an operator looks at: the figures of this process, and whether it is
// ready. No label holds what a peer has chosen.
type monitor struct {
	registry *prometheus.Registry
	events   *prometheus.CounterVec      // by profile, event and code
	attempts *prometheus.HistogramVec    // by profile and outcome
	stages   *prometheus.HistogramVec    // by stage, system and statement
	client   atomic.Pointer[jobs.Client] // once there is one
	profiles []protocol.Profile
	down     func() bool // whether the store of the server in this process is down; nil without one

	mu    sync.Mutex
	taken map[string]time.Time // jobs under way
}

// seconds are the buckets of durations: from a signature to a slow proof.
var seconds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 25, 60, 180}

// newMonitor returns the metrics of a process that has to do with jobs of some profiles.
func newMonitor(profiles ...protocol.Profile) *monitor {
	m := &monitor{
		registry: prometheus.NewRegistry(),
		events: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "minaseal_job_events_total", Help: "Lines of the logs of jobs: what happened, and its code if it went wrong.",
		}, []string{"profile", "event", "code"}),
		attempts: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "minaseal_attempt_duration_seconds", Help: "Attempts at jobs, from taking them to their end.", Buckets: seconds,
		}, []string{"profile", "outcome"}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "minaseal_proof_stage_duration_seconds", Help: "Stages of a prover: compile, setup, prove, verify.", Buckets: seconds,
		}, []string{"stage", "system", "statement"}),
		profiles: profiles,
		taken:    map[string]time.Time{},
	}
	for _, profile := range profiles {
		m.queue(profile)
	}
	b := thisBuild()
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), m.events, m.attempts, m.stages,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "minaseal_build_info", Help: "1.", ConstLabels: prometheus.Labels{"version": b.Version, "commit": b.Commit, "kernels": b.Kernels},
		}, func() float64 { return 1 }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "minaseal_ready", Help: "1 if /readyz says so.",
		}, func() float64 {
			if m.check() != nil {
				return 0
			}
			return 1
		}))
	return m
}

// readyTimeout bounds one question whether the process is ready.
const readyTimeout = 2 * time.Second

// errNotReady is the answer of /readyz until there is a connection, and while the store is down.
var errNotReady = errors.New("not ready")

// check reports why the process is not ready.
func (m *monitor) check() error {
	if m.down != nil && m.down() {
		return errNotReady
	}
	if m.down != nil && m.client.Load() == nil { // a server whose users alone may ask
		return nil
	}
	_, err := m.queued(m.profiles[0])
	return err
}

// queued asks the server.
func (m *monitor) queued(profile protocol.Profile) (int, error) {
	client := m.client.Load()
	if client == nil {
		return 0, errNotReady
	}
	ctx, cancel := context.WithTimeout(context.Background(), readyTimeout)
	defer cancel()
	return client.Queued(ctx, profile)
}

// observe counts a line of a job's log.
func (m *monitor) observe(profile protocol.Profile, id string, l jobs.Line) {
	m.events.WithLabelValues(profile.String(), l.Event, l.Code).Inc()
	m.mu.Lock()
	defer m.mu.Unlock()
	switch begun, known := m.taken[id]; {
	case l.Event == string(jobs.EventTake):
		m.taken[id] = time.Now()
	case known && jobs.EndsAttempt(l.Event):
		delete(m.taken, id)
		outcome := l.Code
		if outcome == "" {
			outcome = protocol.OutcomeOK
		}
		m.attempts.WithLabelValues(profile.String(), outcome).Observe(time.Since(begun).Seconds())
	}
}

// progress reports the stages of a prover, beside what else is told of them.
func (m *monitor) progress(next proof.Progress, system, statement string) proof.Progress {
	return proof.ProgressFunc(func(e proof.Event) {
		if e.Done && e.Err == nil {
			m.stages.WithLabelValues(e.Stage.String(), system, statement).Observe(e.Elapsed.Seconds())
		}
		next.Report(e)
	})
}

// queue makes a gauge of the jobs of a profile that wait, or are being done.
func (m *monitor) queue(profile protocol.Profile) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "minaseal_queue_length", Help: "Jobs that wait for a worker or have one; -1 if the server does not say.",
		ConstLabels: prometheus.Labels{"profile": profile.String()},
	}, func() float64 {
		n, err := m.queued(profile)
		if err != nil {
			return -1
		}
		return float64(n)
	}))
}

// serve answers on the address until it is stopped.
func (m *monitor) serve(address string) (stop func(), err error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, usage("--metrics: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := m.check(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ready\n"))
	})
	s := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, MaxHeaderBytes: 1 << 13}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.Serve(listener) // until Close
	}()
	return func() { _ = s.Close(); <-done }, nil
}
