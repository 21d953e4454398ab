package natstransport

import "os"

// The environment variables that [Options.Complete] reads: those of the NATS command
// line, with its meaning. A NATS_USER without NATS_PASSWORD is a token.
const (
	EnvURL         = "NATS_URL"
	EnvUser        = "NATS_USER"
	EnvPassword    = "NATS_PASSWORD"
	EnvCredentials = "NATS_CREDS"
	EnvNKey        = "NATS_NKEY"
	EnvCertificate = "NATS_CERT"
	EnvKey         = "NATS_KEY"
	EnvCA          = "NATS_CA"
	EnvContext     = "NATS_CONTEXT"
)

// Complete returns o with what it leaves open taken from the environment, and what
// both leave open from a context of the NATS command line: the one of that name, else
// that of $NATS_CONTEXT, else, if there is still no URL, the one that is selected. The
// ways to log in are one thing, and so are certificate and key: whoever names one of
// them is not given another. A user alone is taken for a token.
//
// Errors: [ErrConfig] for a context that is not there or asks for something that is not
// supported. That there is a URL in the end is for [Connect] to say.
func (o Options) Complete(context string) (Options, error) {
	if o.User != "" && o.Password == "" {
		o.Password = os.Getenv(EnvPassword)
	}
	o = tokenOf(o).or(fromEnvironment())
	if context == "" {
		context = os.Getenv(EnvContext)
	}
	if context == "" && o.URL == "" {
		context = selectedContext()
	}
	if context == "" {
		return o, nil
	}
	rest, err := ReadContext(context)
	if err != nil {
		return o, err
	}
	return o.or(rest), nil
}

func fromEnvironment() Options {
	return tokenOf(Options{
		URL:             os.Getenv(EnvURL),
		User:            os.Getenv(EnvUser),
		Password:        os.Getenv(EnvPassword),
		CredentialsFile: os.Getenv(EnvCredentials),
		NKeyFile:        os.Getenv(EnvNKey),
		CertificateFile: os.Getenv(EnvCertificate),
		KeyFile:         os.Getenv(EnvKey),
		CAFile:          os.Getenv(EnvCA),
	})
}

// tokenOf makes a token of a user without a password, as the NATS command line does,
// and drops a password without a user.
func tokenOf(o Options) Options {
	switch {
	case o.User != "" && o.Password == "":
		o.User, o.Token = "", o.User
	case o.User == "":
		o.Password = ""
	}
	return o
}

// or returns o with what it leaves open taken from p.
func (o Options) or(p Options) Options {
	if len(o.identities()) == 0 {
		o.User, o.Password, o.Token = p.User, p.Password, p.Token
		o.CredentialsFile, o.NKeyFile = p.CredentialsFile, p.NKeyFile
		o.JWT, o.Seed = p.JWT, p.Seed
	}
	if o.CertificateFile == "" && o.KeyFile == "" && o.TLS == nil {
		o.CertificateFile, o.KeyFile = p.CertificateFile, p.KeyFile
	}
	if o.CAFile == "" && o.TLS == nil {
		o.CAFile = p.CAFile
	}
	if o.InboxPrefix == "" {
		o.InboxPrefix = p.InboxPrefix
	}
	if o.URL == "" {
		o.URL = p.URL
	}
	o.TLSFirst = o.TLSFirst || p.TLSFirst
	return o
}
