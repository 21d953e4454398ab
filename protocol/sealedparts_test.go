package protocol

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol/wire"
)

// cutDone returns the parts of the worker's done request with a long result.
func cutDone(t *testing.T, f *sealedAppFixture) []wire.Part {
	t.Helper()
	data, err := wire.EncodeSealedRequest(wire.SealedDone{Job: f.job, Body: f.body(t, wire.SeqDone, long(testResult))})
	require.NoError(t, err)
	o, err := cut(data, f.job, wire.SeqDone, minLimit)
	require.NoError(t, err)
	require.Greater(t, o.parts(), 2)
	var parts []wire.Part
	for k := range o.parts() {
		message := o.message(k)
		require.LessOrEqual(t, len(message), minLimit)
		q, err := wire.DecodeSealedRequest(message)
		require.NoError(t, err)
		parts = append(parts, q.(wire.Part))
	}
	return parts
}

// acknowledged steps the app with a part that it takes.
func (f *sealedAppFixture) acknowledged(t *testing.T, p wire.Part) {
	t.Helper()
	effects, out, err := f.machine.Step(sealedRequest(t, p))
	require.NoError(t, err)
	require.Equal(t, Outcome{EventRequestPart, StatePayloadSent, ActionAcknowledge, StatePayloadSent, OutcomeOK}, out)
	reply, err := wire.DecodeSealedReply(effects[0].(SendReply).Data)
	require.NoError(t, err)
	require.Equal(t, wire.Pointer{Job: f.job, Seq: p.Seq, Part: p.Part}, reply)
}

// TestSealedPartsAttacked: parts in another order, of other messages, twice, and
// spoiled.
//
// covers: MSG-27, MSG-28, HSK-34
func TestSealedPartsAttacked(t *testing.T) {
	f := sealedAppIn(t, StatePayloadSent)
	parts := cutDone(t, f)
	last := len(parts) - 1
	f.refused(t, sealedRequest(t, parts[1]), "out_of_order", "the second part first")
	f.refused(t, sealedRequest(t, parts[last]), "out_of_order", "the last part first")
	f.acknowledged(t, parts[0])
	f.acknowledged(t, parts[0])
	f.refused(t, sealedRequest(t, parts[2]), "out_of_order", "a part left out")
	other := parts[1]
	other.Parts++
	f.refused(t, sealedRequest(t, other), "out_of_order", "another number of parts")
	foreign := parts[1]
	foreign.Job = "job-2"
	f.refused(t, sealedRequest(t, foreign), "unknown_job", "another job")
	seq := parts[1]
	seq.Seq = wire.SeqReady
	f.refused(t, sealedRequest(t, seq), "out_of_order", "parts of a ready request")
	f.acknowledged(t, parts[1])
	spoiled := parts[1]
	spoiled.Data = "x" + spoiled.Data[1:] // no character of a message's middle
	f.refused(t, sealedRequest(t, spoiled), "out_of_order", "another part in place of one that is there")

	// A first part of another message begins anew; the message that is then joined
	// of the two does not open, and the run goes on.
	first := parts[0]
	first.Data += "1"
	f.acknowledged(t, first)
	for _, p := range parts[1:last] {
		f.acknowledged(t, p)
	}
	_, out, err := f.machine.Step(sealedRequest(t, parts[last]))
	require.Error(t, err)
	require.Equal(t, ActionRefuse, out.Action)
	require.Contains(t, []string{"malformed_json", "tag_mismatch", "non_canonical"}, out.Code)
	require.Zero(t, f.snapshot().Pieces, "nothing of it is kept")

	for _, p := range parts[:last] {
		f.acknowledged(t, p)
	}
	effects, out, err := f.machine.Step(sealedRequest(t, parts[last]))
	require.NoError(t, err)
	require.Equal(t, Outcome{EventRequestDone, StatePayloadSent, ActionDeliver, StateCompleted, OutcomeOK}, out)
	require.Equal(t, Deliver{Result: long(testResult)}, effects[1])
	again, out, err := f.machine.Step(sealedRequest(t, parts[last]))
	require.NoError(t, err)
	require.Equal(t, OutcomeDuplicate, out.Code)
	require.Equal(t, effects[:1], again)
	f.refused(t, sealedRequest(t, parts[0]), "out_of_order", "a part after the end")
}

// TestSealedPartsOfSomethingElse: parts that join to another message than a done
// request of the job.
//
// covers: MSG-28
func TestSealedPartsOfSomethingElse(t *testing.T) {
	for _, text := range []string{
		"{}", `{"v":"sealed-v1","type":"done","job":"job-2","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"ready","job":"job-1","seq":2,"body":{}}`, `{"v":"sealed-v1","job":"job-1","seq":5,"body":{}}`,
	} {
		f := sealedAppIn(t, StatePayloadSent)
		f.acknowledged(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: 0, Parts: 2, Data: text[:1]})
		_, out, err := f.machine.Step(sealedRequest(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: 1, Parts: 2, Data: text[1:]}))
		require.Error(t, err)
		require.Equal(t, Outcome{EventRequestMalformed, StatePayloadSent, ActionRefuse, StatePayloadSent, "malformed_json"}, out)
		require.Zero(t, f.snapshot().Pieces)
	}
}

// TestSealedPartsAreBounded: an app holds no more than wire.MaxWhole.
//
// covers: MSG-29
func TestSealedPartsAreBounded(t *testing.T) {
	f := sealedAppIn(t, StatePayloadSent)
	piece := strings.Repeat("x", 1<<20-512)
	for k := range wire.MaxWhole / len(piece) {
		f.acknowledged(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: k, Parts: 100, Data: piece})
	}
	f.refused(t, sealedRequest(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: 8, Parts: 100, Data: piece}), "malformed_json", "too much")
	f.acknowledged(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: 8, Parts: 100, Data: "x"})
}

