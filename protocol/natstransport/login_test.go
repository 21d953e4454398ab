package natstransport_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// write puts a text into a file of its own and returns the name.
func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

// pair is an NKEY with its texts.
type pair struct {
	nkeys.KeyPair
	public, seed string
}

func newPair(t *testing.T, make func() (nkeys.KeyPair, error)) pair {
	t.Helper()
	key, err := make()
	require.NoError(t, err)
	public, err := key.PublicKey()
	require.NoError(t, err)
	seed, err := key.Seed()
	require.NoError(t, err)
	return pair{key, public, string(seed)}
}

// operator is a server that lets users in by their JWT alone, and one of its accounts.
type operator struct {
	url     string
	account pair
}

func startOperator(t *testing.T) operator {
	t.Helper()
	root, account := newPair(t, nkeys.CreateOperator), newPair(t, nkeys.CreateAccount)
	claims, err := jwt.NewAccountClaims(account.public).Encode(root)
	require.NoError(t, err)
	resolver := new(server.MemAccResolver)
	require.NoError(t, resolver.Store(account.public, claims))
	return operator{
		url: natstest.RunServer(t, func(o *server.Options) {
			o.TrustedKeys, o.AccountResolver = []string{root.public}, resolver
		}),
		account: account,
	}
}

// user returns the JWT of a user.
func (o operator) user(t *testing.T, user pair, bearer bool) string {
	t.Helper()
	claims := jwt.NewUserClaims(user.public)
	claims.BearerToken = bearer
	text, err := claims.Encode(o.account)
	require.NoError(t, err)
	return text
}

// login is a server and the options with which it lets one in.
type login struct {
	good, bad natstransport.Options
	secrets   []string // of both
}

// logins returns one for each way to log in.
func logins(t *testing.T) map[string]login {
	secured := func(change func(*server.Options)) string { return natstest.RunServer(t, change) }
	password := secured(func(o *server.Options) { o.Username, o.Password = "alice", "hunter2" })
	token := secured(func(o *server.Options) { o.Authorization = "t0k3n" })
	key, other := newPair(t, nkeys.CreateUser), newPair(t, nkeys.CreateUser)
	nkey := secured(func(o *server.Options) { o.Nkeys = []*server.NkeyUser{{Nkey: key.public}} })
	accounts, strange := startOperator(t), startOperator(t)
	claims, foreign, bearer := accounts.user(t, key, false), strange.user(t, key, false), accounts.user(t, key, true)
	credentials := func(claims string) string {
		text, err := jwt.FormatUserConfig(claims, []byte(key.seed))
		require.NoError(t, err)
		return write(t, "user.creds", string(text))
	}
	options := func(url string, change func(*natstransport.Options)) natstransport.Options {
		o := at(url)
		change(&o)
		return o
	}
	return map[string]login{
		"user": {
			options(password, func(o *natstransport.Options) { o.User, o.Password = "alice", "hunter2" }),
			options(password, func(o *natstransport.Options) { o.User, o.Password = "alice", "hunter3" }), []string{"hunter2", "hunter3"},
		},
		"user in the URL": {at(as(password, "alice:hunter2")), at(as(password, "alice:hunter3")), []string{"hunter2", "hunter3"}},
		"token": {
			options(token, func(o *natstransport.Options) { o.Token = "t0k3n" }),
			options(token, func(o *natstransport.Options) { o.Token = "t0k4n" }), []string{"t0k3n", "t0k4n"},
		},
		"NKEY": {
			options(nkey, func(o *natstransport.Options) { o.NKeyFile = write(t, "nkey", key.seed+"\n") }),
			options(nkey, func(o *natstransport.Options) { o.NKeyFile = write(t, "nkey", other.seed) }), []string{key.seed, other.seed},
		},
		"credentials file": {
			options(accounts.url, func(o *natstransport.Options) { o.CredentialsFile = credentials(claims) }),
			options(accounts.url, func(o *natstransport.Options) { o.CredentialsFile = credentials(foreign) }), []string{key.seed, claims, foreign},
		},
		"JWT and seed": {
			options(accounts.url, func(o *natstransport.Options) { o.JWT, o.Seed = claims, key.seed }),
			options(accounts.url, func(o *natstransport.Options) { o.JWT, o.Seed = claims, other.seed }), []string{key.seed, other.seed, claims},
		},
		"JWT and NKEY": {
			options(accounts.url, func(o *natstransport.Options) { o.JWT, o.NKeyFile = claims, write(t, "nkey", key.seed) }),
			options(accounts.url, func(o *natstransport.Options) { o.JWT, o.NKeyFile = claims, write(t, "nkey", other.seed) }), []string{key.seed, other.seed, claims},
		},
		"JWT of a bearer": {
			options(accounts.url, func(o *natstransport.Options) { o.JWT = bearer }),
			options(accounts.url, func(o *natstransport.Options) { o.JWT = claims }), []string{claims, bearer},
		},
	}
}

