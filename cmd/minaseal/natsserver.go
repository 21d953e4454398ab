package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/nats-io/nats-server/v2/server"
)

// errStoreInUse reports a store that another server has locked.
var errStoreInUse = errors.New("the store is in use by another server: stop that one, or give another --store")

// startTimeout bounds the start of a server, which reads its store first.
const startTimeout = time.Minute

// natsServer is a NATS server inside this process.
type natsServer struct {
	*server.Server
	lock *flock.Flock // of its store; nil without one
}

// startServer starts a server on a free loopback port but for what change says. What it
// warns of, and its errors, go to its own log if the options name one, and else to report,
// if that is not nil.
func startServer(report func(level, text string), change ...func(*server.Options)) (s *natsServer, err error) {
	options := &server.Options{ServerName: "minaseal", Host: "127.0.0.1", Port: server.RANDOM_PORT}
	for _, f := range change {
		f(options)
	}
	prepare(options)
	s = new(natsServer)
	if options.JetStream {
		if s.lock, err = lockStore(options.StoreDir); err != nil {
			return nil, err
		}
	}
	if s.Server, err = server.NewServer(options); err != nil {
		s.unlock()
		return nil, err
	}
	fatal := make(chan string, 1)
	if options.NoLog {
		s.SetLoggerV2(&serverLog{report: report, fatal: fatal}, false, false, false)
	} else {
		s.ConfigureLogger()
	}
	s.Start()
	if err := s.ready(fatal); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// ready waits until the server takes connections, or says that it cannot.
func (s *natsServer) ready(fatal <-chan string) error {
	ready := make(chan bool, 1)
	go func() { ready <- s.ReadyForConnections(startTimeout) }()
	select {
	case text := <-fatal:
		return fmt.Errorf("the NATS server did not start: %s", text)
	case ok := <-ready:
		if !ok {
			return fmt.Errorf("the NATS server did not start within %v", startTimeout)
		}
		return nil
	}
}

// reload takes the options that were read again.
func (s *natsServer) reload(options *server.Options) error {
	prepare(options)
	return s.ReloadOptions(options)
}

// prepare sets what the process, and not the server, decides.
func prepare(options *server.Options) { options.NoSigs, options.NoLog = true, options.LogFile == "" }

// stop ends the server and gives its store free.
func (s *natsServer) stop() {
	s.Shutdown()
	s.WaitForShutdown()
	s.unlock()
}

func (s *natsServer) unlock() {
	if s.lock != nil {
		_ = s.lock.Unlock() // closing the file frees it all the same
	}
}

// lockStore keeps a second server, of this process or another, out of a store: two that
// write the same files lose jobs.
func lockStore(directory string) (*flock.Flock, error) {
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(directory, "minaseal.lock"))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("locking the store: %w", err)
	case !locked:
		return nil, fmt.Errorf("%s: %w", directory, errStoreInUse)
	}
	return lock, nil
}

// serverLog hands on what a server warns of. Its debugging lines can hold what clients
// send, and are dropped.
type serverLog struct {
	report func(level, text string)
	fatal  chan<- string // the first one
}

func (l *serverLog) say(level, format string, v []any) {
	if l.report != nil {
		l.report(level, fmt.Sprintf(format, v...))
	}
}

func (l *serverLog) Warnf(format string, v ...any)  { l.say("warning", format, v) }
func (l *serverLog) Errorf(format string, v ...any) { l.say("error", format, v) }

func (l *serverLog) Fatalf(format string, v ...any) {
	l.say("error", format, v)
	select {
	case l.fatal <- fmt.Sprintf(format, v...):
	default:
	}
}

func (*serverLog) Noticef(string, ...any) {}
func (*serverLog) Debugf(string, ...any)  {}
func (*serverLog) Tracef(string, ...any)  {}
