package natstransport_test

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// hub is a server that can stop and start again, at another address, from any
// goroutine.
type hub struct {
	options server.Options

	mu      sync.Mutex
	running *server.Server
}

func (h *hub) start() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.startLocked()
}

func (h *hub) startLocked() error {
	o := h.options
	o.ServerName, o.Host, o.NoLog, o.NoSigs, o.DisableShortFirstPing = "hub", "127.0.0.1", true, true, true
	o.Port = server.RANDOM_PORT // one that was free a moment ago may be somebody's now
	s, err := server.NewServer(&o)
	if err != nil {
		return err
	}
	s.Start()
	if !s.ReadyForConnections(patience) {
		return errors.New("the server does not start")
	}
	h.running = s
	return nil
}

// address returns where the server is, or an empty text while it is stopped.
func (h *hub) address() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.running == nil {
		return ""
	}
	return h.running.Addr().String()
}

func (h *hub) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stopLocked()
}

func (h *hub) stopLocked() {
	if h.running != nil {
		h.running.Shutdown()
		h.running.WaitForShutdown()
		h.running = nil
	}
}

func (h *hub) restart() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stopLocked()
	if err := h.startLocked(); err != nil {
		panic(err) // nothing can be said about the case
	}
}

// gate passes connections on to a server, wherever that is, until it is shut: then nothing comes through
// any more, and no connection ends, as if the server's machine were stopped.
type gate struct {
	listener net.Listener
	upstream func() string

	mu     sync.Mutex
	opened *sync.Cond
	isShut bool
	closed bool
	conns  []net.Conn
	pumps  sync.WaitGroup
}

func newGate(upstream func() string) (*gate, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	g := &gate{listener: listener, upstream: upstream}
	g.opened = sync.NewCond(&g.mu)
	g.pumps.Go(g.accept)
	return g, nil
}

func (g *gate) url() string { return "nats://" + g.listener.Addr().String() }

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.isShut = true
}

// close ends everything and waits for it.
func (g *gate) close() {
	_ = g.listener.Close()
	g.mu.Lock()
	g.closed = true
	for _, conn := range g.conns {
		_ = conn.Close()
	}
	g.mu.Unlock()
	g.opened.Broadcast()
	g.pumps.Wait()
}

func (g *gate) accept() {
	for {
		near, err := g.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.DialTimeout("tcp", g.upstream(), time.Second)
		if err != nil {
			_ = near.Close()
			continue
		}
		if !g.keep(near, far) {
			return
		}
		g.pumps.Go(func() { g.pump(near, far) })
		g.pumps.Go(func() { g.pump(far, near) })
	}
}

// keep holds on to connections until the end, which may be now.
func (g *gate) keep(conns ...net.Conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, conn := range conns {
		if g.closed {
			_ = conn.Close()
		}
	}
	g.conns = append(g.conns, conns...)
	return !g.closed
}

// pump copies from one connection to the other, while the gate is open.
func (g *gate) pump(to, from net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if !g.pass() {
			return
		}
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				_ = to.Close()
			}
			return
		}
	}
}

// pass waits while the gate is shut, and says whether anything may still go through.
func (g *gate) pass() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.isShut && !g.closed {
		g.opened.Wait()
	}
	return !g.closed
}
