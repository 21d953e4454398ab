package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/statement"
)

func proveCommand() *cobra.Command {
	var (
		proofs                        proofFlags
		value, proofFile, keyFile     string
		schemeName, ciphertext, owner string
		asJSON                        bool
	)
	command := &cobra.Command{
		Use:   "prove --statement NAME --value N --proof FILE",
		Short: "Make a proof",
		Long: `Proves a statement, without a handshake, and writes the proof to a file; with --vk
also the verifying key, if the system has one that others have to be given.

A statement about a ciphertext is proved about that of --ciphertext, which the key of
--key-file opens; without it, the value is encrypted to a new key first. Anybody
can verify the proof with minaseal verify-proof.`,
		Example: `  minaseal prove --statement range --value 77 --proof p.json --vk vk.keys
  minaseal prove --statement range --system kimchi-berkeley --value 77 --proof p.json
  minaseal prove --statement sealed-range --ciphertext c.json --key-file worker.key --proof p.json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			job, scheme, err := proveInput(command, &proofs, value, schemeName, ciphertext, owner)
			if err != nil {
				return err
			}
			if err := proofs.choose(scheme); err != nil {
				return err
			}
			start := time.Now()
			prover, err := proofs.prover(command.Context(), command.ErrOrStderr())
			if err != nil {
				return err
			}
			if keyFile != "" {
				if err := writeKey(prover.Verifier(), keyFile); err != nil {
					return err
				}
			}
			made, err := proofs.proveToFile(command.Context(), prover, job, proofFile, command.OutOrStdout())
			if err != nil || proofFile == "-" {
				return err
			}
			v := prover.Verifier()
			return printOr(command.OutOrStdout(), asJSON, map[string]any{
				"system": v.System(), "statement": v.Statement(), "setup": v.Setup(), "bytes": len(made.Bytes), "seconds": time.Since(start).Seconds(),
			}, "%s: %s, statement %s, %s keys, proved and verified in %s", proofFile, v.System(), v.Statement(), v.Setup(), round(time.Since(start)))
		},
	}
	flags := command.Flags()
	flags.StringVar(&proofs.statement, "statement", statement.RangeName, "what is proved:\n"+statementsHelp())
	flags.StringVar(&proofs.system, "system", "", "proof system (default: the first that can):\n"+systems.Names((*systems.System).Makes))
	flags.StringVar(&value, "value", "", "number whose bound is proved")
	flags.StringVar(&proofFile, "proof", "", `file that the proof is written to, "-" for standard output`)
	flags.StringVar(&keyFile, "vk", "", "file that the verifying key is written to")
	flags.StringVar(&proofs.cacheDir, "key-cache", "", "directory of the development keys (default: minaseal/keys in the user's cache directory)")
	flags.StringVar(&schemeName, "scheme", elgamal.O1jsV2.String(), "scheme of the ciphertext: o1js-v1 or o1js-v2")
	flags.StringVar(&ciphertext, "ciphertext", "", `file with the ciphertext, "-" for standard input, in place of --value`)
	addKeyFlag(command, &owner)
	command.MarkFlagsOneRequired("value", "ciphertext")
	command.MarkFlagsMutuallyExclusive("value", "ciphertext")
	mustMarkRequired(command, "proof")
	addJSONFlag(command, &asJSON)
	return command
}

// proveInput returns what is proved, and the scheme of the ciphertext if the statement is
// about one.
func proveInput(command *cobra.Command, proofs *proofFlags, value, schemeName, ciphertext, owner string) (*statement.Job, statement.Scheme, error) {
	d, err := proofs.definition()
	if err != nil {
		return nil, 0, err
	}
	payload, err := json.Marshal(map[string]string{"value": value})
	if err != nil {
		return nil, 0, err
	}
	job := &statement.Job{Payload: string(payload)}
	if !d.Sealed() {
		if ciphertext != "" || owner != "" {
			return nil, 0, usage("%s is about no ciphertext: give --value", d.Name())
		}
		return job, 0, nil
	}
	scheme, err := parseScheme(schemeName)
	if err != nil {
		return nil, 0, err
	}
	var c *elgamal.Ciphertext
	if ciphertext == "" {
		job.Key = address.GeneratePrivateKey()
		if c, err = scheme.EncryptText(job.Key.PublicKey(), job.Payload); err != nil {
			return nil, 0, err
		}
	} else {
		text, err := readInput(command, ciphertext)
		if err != nil {
			return nil, 0, err
		}
		if c, err = elgamal.ParseCiphertext(text); err != nil {
			return nil, 0, usageError{err}
		}
		if job.Key, err = readPrivateKey(command, owner); err != nil {
			return nil, 0, err
		}
	}
	if job.Opened, err = statement.NewSealedRange(scheme, job.Key.PublicKey(), c); err != nil {
		return nil, 0, err
	}
	return job, job.Opened.Scheme(), nil
}

// proveToFile proves, and writes the proof to a file, or to out for "-".
func (f *proofFlags) proveToFile(ctx context.Context, prover proof.Prover, job *statement.Job, file string, out io.Writer) (*proof.Proof, error) {
	d, err := f.definition()
	if err != nil {
		return nil, err
	}
	made, err := proveJob(ctx, prover, d, job)
	if err != nil {
		return nil, err
	}
	text, err := made.Indented()
	if err != nil {
		return nil, err
	}
	text = append(text, '\n')
	if file == "-" {
		_, err = out.Write(text)
		return made, err
	}
	return made, os.WriteFile(file, text, 0o644)
}

// writeKey writes a verifier's key to a file.
func writeKey(v proof.Verifier, path string) (err error) {
	key, ok := v.(proof.KeyWriter)
	if !ok {
		return usage("%s has no key to write: leave --vk out", v.System())
	}
	file, err := os.Create(path)
	if err != nil {
		return usageError{err}
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	return key.WriteKey(file)
}
