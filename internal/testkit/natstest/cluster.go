package natstest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// clusterTimeout bounds the choice of the first leader, which takes some seconds.
const clusterTimeout = 30 * time.Second

// wellFor is how many times in a row a cluster has to be well: a node that has just come
// back does not know at once what it misses.
const wellFor = 10

// Cluster is a cluster of NATS servers with JetStream inside the test process. Its
// nodes can be stopped and started one by one.
type Cluster struct{ Nodes []*Server }

// RunCluster starts a cluster of n nodes and waits until they have a leader. It ends
// with the test.
func RunCluster(t testing.TB, n int) *Cluster {
	t.Helper()
	ports := routePorts.free(t, n)
	var routes []*url.URL
	for _, port := range ports {
		routes = append(routes, &url.URL{Scheme: "nats", Host: fmt.Sprintf("127.0.0.1:%d", port)})
	}
	c := &Cluster{}
	for i, port := range ports {
		c.Nodes = append(c.Nodes, StartServer(t, JetStream(t), func(o *server.Options) {
			o.ServerName = fmt.Sprintf("node-%d", i)
			o.Cluster = server.ClusterOpts{Name: "testkit", Host: "127.0.0.1", Port: port, NoAdvertise: true}
			o.Routes = routes
		}))
	}
	c.Await(t)
	return c
}

// Await waits until all nodes that run have all there is: the cluster can then do
// without one of them, if they are all of its nodes.
func (c *Cluster) Await(t testing.TB) {
	t.Helper()
	begin, well := time.Now(), 0
	for well < wellFor {
		time.Sleep(50 * time.Millisecond)
		if well++; !c.healthy() {
			well = 0
		}
		if time.Since(begin) > clusterTimeout {
			t.Fatalf("natstest: the cluster is not well after %v", clusterTimeout)
		}
	}
}

// healthy reports whether a node leads, and all that run say of themselves what an
// operator's probe would ask.
func (c *Cluster) healthy() bool {
	led := false
	for _, node := range c.Nodes {
		if !node.running.Running() {
			continue
		}
		led = led || node.running.JetStreamIsLeader() && len(node.running.JetStreamClusterPeers()) == len(c.Nodes)
		answer := httptest.NewRecorder()
		node.running.HandleHealthz(answer, httptest.NewRequest(http.MethodGet, "/healthz", nil))
		if answer.Code != http.StatusOK {
			return false
		}
	}
	return led
}

// URL returns the URLs of all nodes, as one list.
func (c *Cluster) URL() string {
	var all []string
	for _, node := range c.Nodes {
		all = append(all, node.URL())
	}
	return strings.Join(all, ",")
}

// portRange holds ports for one purpose: a port that was free is given away again before
// the server listens on it, which for routes is when all nodes before it have started.
// They lie below those that systems give to outgoing connections and to listeners
// without a wish.
type portRange struct{ from, to int }

var (
	clientPorts = portRange{10_000, 32_000}
	routePorts  = portRange{5_000, 10_000}

	chosenPorts sync.Map // the ports that this process has chosen, for good
)

// FreePort returns a port of the loopback interface that nothing listens on, for a
// server that another process is to start, and start again.
func FreePort(t testing.TB) int { return clientPorts.free(t, 1)[0] }

// free returns ports of the range that nothing listens on.
func (r portRange) free(t testing.TB, n int) (ports []int) {
	t.Helper()
	const tries = 1000
	for range tries {
		port := r.from + rand.IntN(r.to-r.from)
		if _, before := chosenPorts.LoadOrStore(port, true); before {
			continue
		}
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		defer listener.Close() // after all have been chosen
		if ports = append(ports, port); len(ports) == n {
			return ports
		}
	}
	t.Fatalf("natstest: no free port in %d tries", tries)
	return nil
}
