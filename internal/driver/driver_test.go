package driver_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/driver"
)

const (
	publicKey  = "B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgg"
	privateKey = "EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw"
	generatorY = "12418654782883325593414442427049395787963493412651469444558597405572177144507"
)

// handle runs an operation on the JSON of its input.
func handle(op, in string) driver.Response {
	return driver.Handle(driver.Request{ID: json.RawMessage("7"), Op: op, In: json.RawMessage(in)})
}

// answer runs an operation that succeeds and returns its output.
func answer(t *testing.T, op, in string) string {
	t.Helper()
	response := handle(op, in)
	require.Equal(t, driver.OK, response.Status, "%s %s: %s", op, in, response.Message)
	require.Equal(t, "7", string(response.ID))
	require.Empty(t, response.Code)
	require.Empty(t, response.Message)
	return string(response.Out)
}

// TestAnswers has one case of each kind that the vectors do not have.
func TestAnswers(t *testing.T) {
	const g = `{"x":"1","y":"` + generatorY + `"}`
	cases := []struct{ op, in, out string }{
		{"field.eval", `{"field":"fq","fn":"inv","a":"1"}`, `{"value":"1"}`},
		{"curve.add", `{"curve":"pallas","p":` + g + `,"q":{"x":"0","y":"0"}}`, `{"point":` + g + `}`},
		{"curve.scale", `{"curve":"pallas","scalar":"1"}`, `{"point":` + g + `}`},
		{"curve.scale", `{"curve":"vesta","scalar":"0"}`, `{"point":{"x":"0","y":"0"}}`},
		{"curve.check", `{"curve":"pallas","point":{"x":"0","y":"0"}}`, `{"onCurve":true}`},
		{"curve.check", `{"curve":"pallas","point":{"x":"1","y":"1"}}`, `{"onCurve":false}`},
		{"curve.check", `{"curve":"vesta","point":` + g + `}`, `{"onCurve":false}`},
		{"poseidon.sponge", `{"trace":[]}`, `{"squeezed":[]}`},
		{"poseidon.pack", `{"fields":[],"packed":[]}`, `{"fields":[]}`},
		{"encoding.encode", `{"hex":""}`, `{"fields":["1"]}`},
		{"encoding.decode", `{"fields":["1"],"as":"hex"}`, `{"hex":""}`},
		{"encoding.decode", `{"fields":["1"],"as":"text"}`, `{"text":""}`},
	}
	for _, c := range cases {
		require.Equal(t, c.out, answer(t, c.op, c.in), c.op)
	}
}

// TestRoundTrips encrypts and decrypts, signs and verifies.
func TestRoundTrips(t *testing.T) {
	for _, scheme := range []string{"o1js-v1", "o1js-v2"} {
		out := answer(t, "elgamal.encrypt", `{"scheme":"`+scheme+`","publicKey":"`+publicKey+`","text":"<&>","ephemeral":"9"}`)
		var sealed struct{ Ciphertext json.RawMessage }
		require.NoError(t, json.Unmarshal([]byte(out), &sealed))
		in := `{"scheme":"` + scheme + `","privateKey":"` + privateKey + `","as":"text","ciphertext":` + string(sealed.Ciphertext) + `}`
		require.Equal(t, `{"text":"<&>"}`, answer(t, "elgamal.decrypt", in))
	}
	for _, what := range []string{`"fields":["1","2"]`, `"message":"m"`} {
		out := answer(t, "schnorr.sign", `{"privateKey":"`+privateKey+`",`+what+`,"network":"devnet"}`)
		var s struct{ R, S string }
		require.NoError(t, json.Unmarshal([]byte(out), &s))
		in := `{"publicKey":"` + publicKey + `",` + what + `,"network":"testnet","r":"` + s.R + `","s":"` + s.S + `"}`
		require.Equal(t, `{"valid":true}`, answer(t, "schnorr.verify", in))
		require.Equal(t, `{"valid":false}`, answer(t, "schnorr.verify", strings.Replace(in, "testnet", "mainnet", 1)))
	}
}

