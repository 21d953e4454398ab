package protocol

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

var updateRun = flag.Bool("update-run", false, "write the run of SPEC 7.10 anew")

// workedRun writes the run of SPEC 7.10.
type workedRun struct {
	t    *testing.T
	text strings.Builder
}

func (w *workedRun) line(name, value string) { fmt.Fprintf(&w.text, "%-14s %s\n", name, value) }

func (w *workedRun) point(name string, p *pallas.Point) {
	x, y := p.Affine()
	w.line(name, fmt.Sprintf("x %s, parity %d", x.Decimal(), y.IsOdd()))
}

// sealed writes what a message is sealed with and to, and returns the transcript after it.
func (w *workedRun) sealed(own *address.PrivateKey, to *address.PublicKey, h fp.Element, direction elgamal.Direction, seq uint32, k *fq.Element, text string) fp.Element {
	fields := elgamal.EncodeText(text)
	w.line("text", text)
	for i := range fields {
		w.line(fmt.Sprintf("m[%d]", i), fields[i].Decimal())
	}
	w.line("k", k.Decimal())
	w.point("R", new(pallas.Point).ScalarBaseMultiply(k))
	w.point("Z", new(pallas.Point).ScalarMultiply(k, to.Point()))
	w.point("Y", new(pallas.Point).ScalarMultiply(own.Scalar(), to.Point()))
	at := elgamal.Place{Transcript: h, Direction: direction, Sequence: seq}
	c, err := elgamal.SealWithTestingRandomness(own, to, at, fields, k)
	require.NoError(w.t, err)
	next := NextTranscript(h, c)
	w.line("next h", next.Decimal())
	return next
}

// TestWorkedRun makes the run of SPEC 7.10 and compares it with the text.
//
// covers: HSK-25, HSK-26, HSK-27, ENC-24
func TestWorkedRun(t *testing.T) {
	scalar := func(n uint64) *fq.Element { return new(fq.Element).SetUint64(n) }
	key := func(n uint64) *address.PrivateKey {
		sk, err := address.NewPrivateKey(scalar(n))
		require.NoError(t, err)
		return sk
	}
	const job, options, payload, result, status = "job-1", `{"envEncryptionKey":"1234"}`, `{"value":"77"}`, `{"verified":true}`, `{"success":true}`
	appKey, workerKey, identity, launcher := key(1001), key(2002), key(6006), key(7007)
	app, worker := appKey.PublicKey(), workerKey.PublicKey()
	w := &workedRun{t: t}
	for _, k := range []struct {
		name string
		key  *address.PrivateKey
	}{{"app", appKey}, {"worker", workerKey}, {"identity", identity}, {"launcher", launcher}} {
		w.line(k.name+" key", k.key.Base58())
		w.line(k.name, k.key.PublicKey().String())
	}
	w.line("job", job)
	w.line("subject", SealedV1.Subject(app))
	field, err := jobField(job)
	require.NoError(t, err)
	w.line("job_field", field.Decimal())
	ticket, err := IssueTicket(launcher, job, app, identity.PublicKey(), time.Unix(1790000000, 0))
	require.NoError(t, err)
	text, err := ticket.MarshalJSON()
	require.NoError(t, err)
	w.line("ticket", string(text))
	h, err := Transcript(job, app, worker, identity.PublicKey())
	require.NoError(t, err)
	w.line("h", h.Decimal())

	give, err := NewAppWithTestingRandomness(AppConfig{
		Profile: SealedV1, PrivateKey: appKey, Options: options, Payload: payload, Status: status, Job: job,
		Trust: Trust{Launcher: launcher.PublicKey(), Now: func() time.Time { return time.Unix(1790000000, 0) }},
	}, []*fq.Element{scalar(3003), scalar(4004), scalar(5005)})
	require.NoError(t, err)
	take, err := NewWorkerWithTestingRandomness(WorkerConfig{Profile: SealedV1, App: app, Identity: identity, Ticket: ticket},
		workerKey, []*fq.Element{scalar(8008), scalar(9009)})
	require.NoError(t, err)
	_, _, err = give.Step(Start{})
	require.NoError(t, err)

	heading := func(n int, what string) { fmt.Fprintf(&w.text, "\nmessage %d, %s\n", n, what) }
	ask := func(event WorkerEvent) []byte {
		effects, _, err := take.Step(event)
		require.NoError(t, err)
		if prove, ok := effects[0].(Prove); ok {
			require.Equal(t, Prove{Options: options, Payload: payload}, prove)
			effects, _, err = take.Step(Proved{Result: result})
			require.NoError(t, err)
		}
		if finish, ok := effects[0].(Finish); ok {
			require.Equal(t, status, finish.Status)
			return nil
		}
		return effects[0].(SendRequest).Data
	}
	answer := func(request []byte) []byte {
		effects, _, err := give.Step(Request{Data: request})
		require.NoError(t, err)
		return effects[0].(SendReply).Data
	}
	steps := []struct {
		what, text string
		k          uint64
	}{{"request options", "", 0}, {"its reply", options, 3003}, {"request ready", "", 8008}, {"its reply", payload, 4004},
		{"request done", result, 9009}, {"its reply", status, 5005}}
	var event WorkerEvent = Start{}
	for n := 0; n < len(steps); n += 2 {
		heading(n, steps[n].what)
		if n > 0 {
			h = w.sealed(workerKey, app, h, elgamal.ToApp, uint32(n), scalar(steps[n].k), steps[n].text)
		}
		request := ask(event)
		fmt.Fprintf(&w.text, "%s\n", request)
		heading(n+1, steps[n+1].what)
		h = w.sealed(appKey, worker, h, elgamal.ToWorker, uint32(n+1), scalar(steps[n+1].k), steps[n+1].text)
		reply := answer(request)
		fmt.Fprintf(&w.text, "%s\n", reply)
		event = Reply{Data: reply}
	}
	require.Nil(t, ask(event))
	require.Equal(t, StateCompleted, take.State())

	block := regexp.MustCompile("(?s)<!-- run:sealed-v1 -->\n```\n(.*?)```\n")
	spec, err := os.ReadFile("../SPEC.md")
	require.NoError(t, err)
	if *updateRun {
		made := block.ReplaceAllLiteral(spec, []byte("<!-- run:sealed-v1 -->\n```\n"+w.text.String()+"```\n"))
		require.NoError(t, os.WriteFile("../SPEC.md", made, 0o644))
		return
	}
	found := block.FindSubmatch(spec)
	require.NotNil(t, found)
	require.Equal(t, w.text.String(), string(found[1]), "to write it anew: go test ./protocol -run WorkedRun -update-run")
}
