//go:build interop

package interop_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// driver is a running driver.mjs.
type driver struct {
	t         *testing.T
	cmd       *exec.Cmd
	requests  io.WriteCloser
	responses *bufio.Reader
	sent      int
}

type response struct {
	ID     *int
	Status string
	Out    json.RawMessage
	Code   string
}

func startDriver(t *testing.T, version string) *driver {
	t.Helper()
	d := &driver{t: t, cmd: command(t, "driver.mjs", "--version", version)}
	d.cmd.Stderr = os.Stderr
	var err error
	d.requests, err = d.cmd.StdinPipe()
	require.NoError(t, err)
	stdout, err := d.cmd.StdoutPipe()
	require.NoError(t, err)
	d.responses = bufio.NewReader(stdout)
	require.NoError(t, d.cmd.Start())
	t.Cleanup(func() {
		_ = d.cmd.Process.Kill() // it may have ended
		_ = d.cmd.Wait()
	})
	return d
}

// line sends a line as it is and returns the response.
func (d *driver) line(text string) response {
	d.t.Helper()
	_, err := io.WriteString(d.requests, text+"\n")
	require.NoError(d.t, err)
	line, err := d.responses.ReadBytes('\n')
	require.NoError(d.t, err)
	var r response
	require.NoError(d.t, json.Unmarshal(line, &r), "%s", line)
	return r
}

// call sends a request, whose response carries its id [DRV-4].
func (d *driver) call(op string, in any) response {
	d.t.Helper()
	d.sent++
	request, err := json.Marshal(map[string]any{"id": d.sent, "op": op, "in": in})
	require.NoError(d.t, err)
	r := d.line(string(request))
	require.NotNil(d.t, r.ID)
	require.Equal(d.t, d.sent, *r.ID)
	return r
}

func (d *driver) ok(op string, in any) string {
	d.t.Helper()
	r := d.call(op, in)
	require.Equal(d.t, "ok", r.Status, "%s: %s", op, r.Code)
	return string(r.Out)
}

// end closes the input and waits for exit code 0 [DRV-7].
func (d *driver) end() {
	d.t.Helper()
	require.NoError(d.t, d.requests.Close())
	rest, err := io.ReadAll(d.responses)
	require.NoError(d.t, err)
	require.Empty(d.t, rest)
	require.NoError(d.t, d.cmd.Wait())
}

func versions() []string { return []string{"1.9.1", "2.15.0"} }

// TestDriverFrames: what the protocol demands of any driver, on the o1js driver.
//
// covers: DRV-3, DRV-4, DRV-5, DRV-6, DRV-7, DRV-9
func TestDriverFrames(t *testing.T) {
	for _, version := range versions() {
		t.Run(version, func(t *testing.T) {
			d := startDriver(t, version)
			for _, line := range []string{"no JSON", "[1]", "null", "", `{"op":"hello"}`} {
				require.Equal(t, response{Status: "error", Code: "bad_request"}, d.line(line), line)
			}
			separators := d.line("{\"id\":0,\"op\":\"encoding.encode\",\"in\":{\"text\":\"\u2028\u2029\"}}")
			require.JSONEq(t, `{"fields":["467846000312546"]}`, string(separators.Out))
			require.Equal(t, "unsupported", d.call("no.such", map[string]any{}).Status)
			require.Equal(t, "unsupported", d.call("toString", map[string]any{}).Status)
			require.Equal(t, "bad_request", d.call("field.eval", map[string]any{}).Code)
			for _, a := range []any{"-1", "01", "+1", " 1", "0x1", "", 1,
				"28948022309329048855892746252171976963363056481941560715954676764349967630337"} {
				r := d.call("field.eval", map[string]any{"field": "fp", "fn": "neg", "a": a})
				require.Equal(t, "invalid non_canonical", r.Status+" "+r.Code, a)
			}
			var hello struct {
				Name, Version, Language, Homepage string
				Ops, Schemes, ProofSystems        []string
			}
			require.NoError(t, json.Unmarshal([]byte(d.ok("hello", nil)), &hello))
			require.Equal(t, "o1js "+version, hello.Name+" "+hello.Version)
			require.Contains(t, hello.Ops, "elgamal.decrypt")
			d.end()
		})
	}
}