// TestRefusals are inputs that are refused, or that this implementation does not
// have.
//
// covers: DRV-5, DRV-8, DRV-9, DRV-13
func TestRefusals(t *testing.T) {
	const invalid, unsupported = driver.Invalid, driver.Unsupported
	cases := []struct {
		op, in string
		status driver.Status
		code   string
	}{
		{"field.eval", `{"field":"fp","fn":"neg","a":5}`, invalid, "non_canonical"},
		{"field.eval", `{"field":"fp","fn":"neg","a":null}`, invalid, "non_canonical"},
		{"field.eval", `{"field":"fp","fn":"add","a":"1","b":["1"]}`, invalid, "non_canonical"},
		{"field.eval", `{"field":"fq","fn":"inv","a":"0"}`, invalid, "no_inverse"},
		{"field.eval", `{"field":"fq","fn":"sqrt","a":"5"}`, invalid, "no_square_root"},
		{"field.eval", `{"field":"fr","fn":"neg","a":"5"}`, unsupported, ""},
		{"field.eval", `{"field":"fp","fn":"pow","a":"5"}`, unsupported, ""},
		{"curve.add", `{"curve":"secp","p":{"x":"0","y":"0"},"q":{"x":"0","y":"0"}}`, unsupported, ""},
		{"curve.add", `{"curve":"vesta","p":{"x":"0","y":"0"},"q":{"x":"0","y":"1"}}`, invalid, "point_not_on_curve"},
		{"curve.check", `{"curve":"pallas","point":{"x":"01","y":"1"}}`, invalid, "non_canonical"},
		{"poseidon.permute", `{"field":"fx","params":"kimchi","state":["0","0","0"]}`, unsupported, ""},
		{"poseidon.permute", `{"field":"fp","params":"kimchi2","state":["0","0","0"]}`, unsupported, ""},
		{"poseidon.permute", `{"field":"fq","params":"kimchi2","state":["0","0","0"]}`, unsupported, ""},
		{"poseidon.hash", `{"params":"other","inputs":[]}`, unsupported, ""},
		{"poseidon.hash", `{"inputs":[1]}`, invalid, "non_canonical"},
		{"poseidon.hash", `{"inputs":[],"prefix":"é"}`, invalid, "prefix_not_ascii"},
		{"poseidon.sponge", `{"trace":[{"absorb":1}]}`, invalid, "non_canonical"},
		{"poseidon.pack", `{"fields":[],"packed":[["2",1]]}`, invalid, "packed_out_of_range"},
		{"privateKey.encode", `{"scalar":"0"}`, invalid, "scalar_zero"},
		{"publicKey.encode", `{"x":"0","isOdd":true}`, invalid, "point_not_on_curve"},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + privateKey + `","ciphertext":null,"as":"text"}`, invalid, "malformed_json"},
		{"sealed.open", `{"privateKey":"` + privateKey + `","publicKey":"` + publicKey + `","transcript":"1","direction":"1","sequence":"1","ciphertext":null,"as":"text"}`, invalid, "malformed_json"},
		{"sealed.open", `{"privateKey":"` + privateKey + `","publicKey":"` + publicKey + `","transcript":"1","direction":"2","sequence":"1","ciphertext":null,"as":"text"}`, driver.Error, "bad_request"},
		{"sealed.open", `{"privateKey":"` + privateKey + `","publicKey":"` + publicKey + `","transcript":"1","direction":"1","sequence":"01","ciphertext":null,"as":"text"}`, invalid, "non_canonical"},
		{"sealed.open", `{"privateKey":"` + privateKey + `","publicKey":"` + publicKey + `","transcript":"1","direction":"1","sequence":"4294967296","ciphertext":null,"as":"text"}`, invalid, "non_canonical"},
		{"sealed.open", `{"privateKey":"` + privateKey + `","publicKey":"` + publicKey + `","transcript":"1","direction":"1","sequence":"1","ciphertext":null,"as":"hex"}`, driver.Error, "bad_request"},
		{"ticket.sign", `{"privateKey":"` + privateKey + `","job":"a b","app":"` + publicKey + `","worker":"` + publicKey + `","notAfter":"1"}`, invalid, "malformed_json"},
		{"elgamal.encrypt", `{"scheme":"sealed-v1","publicKey":"` + publicKey + `","text":"t","ephemeral":"5"}`, unsupported, ""},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + privateKey + `","ciphertextJSON":"x","as":"text"}`, invalid, "malformed_json"},
		{"elgamal.decrypt", `{"scheme":"o1js-v3","privateKey":"` + privateKey + `","ciphertextJSON":"x","as":"text"}`, invalid, "unknown_scheme"},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + publicKey + `","ciphertextJSON":"x","as":"text"}`, invalid, "base58_version"},
		{"elgamal.encrypt", `{"scheme":"sealed-v1","publicKey":"` + publicKey + `","text":"","ephemeral":"1"}`, unsupported, ""},
		{"elgamal.encrypt", `{"scheme":"o1js-v1","publicKey":"","fields":[],"ephemeral":"x"}`, invalid, "base58_length"},
		{"schnorr.sign", `{"privateKey":"` + privateKey + `","message":"","network":"mesa"}`, invalid, "unknown_network"},
		{"schnorr.sign", `{"privateKey":"","message":"","network":"mainnet"}`, invalid, "base58_length"},
		{"schnorr.verify", `{"publicKey":"` + publicKey + `","fields":[],"network":"mainnet","r":"1","s":1}`, invalid, "non_canonical"},
		{"elgamal.encrypt", `{"ephemeral":"x","fields":["y"],"publicKey":"0","scheme":"none"}`, invalid, "unknown_scheme"},
		{"elgamal.encrypt", `{"ephemeral":"x","fields":["y"],"publicKey":"0","scheme":"o1js-v2"}`, invalid, "base58_alphabet"},
		{"proof.verify", `{"system":"kimchi-berkeley","proof":"","verificationKey":""}`, invalid, "malformed_key"},
		{"proof.verify", `{"system":"pickles-berkeley","proof":{},"verificationKey":{}}`, invalid, "malformed_key"},
		{"proof.verify", `{"system":"gnark-groth16-bn254","proof":"","verificationKey":""}`, unsupported, ""},
		{"", ``, unsupported, ""},
		{"Hello", ``, unsupported, ""},
	}
	for _, c := range cases {
		response := handle(c.op, c.in)
		require.Equal(t, c.status, response.Status, "%s %s: %s", c.op, c.in, response.Message)
		require.Equal(t, c.code, response.Code, "%s %s", c.op, c.in)
		require.NotEmpty(t, response.Message)
		require.Empty(t, response.Out)
	}
}

