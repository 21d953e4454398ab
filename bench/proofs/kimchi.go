package main

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// kimchiSystem is the name of the system that package kimchi/statements proves with.
const kimchiSystem = "kimchi-berkeley"

// kimchiChild is child for Kimchi.
func kimchiChild(name string, in io.Reader, out io.Writer) error {
	start := time.Now()
	var prover *statements.Prover
	var prove func() (*kimchi.Proof, error)
	var inputs []fp.Element
	if name == statement.RangeName {
		prover = statements.NewRange()
		value := builder.Small(77)
		prove = func() (*kimchi.Proof, error) { return prover.ProveRange(&value) }
	} else {
		p, instance, key, err := sealedInstance()
		if err != nil {
			return err
		}
		prover, inputs = p, instance.Inputs()
		prove = func() (*kimchi.Proof, error) { return prover.ProveSealed(instance, key) }
	}
	tell := json.NewEncoder(out)
	err := tell.Encode(ready{Version: "minaseal", Constraints: prover.Circuit().Rows(), Setup: time.Since(start).Seconds(), Peak: peak()})
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		start := time.Now()
		proof, err := prove()
		if err != nil {
			return err
		}
		m := made{Prove: time.Since(start).Seconds()}
		start = time.Now()
		if err := prover.Verify(proof, inputs); err != nil {
			return err
		}
		m.Verify, m.Peak = time.Since(start).Seconds(), peak()
		text, err := json.Marshal(proof)
		if err != nil {
			return err
		}
		m.Bytes = len(text)
		if err := tell.Encode(m); err != nil {
			return err
		}
	}
	return nil
}
