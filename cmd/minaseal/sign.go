package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/schnorr"
)

// errSignature is the verdict of `verify` on a signature that does not hold.
var errSignature = coded.New("schnorr", "signature_invalid", "signature does not verify")

// signed is what a signature is about: a text (legacy) or field elements.
type signed struct {
	message, fields, network string
}

func (s *signed) addFlags(command *cobra.Command) {
	command.Flags().StringVar(&s.message, "message", "", "text, signed as mina-signer's signMessage does")
	command.Flags().StringVar(&s.fields, "fields", "", "comma-separated decimal field elements, signed as o1js's Signature.create does")
	command.Flags().StringVar(&s.network, "network", "", "testnet, devnet or mainnet (o1js always signs fields for testnet)")
	mustMarkRequired(command, "network")
	command.MarkFlagsOneRequired("message", "fields")
	command.MarkFlagsMutuallyExclusive("message", "fields")
}

// elements parses --fields; nil means that --message is meant.
func (s *signed) elements(command *cobra.Command) ([]fp.Element, error) {
	if !command.Flags().Changed("fields") {
		return nil, nil
	}
	texts := strings.Split(s.fields, ",")
	elements := make([]fp.Element, len(texts))
	for i, text := range texts {
		if _, err := elements[i].SetDecimal(text); err != nil {
			return nil, usage("field %d: %w", i+1, err)
		}
	}
	return elements, nil
}

func signCommand() *cobra.Command {
	var (
		what    signed
		keyFile string
		asJSON  bool
	)
	command := &cobra.Command{
		Use:   "sign --key-file FILE --network NAME\n    (--message TEXT | --fields A,B,…)",
		Short: "Sign a text or field elements",
		Example: `  minaseal sign --key-file worker.key --network mainnet --message 'I own this key'
  minaseal sign --key-file worker.key --network testnet --fields 1,2,3`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			network, err := parseNetwork(what.network)
			if err != nil {
				return err
			}
			elements, err := what.elements(command)
			if err != nil {
				return err
			}
			key, err := readPrivateKey(command, keyFile)
			if err != nil {
				return err
			}
			defer key.Erase()
			signature, err := what.sign(key, elements, network)
			if err != nil {
				return err
			}
			return printOr(command.OutOrStdout(), asJSON, map[string]string{
				"publicKey": key.PublicKey().String(), "signature": signature.Base58(),
				"r": signature.R.Decimal(), "s": signature.S.Decimal(),
			}, "%s", signature.Base58())
		},
	}
	what.addFlags(command)
	addKeyFlag(command, &keyFile)
	addJSONFlag(command, &asJSON)
	return command
}

func (s *signed) sign(key *address.PrivateKey, elements []fp.Element, network schnorr.Network) (*address.Signature, error) {
	if elements != nil {
		return schnorr.Sign(key, elements, network)
	}
	return schnorr.SignMessage(key, s.message, network)
}

func verifyCommand() *cobra.Command {
	var (
		what              signed
		public, signature string
		asJSON            bool
	)
	command := &cobra.Command{
		Use:     "verify --address B62… --signature 7m… --network NAME\n    (--message TEXT | --fields A,B,…)",
		Short:   "Verify a signature",
		Long:    `Prints "valid" and exits with 0, or explains and exits with 1.`,
		Example: `  minaseal verify --address B62q… --signature 7m… --network mainnet --message 'I own this key'`,
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			network, err := parseNetwork(what.network)
			if err != nil {
				return err
			}
			elements, err := what.elements(command)
			if err != nil {
				return err
			}
			key, err := parseAddress(public)
			if err != nil {
				return err
			}
			parsed, err := address.ParseSignature(signature)
			if err != nil {
				return usage("signature: %w", err)
			}
			valid := what.verify(key, elements, network, parsed)
			if asJSON {
				err = printJSON(command.OutOrStdout(), map[string]bool{"valid": valid})
			} else if valid {
				err = printOr(command.OutOrStdout(), false, nil, "valid")
			}
			if !valid {
				err = errors.Join(err, errSignature)
			}
			return err
		},
	}
	what.addFlags(command)
	command.Flags().StringVar(&public, "address", "", "address of the signer")
	command.Flags().StringVar(&signature, "signature", "", "signature in base58 (7m…)")
	mustMarkRequired(command, "address")
	mustMarkRequired(command, "signature")
	addJSONFlag(command, &asJSON)
	return command
}

func (s *signed) verify(key *address.PublicKey, elements []fp.Element, network schnorr.Network, signature *address.Signature) bool {
	if elements != nil {
		return schnorr.Verify(key, elements, network, signature)
	}
	return schnorr.VerifyMessage(key, s.message, network, signature)
}
