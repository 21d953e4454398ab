package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/elgamal"
)

func encryptCommand() *cobra.Command {
	var to, schemeName, input string
	command := &cobra.Command{
		Use:   "encrypt --to B62… --scheme NAME",
		Short: "Encrypt a text for an address",
		Long: `Reads a text and prints its ciphertext in the JSON form of o1js. The scheme is
always named: ciphertexts do not tell which one made them, and guessing is
unsafe.`,
		Example: `  echo -n '{"value":"77"}' | minaseal encrypt --scheme o1js-v2 --to B62q…`,
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			scheme, err := parseScheme(schemeName)
			if err != nil {
				return err
			}
			public, err := parseAddress(to)
			if err != nil {
				return err
			}
			text, err := readInput(command, input)
			if err != nil {
				return err
			}
			defer clear(text)
			ciphertext, err := scheme.EncryptText(public, string(text))
			if err != nil {
				return err
			}
			encoded, err := json.Marshal(ciphertext)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(command.OutOrStdout(), "%s\n", encoded)
			return err
		},
	}
	command.Flags().StringVar(&to, "to", "", "address of the receiver")
	addCipherFlags(command, &schemeName, &input)
	mustMarkRequired(command, "to")
	return command
}

func decryptCommand() *cobra.Command {
	var keyFile, schemeName, input string
	command := &cobra.Command{
		Use:     "decrypt --key-file FILE --scheme NAME",
		Short:   "Decrypt a ciphertext",
		Long:    `Reads a ciphertext in the JSON form of o1js and prints the text.`,
		Example: `  minaseal decrypt --scheme o1js-v1 --key-file worker.key --in message.json`,
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			scheme, err := parseScheme(schemeName)
			if err != nil {
				return err
			}
			if keyFile == "-" && input == "-" {
				return usage("the key and the ciphertext cannot both come from standard input")
			}
			key, err := readPrivateKey(command, keyFile)
			if err != nil {
				return err
			}
			defer key.Erase()
			encoded, err := readInput(command, input)
			if err != nil {
				return err
			}
			ciphertext, err := elgamal.ParseCiphertext(trimNewline(encoded))
			if err != nil {
				return usage("ciphertext: %w", err)
			}
			text, err := scheme.DecryptText(key, ciphertext)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(command.OutOrStdout(), text)
			return err
		},
	}
	addKeyFlag(command, &keyFile)
	addCipherFlags(command, &schemeName, &input)
	return command
}

func addCipherFlags(command *cobra.Command, scheme, input *string) {
	command.Flags().StringVar(scheme, "scheme", "", "o1js-v1 (o1js up to 1.9.1) or o1js-v2 (o1js 2 and later)")
	command.Flags().StringVar(input, "in", "-", `file to read, "-" for standard input`)
	mustMarkRequired(command, "scheme")
}

// mustMarkRequired marks a flag that exists.
func mustMarkRequired(command *cobra.Command, flag string) {
	if err := command.MarkFlagRequired(flag); err != nil {
		panic(err)
	}
}

// trimNewline drops one line end, which text tools append.
func trimNewline(text []byte) []byte {
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	if n := len(text); n > 0 && text[n-1] == '\r' {
		text = text[:n-1]
	}
	return text
}