// TestDriverComputes checks one known answer of each area, those of SPEC 5 and 7.2 and
// of o1js's own test vectors, and that each scheme is the one it is called.
func TestDriverComputes(t *testing.T) {
	const worker = "B62qko29LRwH8p7vS7sf5iMkHAUF5CGesabFucbMkEQnDNe1maEWaao"
	const workerKey = "EKFHhZvgibAj1kfE3oY56ejVuTNsJMqSURqBacbfJvEarM9KsBSg"
	const ephemeral = `"publicKey":{"x":"11289658906992990557651753669165285857381120089922738406813760870635695094170","y":"3664958170112931668801905070129185370844384808104712266631625992002010356747"}`
	ciphertexts := map[string]string{
		"o1js-v1": `{` + ephemeral + `,"cipherText":["5987950853874349468933074778908312688931293100098092963474136884209374361769","10303932843934157164907114282999810225782379385127919099391674795032589629998"]}`,
		"o1js-v2": `{` + ephemeral + `,"cipherText":["27506924950456310000822793640935961639779340944986710706419709964337350228396","27135997459611787541125836858100165643872602956109567621151221298258595770210"]}`,
	}
	for _, version := range versions() {
		t.Run(version, func(t *testing.T) {
			d := startDriver(t, version)
			require.JSONEq(t, `{"scalar":"2002","publicKey":"`+worker+`"}`, d.ok("privateKey.decode", map[string]any{"base58": workerKey}))
			require.JSONEq(t, `{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}`,
				d.ok("poseidon.hash", map[string]any{"inputs": []string{"1"}}))
			require.JSONEq(t, `{"point":{"x":"0","y":"0"}}`, d.ok("curve.scale", map[string]any{"curve": "vesta", "scalar": "0"}))
			for scheme, ciphertext := range ciphertexts {
				encrypt := map[string]any{"scheme": scheme, "publicKey": worker, "text": `{"envEncryptionKey":"1234"}`, "ephemeral": "3003"}
				decrypt := map[string]any{"scheme": scheme, "privateKey": workerKey, "ciphertextJSON": ciphertext, "as": "text"}
				if version == "2.15.0" && scheme == "o1js-v1" {
					require.Equal(t, "unsupported", d.call("elgamal.encrypt", encrypt).Status)
					require.Equal(t, "unsupported", d.call("elgamal.decrypt", decrypt).Status)
					continue
				}
				require.Equal(t, `{"ciphertext":`+ciphertext+`}`, d.ok("elgamal.encrypt", encrypt))
				require.JSONEq(t, `{"text":"{\"envEncryptionKey\":\"1234\"}"}`, d.ok("elgamal.decrypt", decrypt))
				decrypt["ciphertext"] = json.RawMessage(ciphertext)
				require.JSONEq(t, `{"text":"{\"envEncryptionKey\":\"1234\"}"}`, d.ok("elgamal.decrypt", decrypt))
			}
			d.end()
		})
	}
}

// TestGoldenFilesAreFresh: package wire's golden files are what JSON.stringify of the
// Node at hand writes.
func TestGoldenFilesAreFresh(t *testing.T) {
	const golden = "../../protocol/wire/testdata"
	script, err := filepath.Abs(filepath.Join(golden, "make.mjs"))
	require.NoError(t, err)
	fresh := t.TempDir()
	out, err := command(t, script, fresh).CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, name := range []string{"messages.json", "strings.json"} {
		want, err := os.ReadFile(filepath.Join(fresh, name))
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join(golden, name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(have), fmt.Sprintf("node %s %s", "protocol/wire/testdata/make.mjs", "protocol/wire/testdata"))
	}
}