// requireSilent looks for secrets in everything that options and an error print.
func requireSilent(t *testing.T, o natstransport.Options, err error, secrets []string) {
	t.Helper()
	config := natstransport.Config{Server: o}
	printed := fmt.Sprintf("%v %+v %#v %v %+v %#v %v %+v %s", o, o, o, config, config, &o, err, err, natstransport.RedactURL(o.URL))
	for _, secret := range secrets {
		require.NotContains(t, printed, secret)
	}
}

// TestLogin lets one in by each of the ways, and not with another secret.
//
// covers: NAT-22, NAT-24
func TestLogin(t *testing.T) {
	for name, x := range logins(t) {
		t.Run(name, func(t *testing.T) {
			conn, err := natstransport.Connect(t.Context(), x.good)
			require.NoError(t, err)
			require.NoError(t, conn.FlushTimeout(patience))
			natstransport.Close(conn, true)
			requireSilent(t, x.good, nil, x.secrets)

			_, err = natstransport.Connect(t.Context(), x.bad)
			require.ErrorIs(t, err, natstransport.ErrConnect)
			require.ErrorIs(t, err, nats.ErrAuthorization)
			requireSilent(t, x.bad, err, x.secrets)

			_, err = natstransport.Connect(t.Context(), at(natstransport.RedactURL(x.good.URL)))
			require.ErrorIs(t, err, nats.ErrAuthorization)
		})
	}
}

// TestOptionsThatCannotWork are refused before anything is sent.
//
// covers: NAT-23, NAT-24
func TestOptionsThatCannotWork(t *testing.T) {
	const url = "nats://127.0.0.1:1"
	seed := newPair(t, nkeys.CreateUser).seed
	account := newPair(t, nkeys.CreateAccount).seed
	for name, o := range map[string]natstransport.Options{
		"no URL":                       {},
		"not a URL":                    {URL: "nats://alice:hunter2@127.0.0.1:port"},
		"no host":                      {URL: "nats://alice:hunter2@"},
		"another protocol":             {URL: "https://alice:hunter2@127.0.0.1"},
		"the second is none":           {URL: url + ",nats://alice:hunter2@%zz"},
		"password without user":        {URL: url, Password: "hunter2"},
		"user twice":                   {URL: "nats://alice:hunter2@127.0.0.1:1", User: "alice", Password: "hunter2"},
		"user and token":               {URL: url, User: "alice", Token: "hunter2"},
		"token and credentials":        {URL: url, Token: "hunter2", CredentialsFile: "x"},
		"credentials and JWT":          {URL: url, JWT: "hunter2", CredentialsFile: "x"},
		"no such credentials":          {URL: url, CredentialsFile: filepath.Join(t.TempDir(), "x")},
		"credentials without seed":     {URL: url, CredentialsFile: write(t, "x", "hunter2")},
		"no such NKEY":                 {URL: url, NKeyFile: filepath.Join(t.TempDir(), "x")},
		"NKEY that is none":            {URL: url, NKeyFile: write(t, "x", "SUhunter2")},
		"NKEY of an account":           {URL: url, NKeyFile: write(t, "x", account)},
		"seed without JWT":             {URL: url, Seed: seed},
		"seed twice":                   {URL: url, JWT: "x", Seed: seed, NKeyFile: write(t, "x", seed)},
		"seed that is none":            {URL: url, JWT: "x", Seed: "hunter2"},
		"JWT with an NKEY that is not": {URL: url, JWT: "x", NKeyFile: write(t, "x", "hunter2")},
		"certificate without key":      {URL: url, CertificateFile: "x"},
		"key without certificate":      {URL: url, KeyFile: "x"},
		"no such authorities":          {URL: url, CAFile: filepath.Join(t.TempDir(), "x")},
		"authorities that are none":    {URL: url, CAFile: write(t, "x", "hunter2")},
		"key that is none":             {URL: url, CertificateFile: write(t, "x", "hunter2"), KeyFile: write(t, "y", "hunter2")},
		"inbox prefix of all":          {URL: url, InboxPrefix: ">"},
		"inbox prefix with a dot":      {URL: url, InboxPrefix: "inbox."},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorIs(t, o.Check(), natstransport.ErrConfig)
			_, err := natstransport.Connect(t.Context(), o)
			require.ErrorIs(t, err, natstransport.ErrConfig)
			requireSilent(t, o, err, []string{"hunter2", seed, account})
		})
	}
}

func TestRedactURL(t *testing.T) {
	for url, redacted := range map[string]string{
		"nats://127.0.0.1:4222":                 "nats://127.0.0.1:4222",
		"127.0.0.1":                             "nats://127.0.0.1",
		"nats://alice:hunter2@a, tls://t0k3n@b": "nats://xxxxx@a,tls://xxxxx@b",
		"nats://alice:hunter2@a:port":           "(not a URL)",
	} {
		require.Equal(t, redacted, natstransport.RedactURL(url))
	}
}
