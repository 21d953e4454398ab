package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// Proofs of o1js 2.15.0, and the keys of their programs.
const (
	programProof  = "../../kimchi/pickles/testdata/range-proof-native.json"
	programKey    = "../../kimchi/pickles/testdata/range-vk.json"
	functionProof = "../../kimchi/testdata/native-zkf-proof.json"
	functionKey   = "../../kimchi/testdata/native-zkf-vk.txt"
)

func TestVerifyProof(t *testing.T) {
	out := succeed(t, "", "verify-proof", "--system", "pickles-berkeley", "--proof", programProof, "--vk", programKey)
	require.Equal(t, "valid\nsystem:        pickles-berkeley\nstatement:     the program of the key\npublic input:  none\npublic output: none\n", out)
	proof, err := os.ReadFile(functionProof)
	require.NoError(t, err)
	out = succeed(t, string(proof), "verify-proof", "--system", "kimchi-berkeley", "--proof", "-", "--vk", functionKey,
		"--public-input", "27", "--json")
	require.Contains(t, out, `"publicInput":["27"]`)
	require.Contains(t, out, `"valid":true`)
}

func TestVerifyProofRefuses(t *testing.T) {
	changed := filepath.Join(t.TempDir(), "vk.json")
	key, err := os.ReadFile(programKey)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(changed, []byte(strings.Replace(string(key), `"hash":"1`, `"hash":"2`, 1)), 0o600))
	for name, c := range map[string]struct {
		code       int
		says, args string
	}{
		"era":         {exitFailed, "another era", "--system pickles-mesa --proof " + programProof + " --vk " + programKey},
		"input":       {exitFailed, "public values", "--system pickles-berkeley --public-input 1 --proof " + programProof + " --vk " + programKey},
		"hash":        {exitFailed, "another hash", "--system pickles-berkeley --proof " + programProof + " --vk " + changed},
		"number":      {exitUsage, "canonical", "--system kimchi-berkeley --public-input 027 --proof " + functionProof + " --vk " + functionKey},
		"system":      {exitUsage, "pickles-mesa", "--system pickles --proof " + programProof + " --vk " + programKey},
		"no proof":    {exitUsage, "toJSON", "--system pickles-berkeley --proof " + programKey + " --vk " + programKey},
		"no key":      {exitUsage, "verificationKey", "--system pickles-berkeley --proof " + programProof + " --vk " + functionKey},
		"no file":     {exitUsage, "no such file", "--system pickles-berkeley --proof none --vk " + programKey},
		"no system":   {exitUsage, "not a proof", "--proof " + programProof + " --vk " + programKey},
		"wrong flags": {exitUsage, "unknown flag", "--system pickles-berkeley --prove x"},
	} {
		code, out, errOut := minaseal(t, "", append([]string{"verify-proof"}, strings.Fields(c.args)...)...)
		require.Equal(t, c.code, code, "%s: %s", name, errOut)
		require.Contains(t, errOut, c.says, name)
		require.NotContains(t, out, "valid", name)
	}
	code, out, _ := minaseal(t, "", "verify-proof", "--json", "--system", "pickles-mesa", "--proof", programProof, "--vk", programKey)
	require.Equal(t, exitFailed, code)
	require.JSONEq(t, `{"valid":false,"code":"proof_invalid"}`, out)
}

// TestAppVerifiesProofOfO1js has a worker return a proof that o1js made.
func TestAppVerifiesProofOfO1js(t *testing.T) {
	proof, err := os.ReadFile(programProof)
	require.NoError(t, err)
	for _, system := range []string{"pickles-berkeley", "pickles-mesa"} {
		code, last, errOut := appWithResult(t, string(proof), "--system", system, "--vk", programKey)
		if system == "pickles-berkeley" {
			require.Equal(t, exitOK, code, errOut)
			require.Equal(t, "verified", last.Event)
			require.Equal(t, system, last.System)
		} else {
			require.Equal(t, exitFailed, code)
			require.Contains(t, errOut, "does not verify")
		}
	}
	code, _, errOut := minaseal(t, "", "app", "--nats", "nats://127.0.0.1:1", "--profile", "zkcw-v2", "--payload", "{}", "--system", "pickles-berkeley")
	require.Equal(t, exitUsage, code)
	require.Contains(t, errOut, "--vk")
}

// appWithResult runs the app with a worker that returns the result, and returns the
// app's exit code, last event and standard error.
func appWithResult(t *testing.T, result string, args ...string) (int, entry, string) {
	t.Helper()
	url := natstest.RunServer(t)
	running := background(t, append([]string{"app", "--nats", url, "--profile", "zkcw-v2", "--payload", "{}", "--require-proof"}, args...)...)
	app, err := address.ParsePublicKey(running.events.await(t, event("address")).Address)
	require.NoError(t, err)
	require.Eventually(t, func() bool { // the app may still be connecting
		worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: protocol.ZKCWv2, App: app})
		require.NoError(t, err)
		_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: natstransport.Options{URL: url}}, worker,
			func(context.Context, string, string) (string, error) { return result, nil })
		return err == nil
	}, 30*time.Second, 50*time.Millisecond)
	last, code := running.end()
	return code, last, running.errOut.String()
}
