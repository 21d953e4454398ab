package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// serving runs `minaseal serve` until the test ends, and returns what it prints.
func serving(t *testing.T, args ...string) *printed {
	t.Helper()
	out := new(printed)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int, 1)
	go func() { done <- run(ctx, append([]string{"serve"}, args...), strings.NewReader(""), out, out) }()
	t.Cleanup(func() {
		cancel()
		require.Equal(t, exitOK, <-done)
	})
	out.await(t, "jobs in")
	return out
}

// printed is what a command that runs beside a test has printed.
type printed struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

func (p *printed) await(t *testing.T, words string) {
	t.Helper()
	require.Eventually(t, func() bool { return strings.Contains(p.String(), words) }, 30*time.Second, 10*time.Millisecond, words)
}

// TestStoreHasOneServer: a second server on a store is refused at once, and the store is
// free when the first one has stopped.
func TestStoreHasOneServer(t *testing.T) {
	store := t.TempDir()
	t.Run("the first", func(t *testing.T) {
		serving(t, "--listen", "127.0.0.1:0", "--store", store)
		var out bytes.Buffer
		begun := time.Now()
		code := run(context.Background(), []string{"serve", "--listen", "127.0.0.1:0", "--store", store}, strings.NewReader(""), io.Discard, &out)
		require.Equal(t, exitFailed, code)
		require.Contains(t, out.String(), "the store is in use by another server")
		require.Less(t, time.Since(begun), 5*time.Second)
	})
	serving(t, "--listen", "127.0.0.1:0", "--store", store)
}

// TestPortInUse: it is said at once, with the address.
func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	address := taken.Addr().String()
	var out bytes.Buffer
	begun := time.Now()
	code := run(context.Background(), []string{"serve", "--listen", address, "--store", t.TempDir()}, strings.NewReader(""), io.Discard, &out)
	require.Equal(t, exitFailed, code)
	require.Contains(t, out.String(), address)
	require.Contains(t, out.String(), "in use")
	require.Less(t, time.Since(begun), 5*time.Second)
}

// TestServeHangup: SIGHUP reads the configuration again, and ends nothing; the server's
// log goes to the file that the configuration names.
func TestServeHangup(t *testing.T) {
	directory := t.TempDir()
	config, log := filepath.Join(directory, "server.conf"), filepath.Join(directory, "server.log")
	write := func(more string) {
		text := "host: 127.0.0.1\nport: -1\nlog_file: \"" + log + "\"\n" + more
		require.NoError(t, os.WriteFile(config, []byte(text), 0o600))
	}
	hangup := func() {
		self, err := os.FindProcess(os.Getpid())
		require.NoError(t, err)
		require.NoError(t, self.Signal(syscall.SIGHUP))
	}
	write("")
	out := serving(t, "--config", config, "--store", filepath.Join(directory, "store"))
	write("max_connections: 77\n")
	hangup()
	out.await(t, "the configuration was read again")
	write("max_connections: many\n")
	hangup()
	out.await(t, "the configuration stays as it was")
	text, err := os.ReadFile(log)
	require.NoError(t, err)
	require.Contains(t, string(text), "Server is ready")
}
