package protocol

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/protocol/wire"
)

// NewAppWithTestingRandomness is NewApp for sealed-v1 with the ephemeral scalars of
// the three replies given by the caller, for known-answer tests alone (SPEC 6.1
// [ENC-11]).
//
// Errors: those of [NewApp]; [ErrConfig] for another profile or another number of
// scalars.
func NewAppWithTestingRandomness(c AppConfig, ephemerals []*fq.Element) (*App, error) {
	fixed, err := fixScalars(c.Profile, ephemerals, wire.SeqOptionsReply, wire.SeqReadyReply, wire.SeqDoneReply)
	if err != nil {
		return nil, err
	}
	return newApp(c, fixed)
}

// NewWorkerWithTestingRandomness is NewWorker for sealed-v1 with a worker key, which
// it copies, and the ephemeral scalars of the ready and the done request given by
// the caller, for known-answer tests alone.
//
// Errors: those of [NewWorker]; [ErrConfig] for another profile or another number
// of scalars.
func NewWorkerWithTestingRandomness(c WorkerConfig, key *address.PrivateKey, ephemerals []*fq.Element) (*Worker, error) {
	fixed, err := fixScalars(c.Profile, ephemerals, wire.SeqReady, wire.SeqDone)
	if err != nil {
		return nil, err
	}
	own, err := ownKey(key)
	if err != nil {
		return nil, err
	}
	return newWorker(c, own, fixed)
}

func fixScalars(p Profile, ephemerals []*fq.Element, sequence ...uint32) (fixedScalars, error) {
	if !p.Authenticated() || len(ephemerals) != len(sequence) {
		return nil, ErrConfig
	}
	fixed := fixedScalars{}
	for i, seq := range sequence {
		fixed[seq] = new(fq.Element).Set(ephemerals[i])
	}
	return fixed, nil
}
