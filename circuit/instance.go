package circuit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
)

// instance is a statement in a proof system, with keys. It is not changed once made.
type instance struct {
	statement Statement
	system    System
	setup     Setup
	def       definition
	engine    engine  // nil for Kimchi, and native is not
	native    *native // nil for gnark's systems, as cs, id and keys are for Kimchi
	cs        constraint.ConstraintSystem
	id        keyID
	keys      keyPair
	progress  Progress
}

// newInstance compiles the statement and finds or makes the keys.
func newInstance(ctx context.Context, statement Statement, system System, prover bool, opts []Option) (*instance, error) {
	in := &instance{statement: statement, system: system, def: statement.definition(), engine: system.engine()}
	if in.def == nil || in.engine == nil && system != KimchiBerkeley {
		return nil, ErrUnknownName
	}
	o, err := newOptions(in.engine, prover, opts)
	if err != nil {
		return nil, err
	}
	if o.ciphertexts != nil {
		if statement != SealedRange {
			return nil, fmt.Errorf("%w: %s is about no ciphertexts", ErrOption, statement)
		}
		if in.engine != nil && !o.ciphertexts.inGnark() {
			return nil, fmt.Errorf("%w: %s has no circuit for ciphertexts of sealed-v1", ErrOption, system)
		}
		in.def = *o.ciphertexts
	}
	in.progress = o.progress
	if in.engine == nil {
		in.setup = SetupTransparent
		return in, runStage(ctx, in.progress, Compile, func(*Event) (err error) {
			in.native, err = newNative(in.def, o, prover)
			return err
		})
	}
	if err := runStage(ctx, in.progress, Compile, func(*Event) error { return in.compile() }); err != nil {
		return nil, err
	}
	err = runStage(ctx, in.progress, KeySetup, func(e *Event) error { return in.findKeys(o, prover, e) })
	if err != nil {
		return nil, err
	}
	return in, nil
}

func (in *instance) compile() error {
	cs, err := frontend.Compile(ecc.BN254.ScalarField(), in.engine.builder(), in.def.circuit())
	if err != nil {
		return err
	}
	h := sha256.New()
	if _, err := cs.WriteTo(h); err != nil {
		return err
	}
	in.cs = cs
	in.id = keyID{
		Statement: in.statement.String(),
		System:    in.system.String(),
		Circuit:   hex.EncodeToString(h.Sum(nil)),
		Gnark:     gnarkVersion,
	}
	return nil
}

// findKeys sets keys, setup and the rest of id.
func (in *instance) findKeys(o *options, needProving bool, e *Event) error {
	var err error
	switch {
	case o.verifyingPath != "":
		in.keys, in.setup, err = loadKeyFiles(in.engine, in.id, o.provingPath, o.verifyingPath)
	default:
		err = in.makeKeys(o, needProving, e)
	}
	if err != nil {
		return err
	}
	in.id.Setup = in.setup.String()
	return in.engine.checkKeys(in.cs, in.keys)
}

// makeKeys takes the keys from the cache or makes them.
func (in *instance) makeKeys(o *options, needProving bool, e *Event) (err error) {
	in.setup = SetupDevelopment
	if o.srsFile != "" {
		in.setup = SetupExternal
		if in.id.SRS, err = hashFile(o.srsFile); err != nil {
			return err
		}
	}
	in.id.Setup = in.setup.String()
	create := func() (keyPair, error) { return in.engine.setup(in.cs, o.srsFile) }
	if o.noCache {
		in.keys, err = create()
		return err
	}
	cache := &keyCache{dir: o.cacheDir, engine: in.engine}
	if cache.dir == "" {
		if cache.dir, err = defaultCacheDir(); err != nil {
			return err
		}
	}
	in.keys, e.Cached, e.Rejected, err = cache.load(in.id, needProving, create)
	return err
}
