package protocol

import (
	"time"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// zkcw is a profile of the encryption example (SPEC 8.2 to 8.4), which differ in their
// scheme.
func zkcw(name string, scheme elgamal.Scheme) definition {
	return definition{
		name: name, scheme: scheme, subject: "zkcw:",
		maxText:        384 << 10, // encrypted, it still fits a message of wire.MaxSize [MSG-17]
		requestTimeout: 1000 * time.Millisecond,
		app:            &appTable, worker: &workerTable,
		newApp: newZKCWApp, newWorker: newZKCWWorker, requestBound: MessageBound,
		encodeDone: func(_, ciphertext string) ([]byte, error) {
			return wire.EncodeRequest(wire.DoneRequest{Result: ciphertext})
		},
		decodeDone: func(request []byte) (string, error) {
			q, err := wire.DecodeRequest(request)
			if done, ok := q.(wire.DoneRequest); ok {
				return done.Result, nil
			}
			return "", notDone(err)
		},
	}
}

// notDone is the error for a request that is not done, or none at all.
func notDone(err error) error {
	if err != nil {
		return err
	}
	return ErrOutOfOrder
}
