package natstransport

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

const (
	// DefaultName is the name of a connection that is given none.
	DefaultName = "minaseal"

	// DefaultConnectTimeout is that of Options.
	DefaultConnectTimeout = 5 * time.Second

	lastFlush      = 500 * time.Millisecond // bounds the orderly end of a connection
	reconnectWait  = 250 * time.Millisecond
	reconnectRange = 250 * time.Millisecond // and as much again at random, so that clients of a server that comes back do not come at once
)

// Options say how to reach NATS and as whom (SPEC 9.4). The zero value of a field
// means its default, which is not to use it. They print without the URL and the
// secrets, and their JSON leaves both out.
//
// Of the ways to say who one is, one may be used: user and password in the URL or
// in their fields, a token, a credentials file, an NKEY, or a JWT.
type Options struct {
	URL         string `json:"-"` // required: nats://, tls://, ws:// or wss://, several of them separated by commas
	Name        string // of the connection, for the server's monitoring
	InboxPrefix string // of the reply subjects [NAT-15]; "_INBOX" by default

	// ConnectTimeout bounds one attempt to reach one server.
	ConnectTimeout time.Duration

	User     string
	Password string `json:"-"`
	Token    string `json:"-"`
	// CredentialsFile holds a user's JWT and seed, as `nsc` writes them.
	CredentialsFile string
	// NKeyFile holds an NKEY seed of a user; with JWT, the one that signs for it.
	NKeyFile string
	// JWT is a user's; without NKeyFile and Seed it has to be a bearer's.
	JWT  string `json:"-"`
	Seed string `json:"-"`

	CAFile          string // certificates of the authorities that the server's is checked against, PEM; the system's by default
	CertificateFile string // of the client, PEM, with KeyFile
	KeyFile         string
	TLSFirst        bool        // begin TLS before the server's greeting, as a server with handshake_first wants it
	TLS             *tls.Config `json:"-"` // in place of the files; cloned

	// Disconnected and Reconnected, if not nil, are told what happens to the
	// connection, from a goroutine of the client's: Reconnected when the server has
	// confirmed the subscriptions (SPEC 9.6 [NAT-25] [NAT-26]).
	Disconnected func(error) `json:"-"`
	Reconnected  func()      `json:"-"`
}

// Format prints the name of the connection alone, for every verb.
func (o Options) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "NATS connection "+o.Name) }

// RedactURL returns a list of URLs without passwords and tokens, for people to read.
func RedactURL(list string) string {
	parts := strings.Split(list, ",")
	for i, text := range parts {
		u, err := parseURL(text)
		if err != nil {
			parts[i] = "(not a URL)"
			continue
		}
		if u.User != nil {
			u.User = url.User("xxxxx")
		}
		parts[i] = u.String()
	}
	return strings.Join(parts, ",")
}

// parseURL reads one URL of a list as the client library does. Its error does not
// repeat the URL, which may hold a password.
func parseURL(text string) (*url.URL, error) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		text = "nats://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return nil, fmt.Errorf("%w: a server's URL is not one; write nats://host:port", ErrConfig)
	}
	switch u.Scheme {
	case "nats", "tls", "ws", "wss":
		return u, nil
	}
	return nil, fmt.Errorf("%w: the URL of a NATS server starts with nats, tls, ws or wss", ErrConfig)
}

// identities returns the ways in which the options say who one is.
func (o *Options) identities() []string {
	var ways []string
	for _, text := range strings.Split(o.URL, ",") {
		if u, err := parseURL(text); err == nil && u.User != nil {
			ways = append(ways, "user in the URL")
			break
		}
	}
	for _, way := range []struct {
		name string
		used bool
	}{
		{"user", o.User != "" || o.Password != ""},
		{"token", o.Token != ""},
		{"credentials file", o.CredentialsFile != ""},
		{"JWT", o.JWT != ""},
		{"NKEY", o.JWT == "" && o.NKeyFile != ""},
	} {
		if way.used {
			ways = append(ways, way.name)
		}
	}
	return ways
}

// Check returns [ErrConfig] if the options contradict each other, or name a file that
// is not there or is not what it should be. It connects to nothing.
func (o Options) Check() error {
	_, err := o.client()
	return err
}

