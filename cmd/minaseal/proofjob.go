package main

import (
	"context"
	"time"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// job returns what the worker does with the payload: it proves the statement of the
// prover and returns the proof as indented JSON. proved is told how long it took.
func (f *proofFlags) job(prover proof.Prover, worker *protocol.Worker, proved func(time.Duration)) natstransport.ProveFunc {
	return func(ctx context.Context, _, payload string) (string, error) {
		start := time.Now()
		d, err := f.definition()
		if err != nil {
			return "", err
		}
		job := &statement.Job{Payload: payload}
		if d.Sealed() {
			if job.Opened, job.Key, err = worker.Opening(); err != nil {
				return "", err
			}
		}
		made, err := proveJob(ctx, prover, d, job)
		if err != nil {
			return "", err
		}
		proved(time.Since(start))
		text, err := made.Indented()
		return string(text), err
	}
}

// proveJob proves the statement for a job, and erases what is secret of it.
func proveJob(ctx context.Context, prover proof.Prover, d statement.Definition, job *statement.Job) (*proof.Proof, error) {
	if job.Key != nil {
		defer job.Key.Erase()
	}
	witness, err := d.Witness(job)
	if err != nil {
		return nil, err
	}
	defer witness.Erase()
	return prover.Prove(ctx, witness)
}
