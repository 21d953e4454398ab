package circuit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/proof"
)

// instance is a circuit in a proof system, with keys. It is not changed once made.
type instance struct {
	circuit  Circuit
	system   proof.System
	setup    proof.Setup
	engine   engine
	cs       constraint.ConstraintSystem
	id       keyID
	keys     keyPair
	progress proof.Progress
}

// newInstance compiles the circuit and finds or makes the keys.
func newInstance(ctx context.Context, circuit Circuit, system proof.System, prover bool, config proof.Config) (*instance, error) {
	in := &instance{circuit: circuit, system: system, engine: engineOf(system)}
	if in.engine == nil {
		return nil, ErrUnknownName
	}
	if err := circuit.check(); err != nil {
		return nil, err
	}
	if err := checkConfig(in.engine, prover, &config); err != nil {
		return nil, err
	}
	in.progress = config.Progress
	if err := proof.RunStage(ctx, in.progress, proof.StageCompile, func(*proof.Event) error { return in.compile() }); err != nil {
		return nil, err
	}
	err := proof.RunStage(ctx, in.progress, proof.StageSetup, func(e *proof.Event) error { return in.findKeys(&config, prover, e) })
	if err != nil {
		return nil, err
	}
	return in, nil
}

func (in *instance) compile() error {
	cs, err := frontend.Compile(ecc.BN254.ScalarField(), in.engine.builder(), in.circuit.blank())
	if err != nil {
		return err
	}
	h := sha256.New()
	if _, err := cs.WriteTo(h); err != nil {
		return err
	}
	in.cs = cs
	in.id = keyID{
		Statement: in.circuit.Statement().Name(),
		System:    string(in.system),
		Circuit:   hex.EncodeToString(h.Sum(nil)),
		Gnark:     gnarkVersion,
	}
	return nil
}

// findKeys sets keys, setup and the rest of id.
func (in *instance) findKeys(config *proof.Config, needProving bool, e *proof.Event) error {
	var err error
	switch {
	case config.VerifyingKey != "":
		in.keys, in.setup, err = loadKeyFiles(in.engine, in.id, config.ProvingKey, config.VerifyingKey)
	default:
		err = in.makeKeys(config, needProving, e)
	}
	if err != nil {
		return err
	}
	in.id.Setup = string(in.setup)
	return in.engine.checkKeys(in.cs, in.keys)
}

// makeKeys takes the keys from the cache or makes them.
func (in *instance) makeKeys(config *proof.Config, needProving bool, e *proof.Event) (err error) {
	in.setup = proof.SetupDevelopment
	if config.SRS != "" {
		in.setup = proof.SetupExternal
		if in.id.SRS, err = hashFile(config.SRS); err != nil {
			return err
		}
	}
	in.id.Setup = string(in.setup)
	create := func() (keyPair, error) { return in.engine.setup(in.cs, config.SRS) }
	if config.InMemory {
		in.keys, err = create()
		return err
	}
	cache := &keyCache{dir: config.CacheDir, engine: in.engine}
	if cache.dir == "" {
		if cache.dir, err = defaultCacheDir(); err != nil {
			return err
		}
	}
	in.keys, e.Cached, e.Rejected, err = cache.load(in.id, needProving, create)
	return err
}
