package systems

import (
	"context"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// gnark makes the systems of package circuit.
type gnark struct{ system proof.System }

func (gnark) proves(c *circuits, scheme statement.Scheme) bool {
	return c.gnark != nil && (scheme == 0 || !c.Sealed() || slices.Contains(c.gnark.Schemes(), scheme))
}

func (g gnark) prover(ctx context.Context, c *circuits, config Config) (proof.Prover, error) {
	return circuit.NewProver(ctx, c.gnark, g.system, g.options(config)...)
}

func (g gnark) verifier(ctx context.Context, c *circuits, config Config) (proof.Verifier, error) {
	return circuit.NewVerifier(ctx, c.gnark, g.system, g.options(config)...)
}

func (gnark) options(c Config) []circuit.Option {
	options := []circuit.Option{circuit.WithProgress(c.Progress)}
	if c.CacheDir != "" {
		options = append(options, circuit.WithCacheDir(c.CacheDir))
	}
	if c.InMemory {
		options = append(options, circuit.WithoutCache())
	}
	if c.SRS != "" {
		options = append(options, circuit.WithSRSFile(c.SRS))
	}
	if c.ProvingKey != "" || c.VerifyingKey != "" {
		options = append(options, circuit.WithKeyFiles(c.ProvingKey, c.VerifyingKey))
	}
	return options
}

// native makes the system of package kimchi/statements.
type native struct{}

func (native) proves(c *circuits, scheme statement.Scheme) bool {
	return slices.ContainsFunc(c.kimchi, func(k statements.Circuit) bool {
		return scheme == 0 || !c.Sealed() || slices.Contains(k.Schemes(), scheme)
	})
}

func (native) prover(ctx context.Context, c *circuits, config Config) (proof.Prover, error) {
	if err := refuseKeys(config); err != nil {
		return nil, err
	}
	return statements.NewProver(ctx, config.Progress, c.kimchi...)
}

func (native) verifier(_ context.Context, c *circuits, config Config) (proof.Verifier, error) {
	if err := refuseKeys(config); err != nil {
		return nil, err
	}
	return statements.NewVerifier(config.Progress, c.kimchi...)
}

// refuseKeys returns [proof.ErrOption] if keys are given where there are none to give.
func refuseKeys(c Config) error {
	if c.ProvingKey != "" || c.VerifyingKey != "" || c.SRS != "" {
		return fmt.Errorf("%w: the keys of %s follow from the circuit", proof.ErrOption, statements.KimchiBerkeley)
	}
	return nil
}
