package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"runtime/debug"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/o1js"
)

// operation is a row of the table of SPEC A.2: the members of its input, in the
// notation of that table, and the function. a|b stands for one of two members, a?
// for one that may be absent.
type operation struct {
	name    string
	members []string
	run     func(a *arguments) (any, error)
}

// operations returns the table. It is a function because hello lists it.
func operations() []operation {
	return []operation{
		{"hello", nil, hello},
		{"field.eval", []string{"field", "fn", "a", "b?"}, evaluate},
		{"curve.add", []string{"curve", "p", "q"}, addPoints},
		{"curve.scale", []string{"curve", "point?", "scalar"}, scalePoint},
		{"curve.check", []string{"curve", "point"}, checkPoint},
		{"poseidon.permute", []string{"field", "params", "state"}, permute},
		{"poseidon.hash", []string{"params?", "inputs", "prefix?"}, hash},
		{"poseidon.hashAnyLength", []string{"inputs"}, hashAnyLength},
		{"poseidon.sponge", []string{"trace"}, sponge},
		{"poseidon.hashToGroup", []string{"inputs"}, hashToGroup},
		{"poseidon.pack", []string{"fields", "packed"}, pack},
		{"encoding.encode", []string{"text|hex"}, encode},
		{"encoding.decode", []string{"fields", "as"}, decode},
		{"publicKey.decode", []string{"base58"}, decodePublicKey},
		{"publicKey.encode", []string{"x", "isOdd"}, encodePublicKey},
		{"privateKey.decode", []string{"base58"}, decodePrivateKey},
		{"privateKey.encode", []string{"scalar"}, encodePrivateKey},
		{"elgamal.encrypt", []string{"scheme", "publicKey", "text|fields", "ephemeral"}, encrypt},
		{"elgamal.decrypt", []string{"scheme", "privateKey", "ciphertext|ciphertextJSON", "as"}, decrypt},
		{"sealed.transcript", []string{"job", "app", "worker", "identity"}, startTranscript},
		{"sealed.seal", []string{"privateKey", "publicKey", "transcript", "direction", "sequence", "text|fields", "ephemeral"}, seal},
		{"sealed.open", []string{"privateKey", "publicKey", "transcript", "direction", "sequence", "ciphertext|ciphertextJSON", "as"}, open},
		{"sealed.range", []string{"privateKey", "worker", "publicKey", "transcript", "direction", "sequence", "ciphertext"}, checkSealedRange},
		{"sealed.app", []string{"privateKey", "job", "identity|launcher", "now", "options", "payload", "status", "ephemerals", "requests"}, runSealedApp},
		{"sealed.worker", []string{"privateKey", "identityKey", "app", "job", "ticket?", "result", "ephemerals", "replies"}, runSealedWorker},
		{"ticket.sign", []string{"privateKey", "job", "app", "worker", "notAfter"}, signTicket},
		{"ticket.verify", []string{"ticket", "launcher", "job", "app", "worker", "now"}, verifyTicket},
		{"schnorr.sign", []string{"privateKey", "fields|message", "network"}, sign},
		{"schnorr.verify", []string{"publicKey", "fields|message", "network", "r", "s"}, verify},
		{"proof.verify", []string{"system", "proof", "verificationKey", "publicInputs?", "publicOutputs?"}, verifyProof},
	}
}

// unsupported is the error of what this implementation does not have.
type unsupported string

func (u unsupported) Error() string { return "driver: no such " + string(u) }

// Handle executes a request (SPEC A.2). The response carries the request's ID.
func Handle(request Request) Response {
	for _, o := range operations() {
		if o.name != request.Op {
			continue
		}
		a, err := parseArguments(request.In, o.members)
		if err != nil {
			return respond(request.ID, nil, err)
		}
		out, err := o.run(a)
		if a.err != nil { // then run worked with less than its input
			err = a.err
		}
		return respond(request.ID, out, err)
	}
	return respond(request.ID, nil, unsupported("operation"))
}

// respond makes the response of an operation that returned out and err.
func respond(id json.RawMessage, out any, err error) Response {
	response := Response{ID: id}
	if err == nil {
		response.Status = OK
		response.Out, err = marshal(out)
	}
	if err == nil {
		return response
	}
	response.Code = coded.Code(err)
	response.Message = err.Error()
	var missing unsupported
	switch {
	case errors.As(err, &missing):
		response.Status = Unsupported
	case response.Code == "" || response.Code == coded.Code(errBadRequest):
		response.Status = Error
	default:
		response.Status = Invalid
	}
	return response
}

// marshal writes JSON without the escapes that encoding/json adds for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// object is the output of an operation.
type object map[string]any

func hello(*arguments) (any, error) {
	names := []string{}
	for _, o := range operations() {
		names = append(names, o.name)
	}
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	return object{
		"name":         "minaseal",
		"version":      version,
		"language":     "Go",
		"homepage":     "https://github.com/minaseal/minaseal",
		"ops":          names,
		"schemes":      []string{elgamal.O1jsV1.String(), elgamal.O1jsV2.String(), "sealed-v1"},
		"proofSystems": o1js.Names(),
		"codes":        true,
	}, nil
}
