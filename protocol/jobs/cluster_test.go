package jobs_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
)

// TestCluster kills nodes of a cluster and workers while jobs run: every job that was
// launched ends, finished or failed with a name, and none is lost.
//
// covers: JOB-11
func TestCluster(t *testing.T) {
	t.Parallel()
	const batch = 8
	cluster := natstest.RunCluster(t, 3)
	url := cluster.URL()
	connect := func(url string) *jobs.Client {
		return openWith(t, url, jobs.Settings{Replicas: 3, AckWait: ackWait})
	}
	c := connect(url)
	for _, name := range streams {
		stream, err := peek(t, url).js.Stream(t.Context(), name)
		require.NoError(t, err)
		require.Equal(t, 3, stream.CachedInfo().Config.Replicas)
	}

	profiles := []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1}
	link := natstest.NewLink(t, cluster.Nodes[1].URL())
	slow := func(w *jobs.Worker) {
		w.Parallel = 2
		w.RequestTimeout = 2 * time.Second
		w.Prove = func(ctx context.Context, options, payload string) (string, error) {
			time.Sleep(100 * time.Millisecond)
			return prove(ctx, options, payload)
		}
	}
	for _, p := range profiles {
		start(t, connect(link.URL()), p, slow)
		start(t, connect(url), p, slow)
	}
	var launched []*app
	more := func() {
		for i := range batch {
			a := startApp(t, profiles[i%len(profiles)], url)
			launch(t, c, a) // returns once the job is on two nodes at least
			launched = append(launched, a)
		}
	}
	more()
	link.Cut() // two workers die
	first := leader(t, cluster, "KV_minaseal-jobs")
	first.Stop()
	more()
	for _, a := range launched {
		wait(t, c, a.launch.ID)
	}
	first.Start(t)
	link.Mend()
	cluster.Await(t)
	more()
	leader(t, cluster, "MINASEAL_JOBS").Stop() // for good: two of three are enough

	ends := map[string]int{}
	for _, a := range launched {
		job := wait(t, c, a.launch.ID)
		require.False(t, job.Ended.After(job.Deadline.Add(recheck)), "within its deadline")
		name := string(job.State) + " " + job.Code
		ends[name]++
		if job.State == jobs.StateFinished {
			_, err := c.Retrieve(t.Context(), a.launch.ID)
			require.NoError(t, err)
			continue // and the app has its result, unless the node died in between
		}
		require.Contains(t, []string{"second_worker", "timeout", "no_responder", "worker_lost", "closed"}, job.Code)
	}
	t.Log(fmt.Sprint(ends))
	require.Positive(t, ends["finished "])
	all, bad, err := c.List(t.Context())
	require.NoError(t, err)
	require.Len(t, all, 3*batch, "no job is lost")
	require.Zero(t, bad)
	peek(t, url).drained()
}

// leader returns the node that leads a stream.
func leader(t *testing.T, cluster *natstest.Cluster, stream string) *natstest.Server {
	t.Helper()
	x, err := peek(t, cluster.URL()).js.Stream(t.Context(), stream)
	require.NoError(t, err)
	for _, node := range cluster.Nodes {
		if node.Name() == x.CachedInfo().Cluster.Leader {
			return node
		}
	}
	t.Fatal("no node leads ", stream)
	return nil
}

var streams = []string{"MINASEAL_JOBS", "KV_minaseal-jobs", "MINASEAL_JOB_LOGS"}
