package natstest_test

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

func TestRunServer(t *testing.T) {
	var first string
	t.Run("serves", func(t *testing.T) {
		first = natstest.RunServer(t)
		second := natstest.RunServer(t)
		require.NotEqual(t, first, second, "servers run side by side")

		nc, err := nats.Connect(first)
		require.NoError(t, err)
		defer nc.Close()
		_, err = nc.Subscribe("q", func(m *nats.Msg) { _ = m.Respond([]byte("a")) })
		require.NoError(t, err)
		reply, err := nc.Request("q", nil, 5*time.Second)
		require.NoError(t, err)
		require.Equal(t, "a", string(reply.Data))
		_, err = nc.Request("nobody", nil, 5*time.Second)
		require.ErrorIs(t, err, nats.ErrNoResponders)
	})
	_, err := nats.Connect(first)
	require.Error(t, err, "the server ends with the test")
}

func TestRunServerConfigure(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.Authorization = "token" })
	_, err := nats.Connect(url)
	require.ErrorIs(t, err, nats.ErrAuthorization)
	nc, err := nats.Connect(url, nats.Token("token"))
	require.NoError(t, err)
	nc.Close()
}
