package model

// The places of the code from which checks are taken.
const (
	appSealed    = "protocol/appsealed.go"
	workerSealed = "protocol/workersealed.go"
	parts        = "protocol/parts.go"
	ticket       = "protocol/ticket.go"
	transcript   = "protocol/transcript.go"
	trust        = "protocol/trust.go"
	sealedTables = "protocol/sealedtransitions.go"
	seal         = "elgamal/seal.go"
)

// Checks returns the checks in the order of their constants.
func Checks() []Check {
	return []Check{
		{
			Name: "IDENTITY", What: "the identity is the one told", IDs: []string{"HSK-29"},
			Stops:  "anybody who reaches the subject first is the worker",
			Attack: inHandshake(Worker, "IDENTITY"),
			Code:   protocolTest("TestSealedPinnedIdentity", Edit{trust, "if !t.Identity.Equal(identity) {", "if false {"}),
		},
		{
			Name: "TICKET", What: "there is a ticket", IDs: []string{"HSK-30"},
			Stops:  "anybody who reaches the subject first is the worker",
			Attack: inHandshake(Worker, "TICKET"),
			Code: protocolTest("TestSealedHelloAttacks", Edit{trust,
				"return fmt.Errorf(\"%w: no ticket\", ErrUnauthenticated)", "return nil"}),
		},
		{
			Name: "LAUNCHER", What: "the ticket's launcher is the one told", IDs: []string{"HSK-30"},
			Stops:  "a ticket that the attacker signed for himself",
			Attack: inHandshake(Worker, "LAUNCHER"),
			Code: protocolTest("TestSealedHelloAttacks",
				Edit{ticket, "case !t.launcher.Equal(launcher):", "case false:"},
				Edit{ticket, "schnorr.Verify(launcher, ", "schnorr.Verify(t.launcher, "}),
		},
		{
			Name: "TICKET_JOB", What: "the ticket's job", IDs: []string{"HSK-30"},
			Stops:  "a ticket for another job of the app",
			Attack: inHandshake(Worker, "TICKET_JOB"),
			Code:   protocolTest("TestSealedHelloAttacks", Edit{ticket, "case t.form.Job != job:", "case false:"}),
		},
		{
			Name: "TICKET_APP", What: "the ticket's app", IDs: []string{"HSK-30"},
			Stops:  "a ticket for another run of the job",
			Attack: inHandshake(Worker, "TICKET_APP"),
			Code:   protocolTest("TestSealedHelloAttacks", Edit{ticket, "case !t.app.Equal(app):", "case false:"}),
		},
		{
			Name: "TICKET_WORKER", What: "the ticket's worker", IDs: []string{"HSK-30"},
			Stops:  "the ticket of another worker",
			Attack: inHandshake(Worker, "TICKET_WORKER"),
			Code:   protocolTest("TestSealedHelloAttacks", Edit{ticket, "case !t.worker.Equal(worker):", "case false:"}),
		},
		{
			Name: "TICKET_SIGNATURE", What: "the ticket's signature", IDs: []string{"HSK-30"},
			Stops:  "a ticket made, or altered, in the launcher's name",
			Attack: inHandshake(Worker, "TICKET_SIGNATURE"),
			Code: protocolTest("TestSealedHelloAttacks", Edit{ticket,
				"schnorr.Testnet, t.signature) {", "schnorr.Testnet, t.signature) && false {"}),
		},
		{
			Name: "TICKET_TIME", What: "the ticket's time", IDs: []string{"HSK-30"},
			Stops:  "a worker that was let go comes back",
			Attack: inHandshake(Worker, "TICKET_TIME"),
			Code:   protocolTest("TestSealedHelloAttacks", Edit{ticket, "if now.Unix() > t.form.NotAfter {", "if false {"}),
		},
		{
			Name: "SIGNATURE", What: "the identity's signature", IDs: []string{"HSK-26"},
			Stops:  "the worker key of an options request replaced by the attacker's",
			Attack: inHandshake(Worker, "SIGNATURE"),
			Code: protocolTest("TestSealedHelloAttacks", Edit{appSealed,
				"schnorr.Testnet, signature) {", "schnorr.Testnet, signature) && false {"}),
		},
		{
			Name: "SIGNED_JOB", What: "the job in what the identity signs", IDs: []string{"HSK-26"},
			Stops:  "the options request of another job, whose worker key has leaked since",
			Attack: inHandshake(Worker, "SIGNED_JOB"),
			Code: protocolTest("TestSealedHelloAttacks", Edit{transcript,
				"inputs := []fp.Element{field}", "inputs := []fp.Element{field}[:0]"}),
		},
		{
			Name: "SIGNED_APP", What: "the app in what the identity signs", IDs: []string{"HSK-26"},
			Stops:  "the options request for another app, the attacker's own among them",
			Attack: inHandshake(Worker, "SIGNED_APP"),
			Code: protocolTest("TestSealedHelloAttacks", Edit{transcript,
				"{app, worker, identity}", "{worker, identity}"}),
		},
		{
			Name: "JOB", What: "the job in every message", IDs: []string{"HSK-35", "HSK-39"},
			Stops:  "a message under the name of another job",
			Attack: inHandshake(Jobs, "JOB"),
			Code: append(protocolTest("TestSealedHelloAttacks", Edit{appSealed, "case jobOf(request) != s.job:", "case false:"}),
				protocolTest("TestSealedRepliesAttacked", Edit{workerSealed,
					"case p.Job != s.job:\n\t\treturn foreign()\n\tcase !w.awaits(event):", "case !w.awaits(event):"})...),
		},
		{
			Name: "TRANSCRIPT", What: "job, keys and identity in every seal", IDs: []string{"HSK-25"},
			Stops:  "another identity vouches for a worker's key: app and worker disagree whose it is",
			Attack: inHandshake(Agreement, "TRANSCRIPT"),
			Code: protocolTest("TestSealedForeignIdentityVouches",
				Edit{appSealed, "return worker, h, nil", "return worker, none, nil"},
				Edit{workerSealed, "hello: hello, h: h, keepKey", "hello: hello, keepKey"}),
		},
		{
			Name: "CHAIN", What: "the tags before in every seal", IDs: []string{"HSK-25"},
			Stops:  "the messages of a run replayed to an app that begins again with the same key",
			Attack: inHandshake(Replay, "CHAIN"),
			Code:   protocolTest("TestSealedReplayToTheSameKey", Edit{transcript, "return poseidon.Hash(h, c.Tag())", "return h"}),
		},
		{
			Name: "DIRECTION", What: "`direction`", IDs: []string{"ENC-24"},
			Stops:  "a message taken for one of the other role, where both keys have both",
			Attack: inScheme("DIRECTION"),
			Code:   elgamalTest("TestSealIsBoundToItsPlace", "[]uint64{uint64(at.Direction), ", "[]uint64{"),
		},
		{
			Name: "SEQUENCE", What: "`sequence`", IDs: []string{"ENC-24"},
			Stops:  "a message in the place of another one",
			Attack: inScheme("SEQUENCE"), Behind: without(Agreement, "SEQUENCE", "CHAIN"),
			Code: elgamalTest("TestSealIsBoundToItsPlace", "uint64(at.Sequence), ", ""),
		},
		{
			Name: "LENGTH", What: "`n`", IDs: []string{"ENC-24"},
			Stops:  "a known message cut or extended",
			Attack: inHandshake(Text, "LENGTH"),
			Code:   elgamalTest("TestSealKnownForgeries", ", uint64(n)} {", "} {"),
		},
		{
			Name: "SIGNS", What: "the signs of `R`, `Z` and `Y`", IDs: []string{"ENC-24"},
			Stops:  "a second ciphertext of one message",
			Attack: inHandshake(Bytes, "SIGNS"),
			Code:   elgamalTest("TestSealIsBoundToItsKeys", "\ts.Absorb(&odd)\n", ""),
		},
		{
			Name: "SENDER", What: "`Y`", IDs: []string{"ENC-24"},
			Stops:  "options, payload or result made by somebody who knows public keys alone",
			Attack: inHandshake(Agreement, "SENDER"),
			Code:   protocolTest("TestSealedRepliesAttacked", Edit{seal, "{r, z, &y}", "{r, z}"}),
		},
		{
			Name: "TAG", What: "tag", IDs: []string{"ENC-25"},
			Stops:  "any change",
			Attack: inHandshake(Text, "TAG"),
			Code: elgamalTest("TestSealedElementsTampered",
				"return c.release(message, &tag)", "_ = tag\n\treturn message, nil"),
		},
		{
			Name: "ORDER", What: "the state's own row of the table", IDs: []string{"HSK-32"},
			Stops:  "requests out of turn",
			Attack: inHandshake(Replay, "ORDER"),
			Code: protocolTest("TestSealedReplay", Edit{sealedTables,
				"{EventRequestOptions, []cell{outOfOrder, sendOptions, refuseOrder,", "{EventRequestOptions, []cell{outOfOrder, sendOptions, sendOptions,"}),
		},
		{
			Name: "BINDING", What: "the worker key of the run", IDs: []string{"HSK-33"},
			Stops:  "a second worker",
			Attack: inHandshake(Worker, "BINDING"),
			Code: protocolTest("TestSealedSecondWorkerIsNotAuthenticated",
				Edit{appSealed, "if s.bound != \"\" && s.bound != q.Key {\n\t\treturn appInput{event: EventRequestSecond}\n\t}\n\tif !a.awaits(",
					"if (a.worker == nil || a.worker.String() == q.Key) && !a.awaits("},
				Edit{appSealed, "cell(a *App, in *appInput) cell { return a.table",
					"cell(a *App, in *appInput) cell {\n\tif in.worker != nil {\n\t\treturn sendOptions\n\t}\n\treturn a.table"}),
		},
		{
			Name: "REPEATS", What: "byte-equality of repeats", IDs: []string{"HSK-34"},
			Stops:  "a changed request taken for a repeat",
			Attack: inHandshake(Bytes, "REPEATS"),
			Code: protocolTest("TestSealedReplay", Edit{appSealed, "if s.last != nil && s.last.request == digest {",
				"request0, _ := wire.DecodeSealedRequest(data)\n\tif _, ready := request0.(wire.SealedReady); ready && s.last != nil && s.last.seq == wire.SeqReadyReply {"}),
		},
		{
			Name: "PARTS", What: "order, count and size of parts", IDs: []string{"MSG-27", "MSG-29"},
			Stops:  "memory held for a message that never ends; parts of two messages mixed",
			Attack: inHandshake(Bound, "PARTS"),
			Code: append(protocolTest("TestSealedPartsAreBounded", Edit{parts, "case x.size+len(p.Data) > wire.MaxWhole:", "case false:"}),
				protocolTest("TestSealedPartsAttacked", Edit{parts, "case !same || p.Part != len(x.pieces):", "case false:"})...),
		},
		{
			Name: "LIMIT", What: "the limit of time", IDs: []string{"HSK-19"},
			Stops:  "a run that waits for ever for what the attacker holds back",
			Attack: inHandshake(Ends, "LIMIT"),
			Code: protocolTest("TestExplore", Edit{sealedTables,
				"{EventTimeout, []cell{fail, fail, fail, fail, ended, ended}}", "{EventTimeout, []cell{ignore, ignore, ignore, ignore, ended, ended}}"}),
		},
	}
}

func inHandshake(property Property, checks ...string) Attack {
	return Attack{Source: Handshake, Property: property, Without: checks}
}

func inScheme(checks ...string) Attack {
	return Attack{Source: Scheme, Property: Bytes, Without: checks}
}

func without(property Property, checks ...string) *Attack {
	a := inHandshake(property, checks...)
	return &a
}

func protocolTest(name string, edits ...Edit) []Removal {
	return []Removal{{Edits: edits, Package: "protocol", Test: name}}
}

func elgamalTest(name, old, replacement string) []Removal {
	return []Removal{{Edits: []Edit{{seal, old, replacement}}, Package: "elgamal", Test: name}}
}
