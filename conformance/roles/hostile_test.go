package roles_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// hostile is a program that does not keep to the contract.
type hostile struct {
	name    string
	test    string // case that it is put to
	run     func(ctx context.Context, a roles.Arguments, stdout, stderr io.Writer) (int, error)
	verdict conformance.Verdict
	says    string
	shows   string // part of the detail
}

// TestHostilePrograms: a program that hangs, dies or floods ends in the right verdict,
// with what it wrote, soon and in bounded memory.
func TestHostilePrograms(t *testing.T) {
	hangs := func(ctx context.Context, _ roles.Arguments, stdout, stderr io.Writer) (int, error) {
		fmt.Fprintln(stdout, "one line")
		fmt.Fprintln(stderr, "one complaint")
		<-ctx.Done()
		return -1, nil
	}
	dies := func(_ context.Context, _ roles.Arguments, _, stderr io.Writer) (int, error) {
		fmt.Fprintln(stderr, "out of luck")
		return 7, nil
	}
	panics := func(context.Context, roles.Arguments, io.Writer, io.Writer) (int, error) { panic("at the disco") }
	absent := func(context.Context, roles.Arguments, io.Writer, io.Writer) (int, error) {
		return 0, fmt.Errorf("no such program")
	}
	for _, h := range []hostile{
		{"app that hangs", "app-handshake", hangs, conformance.Timeout, "has not printed its address", "one complaint"},
		{"app that dies", "app-handshake", dies, conformance.Fail, "exit code 7", "out of luck"},
		{"app that panics", "app-handshake", panics, conformance.Fail, "panicked", ""},
		{"app that is not there", "app-handshake", absent, conformance.Fail, "no such program", ""},
		{"app that prints half a line", "app-handshake", halfAddress, conformance.Timeout, "has not printed its address", "B62"},
		{"app with a bad address", "app-handshake", badAddress, conformance.Fail, "no public key", "B62z"},
		{"app that floods its output", "app-handshake", floodsOutput, conformance.Timeout, "has not printed its address", "more than"},
		{"app that answers garbage", "app-handshake", answersGarbage, conformance.Fail, "not a reply", "garbage"},
		{"app that answers in place of another", "app-duplicate-options", answersTwice, conformance.Fail, "not a reply", "garbage"},
		{"app that floods the server", "app-handshake", floodsServer, conformance.Fail, "flood", "noise"},
		{"worker that hangs", "worker-handshake", hangs, conformance.Timeout, "no request options", "one line"},
		{"worker that dies", "worker-handshake", dies, conformance.Fail, "exit code 7", "out of luck"},
		{"worker that panics", "worker-handshake", panics, conformance.Fail, "panicked", ""},
		{"worker that floods the server", "worker-handshake", floodsServer, conformance.Fail, "", ""},
	} {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			outcome := h.put(t)
			require.Equal(t, h.verdict, outcome.Verdict, outcome.Remark)
			require.Contains(t, outcome.Remark, h.says)
			require.Contains(t, outcome.Detail, h.shows)
			require.Less(t, len(outcome.Detail), 32<<10)
		})
	}
}

func (h *hostile) put(t *testing.T) conformance.Outcome {
	t.Helper()
	program := map[string]*roles.Program{"hostile": {Run: h.run}}
	limit := time.Minute
	if h.verdict == conformance.Timeout {
		limit = time.Second
	}
	layer := &roles.Layer{Profiles: []string{"zkcw-v2"}, Start: limit, Apps: program, Workers: program}
	jobs, err := layer.Plan(&conformance.Environment{
		Implementations: []*conformance.Implementation{{Label: "hostile"}}, Deadline: limit,
	})
	require.NoError(t, err)
	for _, job := range jobs {
		if strings.HasSuffix(job.Case.ID, "/"+h.test) {
			return job.Run(t.Context())
		}
	}
	t.Fatal("no case " + h.test)
	return conformance.Outcome{}
}

func halfAddress(ctx context.Context, _ roles.Arguments, stdout, _ io.Writer) (int, error) {
	fmt.Fprint(stdout, address.GeneratePrivateKey().PublicKey())
	<-ctx.Done()
	return -1, nil
}

func badAddress(ctx context.Context, _ roles.Arguments, stdout, _ io.Writer) (int, error) {
	fmt.Fprintln(stdout, "B62"+strings.Repeat("z", 52))
	<-ctx.Done()
	return -1, nil
}

func floodsOutput(ctx context.Context, _ roles.Arguments, stdout, stderr io.Writer) (int, error) {
	noise := bytes.Repeat([]byte("noise\n"), 10_000)
	for range 200 {
		_, _ = stdout.Write(noise) // a screen takes everything
		_, _ = stderr.Write(noise)
	}
	<-ctx.Done()
	return -1, nil
}

// serve is an app without a machine: it answers every request in one way.
func serve(ctx context.Context, a roles.Arguments, stdout io.Writer, answer func(*nats.Conn, *nats.Msg)) (int, error) {
	conn, err := connect(a.NATS)
	if err != nil {
		return 1, nil
	}
	defer conn.Close()
	pk := address.GeneratePrivateKey().PublicKey()
	if _, err := conn.Subscribe("zkcw:"+pk.String(), func(m *nats.Msg) { answer(conn, m) }); err != nil {
		return 1, nil
	}
	fmt.Fprintln(stdout, pk)
	<-ctx.Done()
	return -1, nil
}

func answersGarbage(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
	return serve(ctx, a, stdout, func(_ *nats.Conn, m *nats.Msg) { _ = m.Respond([]byte("garbage")) })
}

func answersTwice(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
	return serve(ctx, a, stdout, func(_ *nats.Conn, m *nats.Msg) {
		_ = m.Respond([]byte("garbage"))
		_ = m.Respond([]byte("garbage"))
	})
}

// floodsServer publishes without end: as an app once it is asked, as a worker at once.
func floodsServer(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
	flood := func(conn *nats.Conn) {
		for range 10_000 {
			_ = conn.Publish("noise", []byte("noise"))
		}
	}
	if a.Client == "" {
		return serve(ctx, a, stdout, func(conn *nats.Conn, _ *nats.Msg) { flood(conn) })
	}
	conn, err := connect(a.NATS)
	if err != nil {
		return 1, nil
	}
	defer conn.Close()
	flood(conn)
	<-ctx.Done()
	return -1, nil
}
