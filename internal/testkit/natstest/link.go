package natstest

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
)

// Link is a TCP connection to a server that a test can cut: to both sides it is then as
// if the other one's machine had died.
type Link struct {
	listener net.Listener
	upstream string

	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]bool
	all   sync.WaitGroup
}

// NewLink returns a link to the server of a URL. It ends with the test.
func NewLink(t testing.TB, server string) *Link {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("natstest: %v", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("natstest: %v", err)
	}
	l := &Link{listener: listener, upstream: u.Host, conns: map[net.Conn]bool{}}
	l.all.Go(l.accept)
	t.Cleanup(func() {
		_ = listener.Close()
		l.Cut()
		l.all.Wait()
	})
	return l
}

// URL returns the URL of the link's near end.
func (l *Link) URL() string { return "nats://" + l.listener.Addr().String() }

// Cut breaks all connections off, and refuses new ones until Mend.
func (l *Link) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = true
	for conn := range l.conns {
		_ = conn.Close()
	}
}

// Mend lets connections through again.
func (l *Link) Mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = false
}

func (l *Link) accept() {
	for {
		near, err := l.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.upstream)
		if err != nil {
			_ = near.Close()
			continue
		}
		l.all.Go(func() { l.pass(near, far) })
		l.all.Go(func() { l.pass(far, near) })
	}
}

// pass copies what comes from one side to the other, until either ends.
func (l *Link) pass(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	if l.keep(from) {
		_, _ = io.Copy(to, from) // an end, of whatever kind, is the other side's end
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.conns, from)
}

// keep remembers a connection, unless the link is cut.
func (l *Link) keep(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.cut {
		l.conns[conn] = true
	}
	return !l.cut
}
