package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
)

func keygenCommand() *cobra.Command {
	var (
		asJSON bool
		file   string
	)
	command := &cobra.Command{
		Use:   "keygen",
		Short: "Make a key pair",
		Long: `Makes a private key from the system's randomness and prints it with its address.
With --out the private key goes to a new file that only its owner can read, and
the address alone is printed.`,
		Example: `  minaseal keygen --out worker.key
  minaseal keygen --json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			key := address.GeneratePrivateKey()
			defer key.Erase()
			public := key.PublicKey().String()
			if file != "" {
				if err := writeSecret(file, key.Base58()); err != nil {
					return usageError{err}
				}
				return printOr(command.OutOrStdout(), asJSON, map[string]string{"publicKey": public}, "%s", public)
			}
			return printOr(command.OutOrStdout(), asJSON,
				map[string]string{"publicKey": public, "privateKey": key.Base58()},
				"address      %s\nprivate key  %s", public, key.Base58())
		},
	}
	command.Flags().StringVarP(&file, "out", "o", "", "write the private key to this new file")
	addJSONFlag(command, &asJSON)
	return command
}

// writeSecret writes a line to a file that must not exist yet.
func writeSecret(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := file.WriteString(text + "\n"); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func addressCommand() *cobra.Command {
	var (
		asJSON bool
		file   string
	)
	command := &cobra.Command{
		Use:   "address [B62…]",
		Short: "Check an address, or show the address of a private key",
		Example: `  minaseal address B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBG
  minaseal address --key-file worker.key`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("one address at a time")
			}
			return nil
		},
		RunE: func(command *cobra.Command, args []string) error {
			public, err := addressOf(command, args, file)
			if err != nil {
				return err
			}
			x := public.X()
			return printOr(command.OutOrStdout(), asJSON,
				map[string]any{"publicKey": public.String(), "x": x.Decimal(), "isOdd": public.IsOdd() == 1},
				"address  %s\nx        %s\nodd      %t", public, x.Decimal(), public.IsOdd() == 1)
		},
	}
	addKeyFlag(command, &file)
	addJSONFlag(command, &asJSON)
	return command
}

// addressOf returns the address given as an argument, or that of the private
// key.
func addressOf(command *cobra.Command, args []string, file string) (*address.PublicKey, error) {
	if len(args) == 1 {
		return parseAddress(args[0])
	}
	key, err := readPrivateKey(command, file)
	if err != nil {
		return nil, err
	}
	defer key.Erase()
	return key.PublicKey(), nil
}