// contradictions returns ErrConfig for options that contradict each other.
func (o *Options) contradictions() error {
	if o.URL == "" {
		return fmt.Errorf("%w: no URL", ErrConfig)
	}
	for _, text := range strings.Split(o.URL, ",") {
		if _, err := parseURL(text); err != nil {
			return err
		}
	}
	ways := o.identities()
	switch {
	case len(ways) > 1:
		return fmt.Errorf("%w: %s: one way to log in is enough", ErrConfig, strings.Join(ways, " and "))
	case o.Password != "" && o.User == "":
		return fmt.Errorf("%w: a password without a user", ErrConfig)
	case o.Seed != "" && (o.JWT == "" || o.NKeyFile != ""):
		return fmt.Errorf("%w: a seed without a JWT, or beside an NKEY file", ErrConfig)
	case o.ConnectTimeout < 0:
		return fmt.Errorf("%w: negative time", ErrConfig)
	case (o.CertificateFile == "") != (o.KeyFile == ""):
		return fmt.Errorf("%w: a certificate and its key go together", ErrConfig)
	case o.TLS != nil && (o.CAFile != "" || o.CertificateFile != ""):
		return fmt.Errorf("%w: a TLS configuration takes the place of the files", ErrConfig)
	}
	return nil
}

// client returns the options as the client library wants them. It reads the files.
//
// Errors: [ErrConfig].
func (o *Options) client() (nats.Options, error) {
	all := nats.GetDefaultOptions()
	if err := o.contradictions(); err != nil {
		return all, err
	}
	options := append(o.behaviour(), o.security()...)
	login, err := o.login()
	if err != nil {
		return all, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	for _, set := range append(options, login...) {
		if err := set(&all); err != nil {
			return all, fmt.Errorf("%w: %w", ErrConfig, err)
		}
	}
	for _, text := range strings.Split(o.URL, ",") {
		all.Servers = append(all.Servers, strings.TrimSpace(text))
	}
	return all, nil
}

// behaviour returns what holds for every connection. A server that is gone is tried
// again until the connection is closed: a run ends by its own limit of time.
func (o *Options) behaviour() []nats.Option {
	options := []nats.Option{
		nats.Name(cmp.Or(o.Name, DefaultName)),
		nats.Timeout(cmp.Or(o.ConnectTimeout, DefaultConnectTimeout)),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(reconnectWait),
		nats.ReconnectJitter(reconnectRange, reconnectRange),
		nats.PermissionErrOnSubscribe(true),
		// The default handler prints. What the server complains of stays in LastError.
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}),
	}
	if o.InboxPrefix != "" {
		options = append(options, nats.CustomInboxPrefix(o.InboxPrefix))
	}
	if o.Disconnected != nil {
		options = append(options, nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { o.Disconnected(err) }))
	}
	if o.Reconnected != nil {
		options = append(options, nats.ReconnectHandler(func(conn *nats.Conn) {
			if conn.FlushTimeout(conn.Opts.Timeout) == nil { // a server that does not answer is lost again
				o.Reconnected()
			}
		}))
	}
	return options
}

// security returns the options of TLS. The files are read again at each new
// connection, so that a renewed certificate is used.
func (o *Options) security() (options []nats.Option) {
	if o.TLS != nil {
		options = append(options, nats.Secure(o.TLS.Clone()))
	}
	if o.CAFile != "" {
		options = append(options, nats.RootCAs(o.CAFile))
	}
	if o.CertificateFile != "" {
		options = append(options, nats.ClientCert(o.CertificateFile, o.KeyFile))
	}
	if o.TLSFirst {
		options = append(options, nats.TLSHandshakeFirst())
	}
	return options
}

// login returns the options that say who one is.
func (o *Options) login() ([]nats.Option, error) {
	switch {
	case o.User != "":
		return []nats.Option{nats.UserInfo(o.User, o.Password)}, nil
	case o.Token != "":
		return []nats.Option{nats.Token(o.Token)}, nil
	case o.CredentialsFile != "":
		return []nats.Option{nats.UserCredentials(o.CredentialsFile), seedIn(o.CredentialsFile)}, nil
	case o.JWT != "":
		return o.userJWT()
	case o.NKeyFile != "":
		option, err := nats.NkeyOptionFromSeed(o.NKeyFile)
		return []nats.Option{option}, err
	}
	return nil, nil
}
