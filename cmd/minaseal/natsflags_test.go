package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// TestConnectionFlags: each way to say where NATS is and who one is reaches the server,
// which is seen by its answer that no app listens; and what goes wrong is said without
// a secret.
//
// covers: NAT-22, NAT-24
func TestConnectionFlags(t *testing.T) {
	directory, keys := t.TempDir(), t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(directory, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o700))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return name
	}
	pair, err := nkeys.CreateUser()
	require.NoError(t, err)
	public, err := pair.PublicKey()
	require.NoError(t, err)
	seed, err := pair.Seed()
	require.NoError(t, err)
	nkey := natstest.RunServer(t, func(o *server.Options) { o.Nkeys = []*server.NkeyUser{{Nkey: public}} })
	password := natstest.RunServer(t, func(o *server.Options) { o.Username, o.Password = "alice", "hunter2" })
	seedFile := file("user.nk", string(seed))
	file("nats/context/test.json", `{"url":"`+password+`","user":"alice","password":"hunter2"}`)
	file("nats/context/broken.json", `{"url":"`+password+`","user":"alice","password":"hunter2"`)

	const listens, locked, silent = "start the app first", "does not let this user in", "No NATS server answers"
	_, address := newKey(t)
	for name, x := range map[string]struct {
		variables string
		args      string
		code      int
		says      string
	}{
		"user and password":           {variables: "NATS_PASSWORD=hunter2", args: "--nats " + password + " --user alice", code: exitFailed, says: listens},
		"wrong password":              {variables: "NATS_PASSWORD=hunter3", args: "--nats " + password + " --user alice", code: exitFailed, says: locked},
		"variables":                   {variables: "NATS_PASSWORD=hunter2 NATS_USER=alice NATS_URL=" + password, code: exitFailed, says: listens},
		"NKEY":                        {args: "--nats " + nkey + " --nkey " + seedFile, code: exitFailed, says: listens},
		"no user":                     {args: "--nats " + nkey, code: exitFailed, says: locked},
		"context":                     {args: "--context test", code: exitFailed, says: listens},
		"NATS_CONTEXT":                {variables: "NATS_CONTEXT=test", code: exitFailed, says: listens},
		"no such context":             {args: "--context none", code: exitUsage, says: "there is no context"},
		"broken context":              {args: "--context broken", code: exitUsage, says: "is not the JSON"},
		"password in the URL":         {args: "--nats nats://alice:hunter2@127.0.0.1:1", code: exitFailed, says: silent},
		"not a URL":                   {args: "--nats nats://alice:hunter2@127.0.0.1:port", code: exitUsage, says: "nats://host:port"},
		"two ways to log in":          {args: "--nats nats://alice:hunter2@127.0.0.1 --nkey " + seedFile, code: exitUsage, says: "one way to log in"},
		"no such authority":           {args: "--nats " + nkey + " --tlsca " + directory + "/none.pem", code: exitUsage, says: "none.pem"},
		"key without its certificate": {args: "--nats " + nkey + " --tlskey " + seedFile, code: exitUsage, says: "go together"},
		"TLS that the server has not": {args: "--nats " + nkey + " --tlsfirst", code: exitFailed, says: ""},
		"inbox prefix of all":         {args: "--nats " + nkey + " --inbox-prefix >", code: exitUsage, says: "prefix"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("XDG_CONFIG_HOME", directory)
			for _, v := range []string{"NATS_URL", "NATS_USER", "NATS_PASSWORD", "NATS_CREDS", "NATS_NKEY", "NATS_CERT", "NATS_KEY", "NATS_CA", "NATS_CONTEXT"} {
				t.Setenv(v, "")
			}
			for _, v := range strings.Fields(x.variables) {
				key, value, _ := strings.Cut(v, "=")
				t.Setenv(key, value)
			}
			args := append([]string{"worker", "--profile", "zkcw-v2", "--client", address}, strings.Fields(x.args)...)
			code, out, errOut := minaseal(t, "", append(args, "--key-cache", keys)...)
			require.Equal(t, x.code, code, errOut)
			require.Contains(t, errOut, x.says)
			for _, secret := range []string{"hunter", string(seed)} {
				require.NotContains(t, out+errOut, secret)
			}
		})
	}
}