// TestSealedReplyPartsAttacked: a worker takes the parts that it asked for and no
// others.
//
// covers: MSG-27, MSG-28, MSG-29
func TestSealedReplyPartsAttacked(t *testing.T) {
	whole := func(f *sealedWorkerFixture) []wire.Part {
		data, err := wire.EncodeSealedReply(wire.SealedBody{Job: f.job, Seq: 1, Body: f.body(t, 1, long(testOptions))})
		require.NoError(t, err)
		o, err := cut(data, f.job, 1, minLimit)
		require.NoError(t, err)
		var parts []wire.Part
		for k := range o.parts() {
			p, err := wire.DecodeSealedReply(o.message(k))
			require.NoError(t, err)
			parts = append(parts, p.(wire.Part))
		}
		return parts
	}
	take := func(f *sealedWorkerFixture, p wire.Part) {
		effects, _, err := f.machine.Step(sealedReply(t, p))
		require.NoError(t, err)
		q, err := wire.DecodeSealedRequest(effects[0].(SendRequest).Data)
		require.NoError(t, err)
		require.Equal(t, wire.Pointer{Job: f.job, Seq: 1, Part: p.Part + 1}, q)
	}
	f := sealedWorkerIn(t, StateOptionsRequested)
	parts := whole(f)
	for _, p := range parts[:len(parts)-1] {
		take(f, p)
	}
	_, out, err := f.machine.Step(sealedReply(t, parts[len(parts)-1]))
	require.NoError(t, err)
	require.Equal(t, StateReadyRequested, out.To)
	require.Equal(t, long(testOptions), string(f.machine.options))

	for name, x := range map[string]struct {
		taken int
		next  func(parts []wire.Part) wire.Part
		code  string
	}{
		"the second part first": {0, func(p []wire.Part) wire.Part { return p[1] }, "out_of_order"},
		"the first part twice":  {1, func(p []wire.Part) wire.Part { return p[0] }, "out_of_order"},
		"another first part":    {1, func(p []wire.Part) wire.Part { p[0].Data += " "; return p[0] }, "out_of_order"},
		"a part left out":       {1, func(p []wire.Part) wire.Part { return p[2] }, "out_of_order"},
		"another count":         {1, func(p []wire.Part) wire.Part { p[1].Parts++; return p[1] }, "out_of_order"},
		"no reply": {1, func(p []wire.Part) wire.Part {
			return wire.Part{Job: testJob, Seq: 1, Part: 1, Parts: p[0].Parts, Data: "x"}
		}, ""},
	} {
		f := sealedWorkerIn(t, StateOptionsRequested)
		parts := whole(f)
		for _, p := range parts[:x.taken] {
			take(f, p)
		}
		_, out, err := f.machine.Step(sealedReply(t, x.next(parts)))
		if x.code == "" {
			require.NoError(t, err, name)
			continue
		}
		require.Error(t, err, name)
		require.Equal(t, x.code, out.Code, name)
		require.Equal(t, StateFailed, out.To, name)
	}

	f = sealedWorkerIn(t, StateOptionsRequested)
	take(f, wire.Part{Job: f.job, Seq: 1, Part: 0, Parts: 2, Data: "{"})
	_, out, err = f.machine.Step(sealedReply(t, wire.Part{Job: f.job, Seq: 1, Part: 1, Parts: 2, Data: "}"}))
	require.Error(t, err)
	require.Equal(t, Outcome{EventReplyMalformed, StateOptionsRequested, ActionFail, StateFailed, "malformed_json"}, out)
}

// TestSealedAcknowledgements: a worker goes on when its last part has arrived, and
// not when another one has.
//
// covers: MSG-26
func TestSealedAcknowledgements(t *testing.T) {
	for name, pointer := range map[string]wire.Pointer{
		"an older part": {Job: testJob, Seq: 4, Part: 0}, "a later part": {Job: testJob, Seq: 4, Part: 2},
		"a part of another request": {Job: testJob, Seq: 2, Part: 1},
	} {
		f := sealedWorkerIn(t, StateProving)
		_, _, err := f.machine.Step(Proved{Result: long(testResult)})
		require.NoError(t, err)
		_, _, err = f.machine.Step(sealedReply(t, wire.Pointer{Job: testJob, Seq: 4, Part: 0}))
		require.NoError(t, err)
		_, out, err := f.machine.Step(sealedReply(t, pointer))
		require.ErrorIs(t, err, ErrOutOfOrder, name)
		require.Equal(t, EventReplyUnexpected, out.Event, name)
	}
}

// TestCut: parts join to the message, whatever their escapes, and none is too large.
func TestCut(t *testing.T) {
	for _, data := range []string{strings.Repeat(`"`, 5000), strings.Repeat("x", 5000), strings.Repeat(`x\`, 9000)} {
		o, err := cut([]byte(data), testJob, wire.SeqDone, minLimit)
		require.NoError(t, err)
		joined := ""
		for k := range o.parts() {
			message := o.message(k)
			require.LessOrEqual(t, len(message), minLimit)
			q, err := wire.DecodeSealedRequest(message)
			require.NoError(t, err)
			require.NotEmpty(t, q.(wire.Part).Data)
			joined += q.(wire.Part).Data
		}
		require.Equal(t, data, joined)
	}
}
