package protocol

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// Exchange is what a statement about a job's ciphertext names (SPEC 11.5): the
// scheme, the worker's key of the run, and the ciphertext of the payload. All of it
// is public.
type Exchange struct {
	Scheme  elgamal.Scheme
	Worker  *address.PublicKey
	Payload *elgamal.Ciphertext
}

// maxExchanges bounds how many payloads an app keeps that it encrypted anew, for
// whoever asked again with the worker's key.
const maxExchanges = 16

// Exchanges returns the payloads that the app has sent in this run, the last one
// last. A proof that is evidence for the job is about one of them [PRF-21]. There is
// more than one if the worker's question came again. They stay when the run ends. An
// app of sealed-v1, whose ciphertexts are of another scheme, has none.
func (a *App) Exchanges() []Exchange { return append([]Exchange(nil), a.exchanges...) }

// Opening returns the exchange that a worker in state proving has opened, and a copy
// of its private key, which the caller erases. It returns [ErrConfig] in every other
// state, and unless the worker was made with [WorkerConfig.KeepKey].
func (w *Worker) Opening() (*Exchange, *address.PrivateKey, error) {
	if w.state != StateProving || w.opened == nil {
		return nil, nil, ErrConfig
	}
	sk, err := ownKey(w.sk)
	if err != nil {
		return nil, nil, err
	}
	opened := *w.opened
	return &opened, sk, nil
}

// newExchange returns the exchange with the JSON of a payload's ciphertext, which
// has been parsed or written before.
func newExchange(scheme elgamal.Scheme, worker *address.PublicKey, payload string) (*Exchange, error) {
	c, err := elgamal.ParseCiphertext([]byte(payload))
	if err != nil {
		return nil, err
	}
	return &Exchange{Scheme: scheme, Worker: worker, Payload: c}, nil
}
