package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/coded"
)

// Exit codes; the root command's help documents them.
const (
	exitOK     = 0
	exitFailed = 1 // the operation failed: refused, invalid, timed out
	exitUsage  = 2 // the command line or an input could not be understood
)

// usageError marks an error of the command line or of an input file.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// exitError is an error with an exit code of its own.
type exitError struct {
	error
	code int
}

func (e exitError) Unwrap() error { return e.error }

func usage(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	out, errOut = shared(out), shared(errOut)
	root := newRoot()
	started := false // whether the command line was accepted
	eachCommand(root, func(command *cobra.Command) {
		body := command.RunE
		command.RunE = func(command *cobra.Command, args []string) error {
			started = true
			return body(command, args)
		}
	})
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd() // which writes to the output set above
	fitHelp(root)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(errOut, "minaseal: %v\n", err)
	if hint := cmp.Or(connectHint(err), hints[coded.Code(err)]); hint != "" {
		fmt.Fprintf(errOut, "%s\n", hint)
	}
	if !started || errors.As(err, &usageError{}) {
		fmt.Fprintf(errOut, "See `%s --help`.\n", command.CommandPath())
		return exitUsage
	}
	if own := (exitError{}); errors.As(err, &own) {
		return own.code
	}
	return exitFailed
}

// eachCommand visits every command that does something.
func eachCommand(parent *cobra.Command, visit func(*cobra.Command)) {
	for _, command := range parent.Commands() {
		if command.RunE != nil {
			visit(command)
		}
		eachCommand(command, visit)
	}
}

// hints say what to do next, by the stable code of the error.
var hints = map[string]string{
	"tag_mismatch":          "The key, the scheme or the ciphertext is another than the one it was encrypted with.",
	"no_responder":          "Nobody listens on that address: start the app first, and check --client and --nats.",
	"timeout":               "The other side did not answer in time: check that it runs the same profile on the same server, or raise --timeout.",
	"unknown_scheme":        "Schemes are o1js-v1 (o1js up to 1.9.1) and o1js-v2 (o1js 2 and later).",
	"unknown_profile":       "Profiles are zkcw-v1, zkcw-v2 and sealed-v1.",
	"ticket_expired":        "Ask the launcher for a new ticket: minaseal ticket.",
	"unknown_network":       "Networks are testnet, devnet and mainnet.",
	"value_out_of_range":    "The statement allows values from 0 to 100.",
	"peer_refused":          "The app answered that it cannot go on; its own output says why.",
	"base58_checksum":       "A character is missing or mistyped.",
	"base58_version":        "This is another kind of Mina text: addresses start with B62q, private keys with EK, signatures with 7m.",
	"point_not_on_curve":    "The address or ciphertext holds coordinates that are no point of Pallas.",
	"encoding_no_stop":      "The message decrypted, but it is no text.",
	"empty_ciphertext":      "A ciphertext without a message is refused: SPEC 6.",
	"proof_invalid":         "It is a proof of another program or statement, of another era of o1js, or it was changed.",
	"key_hash_mismatch":     "The verification key was changed, or its hash is another key's.",
	"public_input_mismatch": "The proof is about other public values: give the ones of --public-input and --public-output, or how many the program has: --public-inputs, --public-outputs.",
	"malformed_key":         "Awaited is what o1js writes: JSON.stringify(verificationKey) of a ZkProgram, verificationKey.toString() of a ZkFunction.",
	"malformed_proof":       "Awaited is what o1js writes: JSON.stringify(proof.toJSON()).",
	"second_worker":         "The worker that had begun the job was lost, and an app serves one worker alone: launch a new job, or give --retries.",
	"worker_lost":           "Every worker that took the job was lost: look at their machines, then launch it again.",
	"store_unavailable":     "Look at the server: its disk is full, or it runs without JetStream (minaseal serve has it).",
	"unknown_job":           "See `minaseal job list`: records are kept for some days.",
	"statement_unsatisfied": "The worker could not prove the statement for this payload.",
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "minaseal",
		Short: "Mina-compatible keys, encryption, signatures and sealed handshakes",
		Long: `minaseal makes Mina keys, encrypts and signs with them exactly as o1js does, and
runs the sealed handshake between an app and a worker over NATS.

Private keys are read from a file (--key-file, "-" for standard input) or from
the environment variable MINASEAL_PRIVATE_KEY, never from the command line.

Exit codes: 0 done; 1 the operation failed (refused, invalid, timed out);
2 the command line or an input could not be understood.`,
		Example: `  minaseal demo
  minaseal keygen --out worker.key
  echo -n hello | minaseal encrypt --scheme o1js-v2 --to B62q… | minaseal decrypt --scheme o1js-v2 --key-file worker.key
  minaseal completion bash`,
		Version:       thisBuild().Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(
		demoCommand(), appCommand(), workerCommand(), ticketCommand(), loadCommand(),
		serveCommand(), executeCommand(), jobCommand(),
		keygenCommand(), addressCommand(),
		encryptCommand(), decryptCommand(),
		signCommand(), verifyCommand(), proveCommand(), verifyProofCommand(), exportVerifierCommand(),
		driverCommand(), conformCommand(),
		versionCommand(), manCommand(),
	)
	return root
}

// noArgs is cobra.NoArgs as a usage error.
func noArgs(command *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("unexpected argument %q", args[0])
	}
	return nil
}