// TestVerifiesProofs has proofs of o1js, given as texts and as objects.
// covers: PIC-15
func TestVerifiesProofs(t *testing.T) {
	proof, err := os.ReadFile("../../kimchi/pickles/testdata/range-proof-native.json")
	require.NoError(t, err)
	key, err := os.ReadFile("../../kimchi/pickles/testdata/range-vk.json")
	require.NoError(t, err)
	quoted, err := json.Marshal(string(proof))
	require.NoError(t, err)
	const valid = `{"valid":true}`
	require.Equal(t, valid, answer(t, "proof.verify",
		`{"system":"pickles-berkeley","proof":`+string(quoted)+`,"verificationKey":`+string(key)+`}`))
	in := `{"system":"pickles-mesa","proof":` + string(proof) + `,"verificationKey":` + string(key) + `}`
	require.Equal(t, `{"valid":false}`, answer(t, "proof.verify", in))
}

// TestBadInputs are inputs that do not have the form of the operation's.
//
// covers: DRV-12
func TestBadInputs(t *testing.T) {
	cases := []struct{ op, in string }{
		{"hello", `{"more":1}`}, {"hello", `[]`}, {"hello", `null`}, {"hello", `{`}, {"hello", `{}x`},
		{"field.eval", `{"field":"fp","fn":"neg"}`}, {"field.eval", `{"field":"fp","fn":"neg","a":"1","c":"1"}`},
		{"field.eval", `{"field":"fp","fn":"add","a":"1"}`}, {"field.eval", `{"field":"fp","fn":"neg","a":"1","b":"1"}`},
		{"field.eval", `{"field":1,"fn":"neg","a":"1"}`}, {"field.eval", `{"Field":"fp","fn":"neg","a":"1"}`},
		{"curve.check", `{"curve":"pallas","point":"1"}`}, {"curve.check", `{"curve":"pallas","point":{"x":"1"}}`},
		{"curve.check", `{"curve":"pallas","point":{"x":"1","y":"1","z":"1"}}`},
		{"poseidon.permute", `{"field":"fp","params":"kimchi","state":["0","0"]}`}, {"poseidon.permute", `{"field":"fq","params":"kimchi","state":"0"}`},
		{"poseidon.hash", `{"inputs":"1"}`}, {"poseidon.hash", `{"inputs":[],"prefix":1}`}, {"poseidon.hash", `{}`},
		{"poseidon.sponge", `{"trace":[{}]}`}, {"poseidon.sponge", `{"trace":[{"squeeze":false}]}`}, {"poseidon.sponge", `{"trace":[{"absorb":"1","squeeze":true}]}`},
		{"poseidon.sponge", `{"trace":["squeeze"]}`}, {"poseidon.sponge", `{"trace":[{"squeeze":1}]}`}, {"poseidon.sponge", `{"trace":{}}`},
		{"poseidon.pack", `{"fields":[],"packed":[["1"]]}`}, {"poseidon.pack", `{"fields":[],"packed":[["1","1"]]}`}, {"poseidon.pack", `{"fields":[],"packed":[["1",1.5]]}`},
		{"poseidon.pack", `{"fields":[],"packed":["1"]}`},
		{"encoding.encode", `{}`}, {"encoding.encode", `{"text":"","hex":""}`}, {"encoding.encode", `{"hex":"A0"}`}, {"encoding.encode", `{"hex":"0"}`}, {"encoding.encode", `{"text":1}`},
		{"encoding.decode", `{"fields":["1"],"as":"bytes"}`}, {"publicKey.encode", `{"x":"1","isOdd":1}`}, {"publicKey.decode", `{"base58":null}`},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + privateKey + `","as":"text"}`},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + privateKey + `","ciphertextJSON":"x","as":"hex"}`},
		{"elgamal.decrypt", `{"scheme":"o1js-v2","privateKey":"` + privateKey + `","ciphertextJSON":"x","ciphertext":{},"as":"text"}`},
	}
	for _, c := range cases {
		response := handle(c.op, c.in)
		require.Equal(t, driver.Error, response.Status, "%s %s: %s", c.op, c.in, response.Message)
		require.Equal(t, "bad_request", response.Code)
		require.Equal(t, "7", string(response.ID))
	}
}

