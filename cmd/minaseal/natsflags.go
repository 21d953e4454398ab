package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"

	"github.com/fatih/color"
	"github.com/nats-io/nats.go"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol/natstransport"
)

// natsFlags say which NATS server a command connects to and as whom. Every command
// that connects has them.
type natsFlags struct {
	natstransport.Options
	context string
}

// natsHelp is part of the help of every command with natsFlags.
const natsHelp = `The NATS server, and who one is there, come from the flags, else from the
environment variables of the nats command line (NATS_URL, NATS_USER, NATS_PASSWORD,
NATS_CREDS, NATS_NKEY, NATS_CERT, NATS_KEY, NATS_CA), else from a context of it
(--context, NATS_CONTEXT, or without any URL the selected one). Passwords and tokens
are taken from the environment, a context or the URL alone.`

func (f *natsFlags) add(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.URL, "nats", "", "URLs of the NATS servers, separated by commas, for example nats://127.0.0.1:4222 (default: $"+natstransport.EnvURL+")")
	flags.StringVar(&f.context, "context", "", "context of the nats command line (default: $"+natstransport.EnvContext+")")
	flags.StringVar(&f.User, "user", "", "NATS user, whose password is in $"+natstransport.EnvPassword+" (default: $"+natstransport.EnvUser+")")
	flags.StringVar(&f.CredentialsFile, "creds", "", "NATS credentials file: JWT and seed of a user (default: $"+natstransport.EnvCredentials+")")
	flags.StringVar(&f.NKeyFile, "nkey", "", "file with the NKEY seed of a NATS user (default: $"+natstransport.EnvNKey+")")
	flags.StringVar(&f.CAFile, "tlsca", "", "certificates of the authorities for the server's certificate, PEM (default: $"+natstransport.EnvCA+", else the system's)")
	flags.StringVar(&f.CertificateFile, "tlscert", "", "certificate of this client, PEM, with --tlskey (default: $"+natstransport.EnvCertificate+")")
	flags.StringVar(&f.KeyFile, "tlskey", "", "private key of --tlscert, PEM (default: $"+natstransport.EnvKey+")")
	flags.BoolVar(&f.TLSFirst, "tlsfirst", false, "begin TLS before the server's greeting")
	flags.StringVar(&f.InboxPrefix, "inbox-prefix", "", "prefix of this user's reply subjects, as the server's permissions want it (default _INBOX)")
	if command.Long != "" {
		command.Long += "\n\n"
	}
	command.Long += natsHelp
}

// options returns where to connect. Loss and return of the connection are said on
// log. A configuration that cannot work is an error of usage.
func (f *natsFlags) options(log io.Writer) (natstransport.Options, error) {
	o, err := f.Complete(f.context)
	if err != nil {
		return o, usageError{err}
	}
	if o.URL == "" {
		return o, usage("no NATS server: give --nats or --context, or set %s", natstransport.EnvURL)
	}
	if err := o.Check(); err != nil {
		return o, usageError{err}
	}
	o.Disconnected = func(err error) {
		if err != nil {
			fmt.Fprintf(log, "minaseal: %s\n", color.YellowString("the connection to NATS is lost (%v); trying again", err))
		}
	}
	o.Reconnected = func() { fmt.Fprintf(log, "minaseal: connected to NATS again\n") }
	return o, nil
}

// connectHint says what to do about a connection that does not come about.
func connectHint(err error) string {
	certificate := new(tls.CertificateVerificationError)
	switch {
	case !errors.Is(err, natstransport.ErrConnect):
		return ""
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired):
		return "The server does not let this user in: check --user, --creds or --nkey, or the context."
	case errors.As(err, &certificate):
		return "The server's certificate is not one that this machine trusts: name its authority with --tlsca."
	case errors.Is(err, nats.ErrSecureConnWanted):
		return "The server has no TLS: leave the TLS flags out, or use another server."
	default:
		return "No NATS server answers there: check --nats, and that the server runs."
	}
}
