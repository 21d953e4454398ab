package load_test

import (
	"bytes"
	"context"
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/natstransport/load"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// thousand is how many handshakes are under way together.
const thousand = 1000

// TestThousandAtOnce: a thousand handshakes at a time through one server end without an
// error.
//
// covers: NAT-27
func TestThousandAtOnce(t *testing.T) {
	for _, p := range []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1} {
		t.Run(p.String(), func(t *testing.T) {
			config := load.Config{Server: natstransport.Options{URL: natstest.RunServer(t)}, Profile: p, Handshakes: thousand}
			report, err := load.Run(t.Context(), config)
			require.NoError(t, err)
			require.Empty(t, report.Failed)
			require.Equal(t, thousand, report.Completed)
			require.Equal(t, thousand, report.Peak)
			t.Logf("%+v", *report)
		})
	}
}

// TestReport: waves, sizes above the server's limit, percentiles in order, progress.
func TestReport(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 4096 })
	var ended atomic.Int64
	report, err := load.Run(t.Context(), load.Config{
		Server: natstransport.Options{URL: url}, Profile: protocol.SealedV1, Handshakes: 7, AtOnce: 3, Bytes: 5000,
		Progress: func(n int) { ended.Store(max(ended.Load(), int64(n))) },
	})
	require.NoError(t, err)
	require.Equal(t, 7, report.Completed)
	require.Zero(t, report.Failures())
	require.Equal(t, int64(7), ended.Load())
	require.LessOrEqual(t, report.Peak, 3)
	l := report.Latency
	require.True(t, 0 < l.P50 && l.P50 <= l.P90 && l.P90 <= l.P99 && l.P99 <= l.Max, "%+v", l)
	require.InDelta(t, 7/report.Seconds, report.PerSecond, 1e-9)

	var out bytes.Buffer
	require.NoError(t, report.Print(&out))
	require.Contains(t, out.String(), "7 completed, 0 failed")
	text, err := json.Marshal(report)
	require.NoError(t, err)
	require.Contains(t, string(text), `"failed":{}`)
}

// TestFailuresAreCounted by their code: a server that is not there, and too little time.
func TestFailuresAreCounted(t *testing.T) {
	for code, config := range map[string]load.Config{
		"closed":  {Server: natstransport.Options{URL: "nats://127.0.0.1:1"}},
		"timeout": {Server: natstransport.Options{URL: natstest.RunServer(t)}, Deadline: time.Nanosecond},
	} {
		config.Profile, config.Handshakes = protocol.ZKCWv2, 3
		report, err := load.Run(t.Context(), config)
		require.NoError(t, err)
		require.Equal(t, map[string]int{code: 3}, report.Failed)
		require.Equal(t, 3, report.Failures())
		require.Zero(t, report.Latency)
		var out bytes.Buffer
		require.NoError(t, report.Print(&out))
		require.Contains(t, out.String(), code)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	config := load.Config{Server: natstransport.Options{URL: natstest.RunServer(t)}, Profile: protocol.ZKCWv1, Handshakes: 1_000_000, AtOnce: 4}
	report, err := load.Run(ctx, config)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Less(t, report.Completed, config.Handshakes)
}

func TestUnusable(t *testing.T) {
	good := load.Config{Server: natstransport.Options{URL: "nats://127.0.0.1:1"}, Profile: protocol.ZKCWv2, Handshakes: 1}
	for _, spoil := range []func(*load.Config){
		func(c *load.Config) { c.Handshakes = 0 },
		func(c *load.Config) { c.AtOnce = -1 },
		func(c *load.Config) { c.Bytes = -1 },
		func(c *load.Config) { c.Bytes = c.Profile.MaxText() + 1 },
		func(c *load.Config) { c.Timeout = -1 },
		func(c *load.Config) { c.Deadline = -1 },
		func(c *load.Config) { c.Server.URL = "" },
	} {
		config := good
		spoil(&config)
		_, err := load.Run(t.Context(), config)
		require.ErrorIs(t, err, natstransport.ErrConfig)
	}
}
