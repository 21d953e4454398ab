package protocol

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/statement"
)

// maxExchanges bounds how many payloads an app keeps that it encrypted anew, for
// whoever asked again with the worker's key.
const maxExchanges = 16

// Exchanges returns the payloads that the app has sent in this run, the last one last,
// each as the instance of sealed-range that it is (SPEC 11.5): scheme, keys, place and
// ciphertext, all of it public. A proof that is evidence for the job is about one of them
// [PRF-21]. In a zkcw profile there is more than one if the worker's question came again.
// They stay when the run ends.
func (a *App) Exchanges() []*statement.SealedRange {
	return append([]*statement.SealedRange(nil), a.exchanges...)
}

// Opening returns what a worker in state proving has opened, and a copy of its private
// key, which the caller erases. It returns [ErrConfig] in every other state, and unless
// the worker was made with [WorkerConfig.KeepKey].
func (w *Worker) Opening() (*statement.SealedRange, *address.PrivateKey, error) {
	if w.state != StateProving || w.opened == nil {
		return nil, nil, ErrConfig
	}
	sk, err := ownKey(w.sk)
	if err != nil {
		return nil, nil, err
	}
	return w.opened, sk, nil
}

// newExchange returns the instance for the JSON of a payload's ciphertext, which has
// been parsed or written before.
func newExchange(scheme elgamal.Scheme, worker *address.PublicKey, payload string) (*statement.SealedRange, error) {
	c, err := elgamal.ParseCiphertext([]byte(payload))
	if err != nil {
		return nil, err
	}
	return statement.NewSealedRange(scheme, worker, c)
}

// newSealedExchange is newExchange for sealed-v1.
func newSealedExchange(app, worker *address.PublicKey, at elgamal.Place, payload string) (*statement.SealedRange, error) {
	c, err := elgamal.ParseCiphertext([]byte(payload))
	if err != nil {
		return nil, err
	}
	return statement.NewSealedMessageRange(app, worker, at, c)
}
