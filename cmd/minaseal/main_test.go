package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// minaseal runs a command line in this process.
func minaseal(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errOut bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(stdin), &out, &errOut)
	return code, out.String(), errOut.String()
}

// mistyped returns an address with another last character.
func mistyped(address string) string {
	last := len(address) - 1
	if address[last] == '1' {
		return address[:last] + "2"
	}
	return address[:last] + "1"
}

// succeed runs a command line that must end with exit code 0.
func succeed(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	code, out, errOut := minaseal(t, stdin, args...)
	require.Equal(t, exitOK, code, errOut)
	return out
}

// newKey makes a key file and returns its name and address.
func newKey(t *testing.T) (file, address string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "key")
	return file, strings.TrimSpace(succeed(t, "", "keygen", "--out", file))
}

func TestKeygen(t *testing.T) {
	file, address := newKey(t)
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.Contains(t, succeed(t, "", "address", "--key-file", file), address)

	code, _, errOut := minaseal(t, "", "keygen", "--out", file)
	require.Equal(t, exitUsage, code, "an existing key is not overwritten")
	require.Contains(t, errOut, "exists")

	var pair map[string]string
	require.NoError(t, json.Unmarshal([]byte(succeed(t, "", "keygen", "--json")), &pair))
	require.Contains(t, succeed(t, pair["privateKey"], "address", "--key-file", "-"), pair["publicKey"])
	t.Setenv(keyVariable, pair["privateKey"])
	require.Contains(t, succeed(t, "", "address"), pair["publicKey"])
}

func TestEncryptDecrypt(t *testing.T) {
	file, address := newKey(t)
	for _, scheme := range []string{"o1js-v1", "o1js-v2"} {
		for _, text := range []string{"", "hello", "two\nlines\n", "日本語 🔑", strings.Repeat("x", 32<<10)} {
			ciphertext := succeed(t, text, "encrypt", "--scheme", scheme, "--to", address)
			require.Equal(t, text, succeed(t, ciphertext, "decrypt", "--scheme", scheme, "--key-file", file))
		}
	}
}

func TestSignVerify(t *testing.T) {
	file, address := newKey(t)
	for _, what := range [][]string{{"--message", "I own this key"}, {"--fields", "1,2,3"}} {
		for _, network := range []string{"testnet", "mainnet"} {
			signature := strings.TrimSpace(succeed(t, "", append([]string{"sign", "--key-file", file, "--network", network}, what...)...))
			verify := append([]string{"verify", "--address", address, "--signature", signature}, what...)
			require.Equal(t, "valid\n", succeed(t, "", append(verify, "--network", network)...))
			other := map[string]string{"testnet": "mainnet", "mainnet": "testnet"}[network]
			code, out, errOut := minaseal(t, "", append(verify, "--network", other)...)
			require.Equal(t, exitFailed, code)
			require.Empty(t, out)
			require.Contains(t, errOut, "does not verify")
		}
	}
}

// TestErrors checks that every failure has the right exit code and says what
// is wrong, and that no output repeats a secret.
func TestErrors(t *testing.T) {
	file, address := newKey(t)
	other, _ := newKey(t)
	const plaintext = "plaintext-canary"
	ciphertext := succeed(t, plaintext, "encrypt", "--scheme", "o1js-v2", "--to", address)
	secret, err := os.ReadFile(file)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		stdin string
		args  []string
		code  int
		says  string
	}{
		"unknown command":   {args: []string{"frobnicate"}, code: exitUsage, says: "unknown command"},
		"unknown flag":      {args: []string{"keygen", "--frob"}, code: exitUsage, says: "unknown flag"},
		"stray argument":    {args: []string{"keygen", "x"}, code: exitUsage, says: "unexpected argument"},
		"missing flag":      {args: []string{"encrypt", "--to", address}, code: exitUsage, says: "scheme"},
		"unknown scheme":    {stdin: "x", args: []string{"encrypt", "--scheme", "v9", "--to", address}, code: exitUsage, says: "o1js-v1"},
		"bad address":       {args: []string{"address", mistyped(address)}, code: exitUsage, says: "mistyped"},
		"private as public": {args: []string{"address", strings.TrimSpace(string(secret))}, code: exitUsage, says: "another kind"},
		"no key":            {args: []string{"address"}, code: exitUsage, says: keyVariable},
		"no such file":      {args: []string{"address", "--key-file", file + "x"}, code: exitUsage, says: "no such file"},
		"wrong key":         {stdin: ciphertext, args: []string{"decrypt", "--scheme", "o1js-v2", "--key-file", other}, code: exitFailed, says: "tag"},
		"wrong scheme":      {stdin: ciphertext, args: []string{"decrypt", "--scheme", "o1js-v1", "--key-file", file}, code: exitFailed, says: "scheme"},
		"no ciphertext":     {stdin: plaintext, args: []string{"decrypt", "--scheme", "o1js-v2", "--key-file", file}, code: exitUsage, says: "ciphertext"},
		"bad field":         {args: []string{"sign", "--key-file", file, "--network", "testnet", "--fields", "1,02"}, code: exitUsage, says: "field 2"},
		"no server":         {args: []string{"app", "--profile", "zkcw-v2", "--payload", "{}"}, code: exitUsage, says: "NATS_URL"},
		"unknown profile":   {args: []string{"app", "--nats", "nats://127.0.0.1:1", "--profile", "x", "--payload", "{}"}, code: exitUsage, says: "zkcw-v1"},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, errOut := minaseal(t, c.stdin, c.args...)
			require.Equal(t, c.code, code, errOut)
			require.Contains(t, errOut, c.says)
			require.NotContains(t, errOut, plaintext)
			if name != "private as public" { // the user typed it
				require.NotContains(t, errOut, strings.TrimSpace(string(secret)))
			}
		})
	}
}

func TestDriver(t *testing.T) {
	out := succeed(t, `{"id":1,"op":"poseidon.hash","in":{"inputs":["1"]}}`+"\n", "driver")
	require.JSONEq(t, `{"id":1,"status":"ok","out":{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}}`, out)
}

// TestHelp reads every command's help: each has an example.
func TestHelp(t *testing.T) {
	for _, command := range newRoot().Commands() {
		help := succeed(t, "", command.Name(), "--help")
		require.Contains(t, help, "Examples:", command.Name())
	}
	require.Contains(t, succeed(t, "", "completion", "bash"), "minaseal")
}
