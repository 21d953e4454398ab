package natstransport_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol/natstransport"
)

// environment replaces that of the NATS command line: variables, contexts by name,
// and the name of the selected one.
func environment(t *testing.T, variables, contexts map[string]string, selected string) {
	t.Helper()
	for _, name := range []string{
		natstransport.EnvURL, natstransport.EnvUser, natstransport.EnvPassword, natstransport.EnvCredentials, natstransport.EnvNKey,
		natstransport.EnvCertificate, natstransport.EnvKey, natstransport.EnvCA, natstransport.EnvContext,
	} {
		t.Setenv(name, variables[name])
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	directory := filepath.Join(home, ".config", "nats")
	require.NoError(t, os.MkdirAll(filepath.Join(directory, "context"), 0o700))
	for name, text := range contexts {
		require.NoError(t, os.WriteFile(filepath.Join(directory, "context", name+".json"), []byte(text), 0o600))
	}
	if selected != "" {
		require.NoError(t, os.WriteFile(filepath.Join(directory, "context.txt"), []byte(selected+"\n"), 0o600))
	}
}

// TestComplete: flags before variables before the context; a way to log in is one
// thing, and so is a certificate with its key.
//
// covers: NAT-22
func TestComplete(t *testing.T) {
	contexts := map[string]string{
		"a": `{"description":"d","url":"nats://a","user":"ann","password":"pa","inbox_prefix":"inbox.ann","ca":"~/ca.pem","cert":"$HOME/c.pem","key":"file:///k.pem","tls_first":true}`,
		"b": `{"url":"nats://b","creds":"~/b.creds"}`,
		"c": `{"url":"nats://c","nkey":"/c.nk","jetstream_domain":"hub"}`,
		"d": `{"url":"nats://d","user_jwt":"eyJ","user_seed":"SUA"}`,
		"e": `{"url":"nats://e","token":"t"}`,
	}
	type options = natstransport.Options
	for name, x := range map[string]struct {
		variables map[string]string
		selected  string
		flags     options
		context   string
		want      func(home string) options
	}{
		"nothing":           {want: func(string) options { return options{} }},
		"flags":             {flags: options{URL: "nats://f", NKeyFile: "n"}, selected: "a", want: func(string) options { return options{URL: "nats://f", NKeyFile: "n"} }},
		"selected context":  {selected: "b", want: func(home string) options { return options{URL: "nats://b", CredentialsFile: home + "/b.creds"} }},
		"named context":     {selected: "b", context: "c", want: func(string) options { return options{URL: "nats://c", NKeyFile: "/c.nk"} }},
		"NATS_CONTEXT":      {selected: "b", variables: map[string]string{"NATS_CONTEXT": "d"}, want: func(string) options { return options{URL: "nats://d", JWT: "eyJ", Seed: "SUA"} }},
		"context of a flag": {variables: map[string]string{"NATS_CONTEXT": "d"}, context: "e", want: func(string) options { return options{URL: "nats://e", Token: "t"} }},
		"all of a context": {context: "a", want: func(home string) options {
			return options{URL: "nats://a", User: "ann", Password: "pa", InboxPrefix: "inbox.ann", CAFile: home + "/ca.pem", CertificateFile: home + "/c.pem", KeyFile: "/k.pem", TLSFirst: true}
		}},
		"context, but another server and user": {context: "a", flags: options{URL: "nats://f", CredentialsFile: "f.creds", CertificateFile: "x", KeyFile: "y"}, want: func(home string) options {
			return options{URL: "nats://f", CredentialsFile: "f.creds", InboxPrefix: "inbox.ann", CAFile: home + "/ca.pem", CertificateFile: "x", KeyFile: "y", TLSFirst: true}
		}},
		"context, but a user in the URL": {context: "b", flags: options{URL: "nats://eve:p@f"}, want: func(string) options { return options{URL: "nats://eve:p@f"} }},
		"variables": {selected: "a", variables: map[string]string{"NATS_URL": "nats://v", "NATS_CREDS": "v.creds", "NATS_CA": "ca", "NATS_CERT": "c", "NATS_KEY": "k"}, want: func(string) options {
			return options{URL: "nats://v", CredentialsFile: "v.creds", CAFile: "ca", CertificateFile: "c", KeyFile: "k"}
		}},
		"NKEY of a variable":      {variables: map[string]string{"NATS_URL": "nats://v", "NATS_NKEY": "v.nk"}, want: func(string) options { return options{URL: "nats://v", NKeyFile: "v.nk"} }},
		"user of variables":       {variables: map[string]string{"NATS_URL": "nats://v", "NATS_USER": "u", "NATS_PASSWORD": "p"}, want: func(string) options { return options{URL: "nats://v", User: "u", Password: "p"} }},
		"token of a variable":     {variables: map[string]string{"NATS_URL": "nats://v", "NATS_USER": "tok"}, want: func(string) options { return options{URL: "nats://v", Token: "tok"} }},
		"user of a flag":          {flags: options{User: "u"}, variables: map[string]string{"NATS_URL": "nats://v", "NATS_PASSWORD": "p", "NATS_USER": "w"}, want: func(string) options { return options{URL: "nats://v", User: "u", Password: "p"} }},
		"password without a user": {variables: map[string]string{"NATS_URL": "nats://v", "NATS_PASSWORD": "p"}, want: func(string) options { return options{URL: "nats://v"} }},
	} {
		t.Run(name, func(t *testing.T) {
			environment(t, x.variables, contexts, x.selected)
			got, err := x.flags.Complete(x.context)
			require.NoError(t, err)
			want := x.want(os.Getenv("HOME"))
			require.True(t, equalOptions(want, got), "%+q %+q", printable(want), printable(got))
		})
	}
}

// printable are the options as they do not print.
type printable natstransport.Options

func equalOptions(a, b natstransport.Options) bool {
	if a.TLS != nil || b.TLS != nil || a.Disconnected != nil || b.Disconnected != nil || a.Reconnected != nil || b.Reconnected != nil {
		return false
	}
	texts := func(o natstransport.Options) [14]string {
		return [14]string{
			o.URL, o.Name, o.InboxPrefix, o.User, o.Password, o.Token, o.CredentialsFile, o.NKeyFile, o.JWT, o.Seed,
			o.CAFile, o.CertificateFile, o.KeyFile, map[bool]string{true: "first"}[o.TLSFirst],
		}
	}
	return texts(a) == texts(b)
}

// TestContextsThatCannotWork: what a context asks for is done or refused, and no error
// tells what is in the file.
//
// covers: NAT-24
func TestContextsThatCannotWork(t *testing.T) {
	environment(t, nil, map[string]string{
		"broken":   `{"url":"nats://alice:hunter2@a",`,
		"type":     `{"password":["hunter2"]}`,
		"nsc":      `{"nsc":"nsc://hunter2"}`,
		"proxy":    `{"socks_proxy":"socks5://alice:hunter2@a"}`,
		"store":    `{"windows_cert_store":"user"}`,
		"op":       `{"password":"op://hunter2"}`,
		"env":      `{"creds":"env://hunter2"}`,
		"embedded": `{"nkey":"data:;base64,hunter2"}`,
		"file":     `{"user_jwt":"file:///hunter2"}`,
	}, "")
	for _, name := range []string{"broken", "type", "nsc", "proxy", "store", "op", "env", "embedded", "file", "missing", "..", "a/b", `a\b`} {
		_, err := natstransport.Options{}.Complete(name)
		require.ErrorIs(t, err, natstransport.ErrConfig, name)
		require.NotContains(t, err.Error(), "hunter2")
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	_, err := natstransport.ReadContext("nsc")
	require.ErrorContains(t, err, "there is no context")
}
