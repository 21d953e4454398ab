package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/schnorr"
)

// keyVariable is the environment variable that may hold a private key.
const keyVariable = "MINASEAL_PRIVATE_KEY"

// maxInput bounds what is read from a file or standard input, in bytes.
const maxInput = 16 << 20

// readInput reads a file, or standard input for "-".
func readInput(command *cobra.Command, name string) ([]byte, error) {
	source := command.InOrStdin()
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, usageError{err}
		}
		defer file.Close()
		source = file
	}
	data, err := io.ReadAll(io.LimitReader(source, maxInput+1))
	if err != nil {
		return nil, usageError{err}
	}
	if len(data) > maxInput {
		return nil, usage("%s is larger than %d bytes", name, maxInput)
	}
	return data, nil
}

// readKeyText reads a verification key, without a line break at the end of its file.
func readKeyText(command *cobra.Command, name string) ([]byte, error) {
	text, err := readInput(command, name)
	text = bytes.TrimSuffix(text, []byte("\n"))
	return bytes.TrimSuffix(text, []byte("\r")), err
}

// readPrivateKey returns the key of --key-file or of the environment.
func readPrivateKey(command *cobra.Command, file string) (*address.PrivateKey, error) {
	text := []byte(os.Getenv(keyVariable))
	if file != "" {
		var err error
		if text, err = readInput(command, file); err != nil {
			return nil, err
		}
	}
	defer clear(text)
	if len(text) == 0 {
		return nil, usage("no private key: give --key-file, or set %s", keyVariable)
	}
	key, err := address.ParsePrivateKey(string(bytes.TrimSpace(text)))
	if err != nil {
		return nil, usage("private key: %w", err)
	}
	return key, nil
}

func parseAddress(text string) (*address.PublicKey, error) {
	key, err := address.ParsePublicKey(strings.TrimSpace(text))
	if err != nil {
		return nil, usage("address: %w", err)
	}
	return key, nil
}

func parseScheme(name string) (elgamal.Scheme, error) {
	scheme, err := elgamal.ParseScheme(name)
	if err != nil {
		return 0, usageError{err}
	}
	return scheme, nil
}

func parseNetwork(name string) (schnorr.Network, error) {
	network, err := schnorr.ParseNetwork(name)
	if err != nil {
		return network, usageError{err}
	}
	return network, nil
}

// printJSON writes v as one line.
func printJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// printOr writes v as JSON if asJSON is set, and otherwise the text.
func printOr(out io.Writer, asJSON bool, v any, format string, args ...any) error {
	if asJSON {
		return printJSON(out, v)
	}
	_, err := fmt.Fprintf(out, format+"\n", args...)
	return err
}

func addJSONFlag(command *cobra.Command, asJSON *bool) {
	command.Flags().BoolVar(asJSON, "json", false, "print JSON, one object a line")
}

func addKeyFlag(command *cobra.Command, file *string) {
	command.Flags().StringVarP(file, "key-file", "k", "", `file with the private key, "-" for standard input (default: $`+keyVariable+")")
}
