package load

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

// Report is what came of a load. Its JSON has times in milliseconds.
type Report struct {
	Profile    string         `json:"profile"`
	Bytes      int            `json:"bytes"` // of payload and result
	Handshakes int            `json:"handshakes"`
	AtOnce     int            `json:"atOnce"`
	Peak       int            `json:"peak"` // the most that were under way at one moment
	Completed  int            `json:"completed"`
	Failed     map[string]int `json:"failed"` // by the code of the error
	Seconds    float64        `json:"seconds"`
	PerSecond  float64        `json:"perSecond"` // handshakes that completed
	Latency    Latency        `json:"latencyMilliseconds"`
}

// Latency holds percentiles, in milliseconds, of the handshakes that completed; zeros
// if none did.
type Latency struct {
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

func (r *runner) report(took time.Duration) *Report {
	slices.Sort(r.latencies)
	failed := maps.Clone(r.codes)
	if failed == nil {
		failed = map[string]int{}
	}
	return &Report{
		Profile: r.config.Profile.String(), Bytes: r.config.Bytes, Handshakes: r.config.Handshakes, AtOnce: r.config.AtOnce,
		Peak: r.peak, Completed: len(r.latencies), Failed: failed,
		Seconds: took.Seconds(), PerSecond: float64(len(r.latencies)) / took.Seconds(),
		Latency: Latency{
			P50: percentile(r.latencies, 50), P90: percentile(r.latencies, 90),
			P99: percentile(r.latencies, 99), Max: percentile(r.latencies, 100),
		},
	}
}

// percentile returns, in milliseconds, the least of the sorted values that p percent of
// them do not exceed (nearest rank).
func percentile(sorted []time.Duration, p int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*p + 99) / 100
	return float64(sorted[max(rank, 1)-1]) / float64(time.Millisecond)
}

// Failures returns how many handshakes failed, or were not begun.
func (r *Report) Failures() int { return r.Handshakes - r.Completed }

// Print writes the report for people.
func (r *Report) Print(out io.Writer) error {
	_, err := fmt.Fprintf(out, `profile      %s, payload and result of %d bytes
handshakes   %d completed, %d failed, %d at once
rate         %.1f a second, in %.2f s
latency      p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms
`, r.Profile, r.Bytes, r.Completed, r.Failures(), r.Peak, r.PerSecond, r.Seconds, r.Latency.P50, r.Latency.P90, r.Latency.P99, r.Latency.Max)
	if err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(r.Failed)) {
		if _, err := fmt.Fprintf(out, "failed       %6d %s\n", r.Failed[code], code); err != nil {
			return err
		}
	}
	return nil
}
