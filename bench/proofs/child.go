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
	"github.com/minaseal/minaseal/pasta/fp"
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
	if systemName == kimchiSystem {
		return kimchiChild(name, in, out)
	}
	fields, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	s, err := circuit.ParseStatement(name)
	if err != nil {
		return err
	}
	system, err := circuit.ParseSystem(systemName)
	if err != nil {
		return err
	}
	options := []circuit.Option{circuit.WithoutCache()}
	if fields > 1 {
		options = append(options, circuit.WithCiphertexts(statement.O1jsV2, fields))
	}
	start := time.Now()
	prover, err := circuit.NewProver(ctx, s, system, options...)
	if err != nil {
		return err
	}
	tell := json.NewEncoder(out)
	err = tell.Encode(ready{
		Version: "gnark " + peers.ModuleVersion("github.com/consensys/gnark"), Constraints: prover.Constraints(), Setup: time.Since(start).Seconds(), Peak: peak(),
	})
	if err != nil {
		return err
	}
	prove, err := job(ctx, prover, s, fields)
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		start := time.Now()
		proof, err := prove()
		if err != nil {
			return err
		}
		m := made{Prove: time.Since(start).Seconds(), Bytes: len(proof.Bytes())}
		start = time.Now()
		if err := prover.Verifier().Verify(proof); err != nil {
			return err
		}
		m.Verify, m.Peak = time.Since(start).Seconds(), peak()
		if err := tell.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

// job returns what makes a proof.
func job(ctx context.Context, prover *circuit.Prover, s circuit.Statement, fields int) (func() (*circuit.Proof, error), error) {
	if s == circuit.Range {
		return func() (*circuit.Proof, error) { return prover.Prove(ctx, new(fp.Element).SetUint64(77)) }, nil
	}
	key := address.GeneratePrivateKey()
	ciphertext, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), string(statement.Payload(77, fields)))
	if err != nil {
		return nil, err
	}
	instance, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), ciphertext)
	if err != nil {
		return nil, err
	}
	return func() (*circuit.Proof, error) { return prover.ProveSealed(ctx, instance, key) }, nil
}

// peak returns the largest resident size that the process has had, in bytes.
func peak() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(fmt.Sprintf("getrusage: %v", err)) // it cannot fail for oneself
	}
	return int64(usage.Maxrss) * 1024
}
