package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"syscall"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/bench/peers"
	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/statement"
)

// childArgument makes the program a prover that is measured: it answers like
// bench/peers/node/proofs.mjs.
const childArgument = "prover"

// ready is what a prover says when its keys are made, and made what it says of a
// proof. Times are in seconds, memory is the process's peak in bytes.
type ready struct {
	Version     string  `json:"version"`
	Constraints int     `json:"constraints"`
	Setup       float64 `json:"setup"`
	Peak        int64   `json:"peak"`
}

type made struct {
	Prove  float64 `json:"prove"`
	Verify float64 `json:"verify"`
	Bytes  int     `json:"bytes"`
	Peak   int64   `json:"peak"`
}

// child makes keys for the statement and the system of the arguments, with a number
// of elements, and a proof for each line "prove".
func child(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	name, systemName := args[0], args[1]
	fields, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	definition, err := systems.FindStatement(name)
	if err != nil {
		return err
	}
	system, err := systems.Find(systemName)
	if err != nil {
		return err
	}
	start := time.Now()
	prover, err := newProver(ctx, system, definition, fields)
	if err != nil {
		return err
	}
	version := "minaseal"
	if system.Keys == systems.KeysMade {
		version = "gnark " + peers.ModuleVersion("github.com/consensys/gnark")
	}
	tell := json.NewEncoder(out)
	err = tell.Encode(ready{Version: version, Constraints: prover.Constraints(), Setup: time.Since(start).Seconds(), Peak: peak()})
	if err != nil {
		return err
	}
	witness, err := newWitness(definition, fields)
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		start := time.Now()
		proved, err := prover.Prove(ctx, witness)
		if err != nil {
			return err
		}
		m := made{Prove: time.Since(start).Seconds(), Bytes: len(proved.Bytes)}
		start = time.Now()
		if err := prover.Verifier().Verify(proved); err != nil {
			return err
		}
		m.Verify, m.Peak = time.Since(start).Seconds(), peak()
		if err := tell.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

// newProver returns a prover with keys in memory, for ciphertexts of so many elements.
func newProver(ctx context.Context, system *systems.System, d statement.Definition, fields int) (proof.Prover, error) {
	if fields > 1 { // the table has circuits for one element
		return circuit.NewProver(ctx, circuit.SealedRange{Scheme: statement.O1jsV2, Fields: fields}, system.Name, proof.Config{InMemory: true})
	}
	return system.NewProver(ctx, d, proof.Config{InMemory: true})
}

// newWitness returns something to prove.
func newWitness(d statement.Definition, fields int) (statement.Witness, error) {
	job := &statement.Job{Payload: string(statement.Payload(77, 1))}
	if d.Sealed() {
		job.Key = address.GeneratePrivateKey()
		ciphertext, err := elgamal.O1jsV2.EncryptText(job.Key.PublicKey(), string(statement.Payload(77, fields)))
		if err != nil {
			return nil, err
		}
		job.Opened, err = statement.NewSealedRange(elgamal.O1jsV2, job.Key.PublicKey(), ciphertext)
		if err != nil {
			return nil, err
		}
	}
	return d.Witness(job)
}

// peak returns the largest resident size that the process has had, in bytes.
func peak() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(fmt.Sprintf("getrusage: %v", err)) // it cannot fail for oneself
	}
	return int64(usage.Maxrss) * 1024
}
