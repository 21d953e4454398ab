package protocol

import (
	"time"

	"github.com/minaseal/minaseal/protocol/wire"
)

// sealedV1 is the profile sealed-v1 (SPEC 8.6 to 8.10).
func sealedV1() definition {
	return definition{
		name: "sealed-v1", authenticated: true, subject: "minaseal.v1.",
		maxText:        3 << 20, // sealed, it still fits wire.MaxWhole [MSG-25]
		requestTimeout: 10 * time.Second,
		app:            &sealedAppTable, worker: &sealedWorkerTable,
		newApp: newSealedApp, newWorker: newSealedWorker,
		requestBound: func(int) int { return minLimit }, // what is larger travels in parts
		encodeDone: func(job, ciphertext string) ([]byte, error) {
			return wire.EncodeSealedRequest(wire.SealedDone{Job: job, Body: ciphertext})
		},
		decodeDone: func(request []byte) (string, error) {
			q, err := wire.DecodeSealedRequest(request)
			if done, ok := q.(wire.SealedDone); ok {
				return done.Body, nil
			}
			return "", notDone(err)
		},
	}
}
