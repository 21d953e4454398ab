package testkit

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// startTimeout bounds the start of the embedded server; it takes milliseconds.
const startTimeout = 10 * time.Second

// RunServer starts a NATS server inside the test process, on a free port of the
// loopback interface, and returns its URL. It writes no log and keeps nothing on
// disk. Each configure may change the options before the start, for example to
// turn JetStream on with a StoreDir of t.TempDir(). The server is shut down when
// the test ends.
func RunServer(t testing.TB, configure ...func(*server.Options)) string {
	t.Helper()
	options := &server.Options{
		ServerName:            "testkit",
		Host:                  "127.0.0.1",
		Port:                  server.RANDOM_PORT,
		NoLog:                 true,
		NoSigs:                true,
		DisableShortFirstPing: true,
	}
	for _, change := range configure {
		change(options)
	}
	s, err := server.NewServer(options)
	if err != nil {
		t.Fatalf("testkit: NATS server: %v", err)
	}
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	s.Start()
	if !s.ReadyForConnections(startTimeout) {
		t.Fatalf("testkit: NATS server not ready after %v", startTimeout)
	}
	return s.ClientURL()
}
