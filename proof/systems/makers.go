package systems

import (
	"context"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/kimchi/pickles/programs"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// gnark makes the systems of package circuit.
type gnark struct{ system proof.System }

func (gnark) proves(c *circuits, scheme statement.Scheme) bool {
	return c.gnark != nil && (scheme == 0 || !c.Sealed() || slices.Contains(c.gnark.Schemes(), scheme))
}

func (g gnark) prover(ctx context.Context, c *circuits, config proof.Config) (proof.Prover, error) {
	return circuit.NewProver(ctx, c.gnark, g.system, config)
}

func (g gnark) verifier(ctx context.Context, c *circuits, config proof.Config) (proof.Verifier, error) {
	return circuit.NewVerifier(ctx, c.gnark, g.system, config)
}

// native makes the system of package kimchi/statements.
type native struct{}

func (native) proves(c *circuits, scheme statement.Scheme) bool {
	return slices.ContainsFunc(c.kimchi, func(k statements.Circuit) bool {
		return scheme == 0 || !c.Sealed() || slices.Contains(k.Schemes(), scheme)
	})
}

func (native) prover(ctx context.Context, c *circuits, config proof.Config) (proof.Prover, error) {
	if err := refuseKeys(config, statements.KimchiBerkeley); err != nil {
		return nil, err
	}
	return statements.NewProver(ctx, config.Progress, c.kimchi...)
}

func (native) verifier(_ context.Context, c *circuits, config proof.Config) (proof.Verifier, error) {
	if err := refuseKeys(config, statements.KimchiBerkeley); err != nil {
		return nil, err
	}
	return statements.NewVerifier(config.Progress, c.kimchi...)
}

// refuseKeys returns [proof.ErrConfig] if keys are given where there are none to give.
func refuseKeys(c proof.Config, system proof.System) error {
	if c.ProvingKey != "" || c.VerifyingKey != "" || c.SRS != "" {
		return fmt.Errorf("%w: the keys of %s follow from the circuit", proof.ErrConfig, system)
	}
	return nil
}

// o1jsPrograms makes the system of package kimchi/pickles/programs.
type o1jsPrograms struct{}

func (o1jsPrograms) proves(c *circuits, _ statement.Scheme) bool { return c.program != nil }

func (o1jsPrograms) prover(ctx context.Context, c *circuits, config proof.Config) (proof.Prover, error) {
	if err := refuseKeys(config, o1js.PicklesBerkeley); err != nil {
		return nil, err
	}
	return programs.NewProver(ctx, config.Progress, c.program())
}

func (o1jsPrograms) verifier(_ context.Context, c *circuits, config proof.Config) (proof.Verifier, error) {
	if err := refuseKeys(config, o1js.PicklesBerkeley); err != nil {
		return nil, err
	}
	return programs.NewVerifier(config.Progress, c.program()), nil
}
