package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/statement"
)

// proofFlags choose the statement, the proof system and its keys.
type proofFlags struct {
	statement, system, cacheDir, provingKey, verifyingKey, srs string

	proves bool // the command makes proofs
	of     awaitedFlags
	key    []byte // of the o1js program whose proof the app awaits

	// watch, if not nil, returns what is told of the stages, too, with the names of system
	// and statement.
	watch func(next proof.Progress, system, statement string) proof.Progress
}

// addProver adds the flags of a command that makes proofs.
func (f *proofFlags) addProver(command *cobra.Command) {
	f.proves = true
	flags := command.Flags()
	flags.StringVar(&f.statement, "statement", statement.RangeName, "what is proved:\n"+statementsHelp())
	flags.StringVar(&f.system, "system", "", "proof system (default: the first that can):\n"+
		systems.Names((*systems.System).Makes))
	flags.StringVar(&f.provingKey, "pk", "", "proving key of a ceremony (with --vk)")
	flags.StringVar(&f.srs, "srs", "", "powers of tau of a ceremony, for plonk-bn254")
	f.addKeys(command)
}

// addKeys adds the flags that say where keys are.
func (f *proofFlags) addKeys(command *cobra.Command) {
	command.Flags().StringVar(&f.verifyingKey, "vk", "", "verifying key of a ceremony (default: development keys, made once and cached)")
	command.Flags().StringVar(&f.cacheDir, "key-cache", "", "directory of the development keys (default: minaseal/keys in the user's cache directory)")
}

// statementsHelp lists the statements.
func statementsHelp() string {
	var lines []string
	for _, d := range systems.Statements() {
		lines = append(lines, d.Name()+" ("+d.Summary()+")")
	}
	return strings.Join(lines, ", ")
}

func (f *proofFlags) config(progress io.Writer) proof.Config {
	var told proof.Progress = &stageProgress{out: progress}
	if f.watch != nil {
		told = f.watch(told, f.system, f.statement)
	}
	return proof.Config{CacheDir: f.cacheDir, ProvingKey: f.provingKey, VerifyingKey: f.verifyingKey, SRS: f.srs, Progress: told}
}

// definition returns the statement of --statement.
func (f *proofFlags) definition() (statement.Definition, error) {
	d, err := systems.FindStatement(f.statement)
	if err != nil {
		return nil, usageError{err}
	}
	return d, nil
}

// sealed says whether the statement is about the ciphertext of the job.
func (f *proofFlags) sealed() bool {
	d, err := f.definition()
	return err == nil && d.Sealed()
}

// suits chooses the system for a profile, if none is chosen, and reports a statement or a
// system that there is not, or not for the profile.
func (f *proofFlags) suits(profile protocol.Profile) error {
	if !f.proves {
		return f.demand()
	}
	return f.choose(schemeOf(profile))
}

// demand reports a name of a statement or a system that there is not.
func (f *proofFlags) demand() error {
	if f.system != "" {
		if _, err := systems.Find(f.system); err != nil {
			return usageError{err}
		}
	}
	if f.statement == "" {
		return nil
	}
	_, err := f.definition()
	return err
}

// choose is suits for ciphertexts of a scheme, or 0.
func (f *proofFlags) choose(scheme statement.Scheme) error {
	d, err := f.definition()
	if err != nil {
		return err
	}
	if f.system == "" {
		s, err := systems.Default(d, scheme)
		if err != nil {
			return usageError{err}
		}
		f.system = string(s.Name)
	}
	s, err := systems.Find(f.system)
	if err != nil {
		return usageError{err}
	}
	if !s.Proves(d, scheme) {
		can := systems.Names(func(s *systems.System) bool { return s.Proves(d, scheme) })
		if can == "" {
			return usage("no proof system proves %s here", d.Name())
		}
		about := d.Name()
		if d.Sealed() && scheme != 0 {
			about += " of ciphertexts of " + scheme.String()
		}
		return usage("%s does not prove %s: give --system %s", s.Name, about, can)
	}
	return nil
}

// schemeOf returns the scheme of the payload's ciphertext in a profile.
func schemeOf(profile protocol.Profile) statement.Scheme {
	name := statement.SealedV1.String()
	if o1js, err := profile.Scheme(); err == nil {
		name = o1js.String()
	}
	for _, s := range statement.Schemes() {
		if s.String() == name {
			return s
		}
	}
	return 0
}

// prover makes the prover of the statement and the system that suits has chosen.
func (f *proofFlags) prover(ctx context.Context, progress io.Writer) (proof.Prover, error) {
	d, err := f.definition()
	if err != nil {
		return nil, err
	}
	s, err := systems.Find(f.system)
	if err != nil {
		return nil, usageError{err}
	}
	return s.NewProver(ctx, d, f.config(progress))
}
