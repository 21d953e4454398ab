package natstransport_test

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// portOf returns the port of a URL.
func portOf(t *testing.T, text string) int {
	t.Helper()
	u, err := url.Parse(text)
	require.NoError(t, err)
	port, err := strconv.Atoi(u.Port())
	require.NoError(t, err)
	return port
}

// TestReconnect: the server of an app that listens stops and comes back, and a worker
// finds the app.
//
// covers: NAT-25, HSK-19
func TestReconnect(t *testing.T) {
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			lost, again := make(chan struct{}, 1), make(chan struct{}, 1)
			options := natstransport.Options{
				Disconnected: func(error) { lost <- struct{}{} },
				Reconnected:  func() { again <- struct{}{} },
			}
			var app *runningApp
			parent := t
			t.Run("first server", func(t *testing.T) {
				options.URL = natstest.RunServer(t)
				app = startApp(parent, p, natstransport.Config{Server: options})
			})
			<-lost
			require.Equal(t, options.URL, natstest.RunServer(t, func(o *server.Options) { o.Port = portOf(t, options.URL) }))
			<-again
			_, err := natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(options.URL)}, newWorker(t, p, app.key.PublicKey()), prover(t))
			require.NoError(t, err)
			app.wait(t)
			require.NoError(t, app.err)
			require.Equal(t, testResult, app.result)
		})
	}
}

// hungServer accepts connections and says nothing. It returns its URL.
func hungServer(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			defer conn.Close()
		}
	}()
	t.Cleanup(func() {
		_ = listener.Close()
		<-done
	})
	return "nats://" + listener.Addr().String()
}

// TestHungServer: something accepts the connection and says nothing. A run ends at its
// deadline, or when it is cancelled, all the same.
//
// covers: NAT-27
func TestHungServer(t *testing.T) {
	const limit = 200 * time.Millisecond
	for code, run := range map[string]func(natstransport.Config) (context.Context, natstransport.Config){
		"timeout": func(c natstransport.Config) (context.Context, natstransport.Config) {
			c.Deadline = limit
			return t.Context(), c
		},
		"closed": func(c natstransport.Config) (context.Context, natstransport.Config) {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(limit, cancel)
			return ctx, c
		},
	} {
		ctx, config := run(natstransport.Config{Server: at(hungServer(t))})
		begin := time.Now()
		key := address.GeneratePrivateKey()
		app, err := protocol.NewApp(appConfig(protocol.SealedV1, key))
		require.NoError(t, err)
		_, err = natstransport.RunApp(ctx, config, app)
		require.Equal(t, code, coded.Code(err))
		require.ErrorIs(t, err, natstransport.ErrConnect)
		require.Equal(t, protocol.StateFailed, app.State())
		_, err = natstransport.RunWorker(ctx, config, newWorker(t, protocol.SealedV1, key.PublicKey()), prover(t))
		require.Equal(t, code, coded.Code(err))
		require.Less(t, time.Since(begin), 10*limit)
	}
}
