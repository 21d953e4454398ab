package natstest

import (
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// startTimeout bounds the start of the embedded server; it takes milliseconds.
const startTimeout = 10 * time.Second

// RunServer starts a NATS server inside the test process, on a free port of the
// loopback interface, and returns its URL. It writes no log and keeps nothing on
// disk. Each configure may change the options before the start. The server is shut
// down when the test ends.
func RunServer(t testing.TB, configure ...func(*server.Options)) string {
	t.Helper()
	return StartServer(t, configure...).URL()
}

// Server is a NATS server inside the test process that can be stopped and started
// again, on the same port and with what it has on disk.
type Server struct {
	options server.Options
	running *server.Server
	fatal   fatalLog
}

// StartServer is RunServer for a test that stops the server itself.
func StartServer(t testing.TB, configure ...func(*server.Options)) *Server {
	t.Helper()
	s := &Server{options: server.Options{
		ServerName:            "testkit",
		Host:                  "127.0.0.1",
		Port:                  clientPorts.free(t, 1)[0], // for a restart on the same port
		NoLog:                 true,
		NoSigs:                true,
		DisableShortFirstPing: true,
	}}
	for _, change := range configure {
		change(&s.options)
	}
	t.Cleanup(s.Stop)
	s.Start(t)
	if !s.running.ReadyForConnections(startTimeout) {
		t.Fatalf("natstest: NATS server not ready after %v: %v", startTimeout, s.fatal.Load())
	}
	return s
}

// fatalLog keeps the last error of a server, which says in its log alone why it gives up.
type fatalLog struct{ atomic.Value }

func (l *fatalLog) Fatalf(format string, v ...any) { l.Store(fmt.Sprintf(format, v...)) }
func (l *fatalLog) Errorf(format string, v ...any) { l.Fatalf(format, v...) }
func (l *fatalLog) Noticef(string, ...any)         {}
func (l *fatalLog) Warnf(string, ...any)           {}
func (l *fatalLog) Debugf(string, ...any)          {}
func (l *fatalLog) Tracef(string, ...any)          {}

// JetStream returns a configure function of RunServer that turns JetStream on, in a
// directory of the test.
func JetStream(t testing.TB) func(*server.Options) {
	return func(o *server.Options) { o.JetStream, o.StoreDir = true, t.TempDir() }
}

// URL returns the URL at which clients reach the server.
func (s *Server) URL() string { return s.running.ClientURL() }

// Name returns the name of the server.
func (s *Server) Name() string { return s.options.ServerName }

// Start starts the server, again if it was stopped, and does not wait for it.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	options := s.options
	running, err := server.NewServer(&options)
	if err != nil {
		t.Fatalf("natstest: NATS server: %v", err)
	}
	running.SetLogger(&s.fatal, false, false)
	running.Start()
	s.running = running
	if address, ok := running.Addr().(*net.TCPAddr); ok {
		s.options.Port = address.Port
	}
}

// Stop breaks all connections of the server off. What it has on disk stays.
func (s *Server) Stop() {
	if s.running != nil {
		s.running.Shutdown()
		s.running.WaitForShutdown()
	}
}
