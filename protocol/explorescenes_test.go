package protocol

import (
	"flag"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/protocol/wire"
)

var updateCells = flag.Bool("update", false, "rewrite testdata/cells.txt")

// TestExplore drives the real machines through every order of events that an app, its
// workers and the strangers of a scene can bring about. The cells that they reach are
// those of testdata/cells.txt, with which package model compares its own.
//
// covers: HSK-4, HSK-5, HSK-8, HSK-11, HSK-15, HSK-17, HSK-18, HSK-19, HSK-32, HSK-34, HSK-36, HSK-38
func TestExplore(t *testing.T) {
	zkcw, sealed := map[Transition]bool{}, map[Transition]bool{}
	for _, p := range testProfiles {
		t.Run(p.String(), func(t *testing.T) { report(t, zkcwScene(t, p, *exploreWorkers), zkcw) })
	}
	t.Run("sealed-v1", func(t *testing.T) { report(t, sealedScene(t, *exploreWorkers, shortTexts), sealed) })
	t.Run("sealed-v1 in parts", func(t *testing.T) { report(t, sealedScene(t, 1, longTexts), sealed) })
	requireCells(t, cellList("app", zkcw, &appTable)+cellList("worker", zkcw, &workerTable)+
		cellList("sealed-app", sealed, &sealedAppTable)+cellList("sealed-worker", sealed, &sealedWorkerTable))
}

// report explores a scene and adds the cells that it reaches.
func report(t *testing.T, s scene, cells map[Transition]bool) {
	x := explore(t, s)
	t.Logf("%d workers: %d states, %d steps, %d cells; nothing new after %d events in a row", len(s.workers), len(x.states), x.steps, len(x.cells), x.depth)
	maps.Copy(cells, x.cells)
}

// longTexts are such that replies and the done request need two parts each.
var longTexts = sealedTexts{medium(testOptions), medium(testPayload), medium(testResult), medium(testStatus)}

func medium(canary string) string { return long(canary)[:1700] }

// zkcwScene has strangers who say whatever has a form.
func zkcwScene(t *testing.T, p Profile, workers int) scene {
	f := newAppFixture(t, p)
	app, err := NewApp(AppConfig{Profile: p, PrivateKey: f.private, Options: testOptions, Payload: testPayload, Status: testStatus})
	require.NoError(t, err)
	s := scene{app: app, texts: shortTexts}
	for range workers {
		worker, err := NewWorker(WorkerConfig{Profile: p, App: f.private.PublicKey()})
		require.NoError(t, err)
		s.workers = append(s.workers, worker)
	}
	stranger := address.GeneratePrivateKey().PublicKey()
	foreign, err := encrypt(f.scheme, stranger, []byte("{}"))
	require.NoError(t, err)
	s.toApp = []Request{
		{Data: []byte("{}")}, {Data: []byte(`{"post":"stop","params":{}}`)},
		encodedRequest(t, wire.OptionsRequest{Key: "x"}), encodedRequest(t, wire.DoneRequest{Result: foreign}),
		encodedRequest(t, wire.ReadyRequest{Key: s.workers[0].public.String()}),
	}
	s.toWorker = []Reply{
		{Data: []byte("{}")}, {Data: []byte(`{"success":true,"data":{"command":"stop"}}`)},
		encodedReply(t, wire.Refusal{Error: "x"}), encodedReply(t, wire.OptionsReply{Encrypted: "{}"}),
		encodedReply(t, wire.OptionsReply{Encrypted: foreign}), encodedReply(t, wire.ExecuteReply{Encrypted: foreign}),
	}
	s.forged = []Reply{encodedReply(t, wire.CloseReply{Status: testStatus})}
	return s
}

// sealedScene has fixed ephemeral keys, and strangers who say whatever has a form.
func sealedScene(t *testing.T, workers int, texts sealedTexts) scene {
	keys := newSealedKeys()
	ephemerals := func(first uint64, count int) (all []*fq.Element) {
		for i := range count {
			all = append(all, new(fq.Element).SetUint64(first+uint64(i)))
		}
		return all
	}
	app, err := NewAppWithTestingRandomness(AppConfig{
		Profile: SealedV1, PrivateKey: keys.app, Job: keys.job, Trust: Trust{Launcher: keys.launcher.PublicKey(), Now: testNow},
		Options: texts.options, Payload: texts.payload, Status: texts.status,
	}, ephemerals(1001, 3))
	require.NoError(t, err)
	s := scene{app: app, sealed: true, limit: minLimit, texts: texts}
	ticket, err := readTicket(*keys.ticket(t, testNow()))
	require.NoError(t, err)
	for k := range workers {
		worker, err := NewWorkerWithTestingRandomness(WorkerConfig{
			Profile: SealedV1, App: keys.app.PublicKey(), Identity: keys.identity, Ticket: ticket,
		}, address.GeneratePrivateKey(), ephemerals(2001+100*uint64(k), 2))
		require.NoError(t, err)
		s.workers = append(s.workers, worker)
	}
	body := sealByHand(t, address.GeneratePrivateKey(), keys.app.PublicKey(), elgamal.Place{}, "x")
	stranger, hello := newSealedKeys(), s.workers[0].dialect.(*sealedWorker).hello
	stranger.app = keys.app
	again := sealedRequest(t, hello)
	again.Data = append([]byte(" "), again.Data...)
	s.toApp = []Request{
		{Data: []byte("{}")}, {Data: []byte(`{"v":"sealed-v1","type":"stop"}`)}, again,
		sealedRequest(t, stranger.hello(t)), sealedRequest(t, wire.SealedReady{Job: "job-2", Body: body}),
		sealedRequest(t, wire.SealedReady{Job: keys.job, Body: body}), sealedRequest(t, wire.SealedDone{Job: keys.job, Body: body}),
		sealedRequest(t, wire.Part{Job: keys.job, Seq: wire.SeqDone, Part: 1, Parts: 3, Data: "{"}),
		sealedRequest(t, wire.Part{Job: keys.job, Seq: wire.SeqDone, Part: 0, Parts: 3, Data: "{"}),
		sealedRequest(t, wire.Pointer{Job: keys.job, Seq: wire.SeqOptionsReply, Part: 99}),
	}
	s.toWorker = []Reply{
		{Data: []byte("{}")}, sealedReply(t, wire.SealedRefusal{Job: keys.job, Error: "timeout"}),
		sealedReply(t, wire.SealedBody{Job: "job-2", Seq: wire.SeqOptionsReply, Body: body}),
		sealedReply(t, wire.Part{Job: keys.job, Seq: wire.SeqOptionsReply, Part: 1, Parts: 3, Data: "{"}),
		sealedReply(t, wire.Pointer{Job: keys.job, Seq: wire.SeqDone, Part: 99}),
	}
	for _, seq := range []int{wire.SeqOptionsReply, wire.SeqReadyReply, wire.SeqDoneReply} {
		s.toWorker = append(s.toWorker, sealedReply(t, wire.SealedBody{Job: keys.job, Seq: seq, Body: body}))
	}
	return s
}
