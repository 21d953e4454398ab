package protocol

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
)

// TestTickets: a ticket holds for what it names, until its last second. The
// vectors have what must not hold.
//
// covers: HSK-27, HSK-30
func TestTickets(t *testing.T) {
	launcher, app, worker := address.GeneratePrivateKey(), address.GeneratePrivateKey().PublicKey(), address.GeneratePrivateKey().PublicKey()
	end := time.Unix(1_790_000_000, 999)
	ticket, err := IssueTicket(launcher, "job-1", app, worker, end)
	require.NoError(t, err)
	require.Equal(t, "job-1", ticket.Job())
	require.True(t, worker.Equal(ticket.Worker()))
	require.Equal(t, time.Unix(1_790_000_000, 0), ticket.NotAfter())
	text, err := json.Marshal(ticket)
	require.NoError(t, err)
	parsed, err := ParseTicket(text)
	require.NoError(t, err)
	require.Equal(t, ticket, parsed)

	require.NoError(t, parsed.Check(launcher.PublicKey(), "job-1", app, worker, end))
	require.NoError(t, parsed.Check(launcher.PublicKey(), "job-1", app, worker, time.Unix(0, 0)))
	require.ErrorIs(t, parsed.Check(launcher.PublicKey(), "job-1", app, worker, end.Add(time.Second)), ErrTicketExpired)
	require.ErrorIs(t, parsed.Check(app, "job-1", app, worker, end), ErrUnauthenticated)
	require.ErrorIs(t, parsed.Check(launcher.PublicKey(), "job-2", app, worker, end), ErrUnauthenticated)
	require.ErrorIs(t, parsed.Check(launcher.PublicKey(), "job-1", worker, worker, end), ErrUnauthenticated)
	require.ErrorIs(t, parsed.Check(launcher.PublicKey(), "job-1", app, app, end), ErrUnauthenticated)
	require.Equal(t, "worker_unauthenticated", coded.Code(ErrUnauthenticated))
}

func TestTicketsThatAreNotIssued(t *testing.T) {
	launcher, key := address.GeneratePrivateKey(), address.GeneratePrivateKey().PublicKey()
	for job, end := range map[string]time.Time{
		"": time.Unix(1, 0), "a b": time.Unix(1, 0), "before-1970": time.Unix(-1, 0), "after-2^53": time.Unix(math.MaxInt64, 0),
	} {
		ticket, err := IssueTicket(launcher, job, key, key, end)
		require.Equal(t, "malformed_json", coded.Code(err), job)
		require.Nil(t, ticket)
	}
	_, err := IssueTicket(launcher, "j", nil, key, time.Unix(1, 0))
	require.ErrorIs(t, err, ErrConfig)
	launcher.Erase()
	_, err = IssueTicket(launcher, "j", key, key, time.Unix(1, 0))
	require.ErrorIs(t, err, address.ErrErased)
}

// FuzzParseTicket: what is accepted is written back to a text with the same
// meaning; what is refused yields nothing.
func FuzzParseTicket(f *testing.F) {
	launcher, key := address.GeneratePrivateKey(), address.GeneratePrivateKey().PublicKey()
	ticket, err := IssueTicket(launcher, "job-1", key, key, time.Unix(1, 0))
	require.NoError(f, err)
	text, err := ticket.MarshalJSON()
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"job":"j","app":"","worker":"","notAfter":-0,"launcher":"","signature":""}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		ticket, err := ParseTicket(text)
		if err != nil {
			require.Nil(t, ticket)
			require.NotEmpty(t, coded.Code(err))
			return
		}
		again, err := ticket.MarshalJSON()
		require.NoError(t, err)
		back, err := ParseTicket(again)
		require.NoError(t, err)
		require.Equal(t, ticket, back)
		var peer struct {
			Job      string
			NotAfter int64
		}
		require.NoError(t, json.Unmarshal(text, &peer))
		require.Equal(t, peer.Job, ticket.Job())
		require.Equal(t, peer.NotAfter, ticket.NotAfter().Unix())
	})
}