// TestHelloIsComplete compares the operations with the table of SPEC A.2.
func TestHelloIsComplete(t *testing.T) {
	var hello struct {
		Name, Version, Language, Homepage string
		Ops, Schemes, ProofSystems        []string
	}
	require.NoError(t, json.Unmarshal([]byte(answer(t, "hello", "")), &hello))
	require.Equal(t, "minaseal", hello.Name)
	require.Equal(t, "Go", hello.Language)
	require.NotEmpty(t, hello.Version)
	require.NotEmpty(t, hello.Homepage)
	require.Equal(t, []string{"o1js-v1", "o1js-v2", "sealed-v1"}, hello.Schemes)
	require.Equal(t, []string{"kimchi-berkeley", "pickles-berkeley", "pickles-mesa"}, hello.ProofSystems)

	spec, err := os.ReadFile("../../SPEC.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(spec), "### A.2 Drivers")
	require.True(t, found)
	_, section, found = strings.Cut(section, "| operation | in | out |")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")
	var want []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Za-z0-9.]+)` \\|").FindAllStringSubmatch(section, -1) {
		want = append(want, row[1])
	}
	require.Equal(t, want, hello.Ops)
}

// TestMessagesHoldNoSecrets looks for what was given in the messages of refusals.
func TestMessagesHoldNoSecrets(t *testing.T) {
	for _, in := range []string{
		`{"scheme":"o1js-v2","privateKey":"` + privateKey + `","ciphertextJSON":"sesame","as":"text"}`,
		`{"scheme":"o1js-v2","privateKey":"` + privateKey + `x","ciphertextJSON":"{}","as":"text"}`,
		`{"scheme":"` + privateKey + `","privateKey":"` + privateKey + `x","ciphertextJSON":"{}","as":"sesame"}`,
		`{"` + privateKey + `":1}`, `{"scheme":"` + privateKey,
	} {
		message := handle("elgamal.decrypt", in).Message
		require.NotEmpty(t, message)
		require.NotContains(t, message, privateKey)
		require.NotContains(t, message, "sesame")
	}
}
