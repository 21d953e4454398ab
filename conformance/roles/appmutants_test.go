package roles_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

func appMutants() []mutant {
	const fail, timeout, accepted = conformance.Fail, conformance.Timeout, conformance.Accepted
	listensOn := func(change func(string) string) *appFault { return &appFault{subject: change} }
	return []mutant{
		{"unknown-post-answered", "answers a request of an unknown post with a refusal", "app-unknown-post", fail, "answers the message",
			&appFault{wrap: onCode("unknown_post", refuses)}, nil},
		{"malformed-answered", "answers a malformed request with a refusal", "app-options-truncated", fail, "answers the message",
			&appFault{wrap: onCode("malformed_json", refuses)}, nil},
		{"malformed-fatal", "ends at a malformed request", "app-malformed-later", fail, "ended with exit code 1",
			&appFault{wrap: onCode("malformed_json", ends)}, nil},
		{"second-worker-fatal", "ends when a second worker comes", "app-second-worker-ready", fail, "ended with exit code 1",
			&appFault{wrap: onCode("second_worker", ends)}, nil},
		{"out-of-order-ready-answered", "answers ready before options", "app-ready-first", accepted, "whatever came before",
			&appFault{wrap: stateless}, nil},
		{"done-before-ready-accepted", "takes a result before it has sent the payload", "app-done-before-ready", accepted, "whatever came before",
			&appFault{wrap: stateless}, nil},
		{"second-worker-accepted", "serves whoever asks", "app-second-worker-options", accepted, "whoever came first",
			&appFault{wrap: onCode("second_worker", serves)}, nil},
		{"second-worker-gets-payload", "gives the payload to whoever asks", "app-second-worker-ready-later", accepted, "whoever came first",
			&appFault{wrap: onCode("second_worker", serves)}, nil},
		{"replay-accepted", "takes the result again after the end", "app-done-replayed", accepted, "whatever came before",
			&appFault{wrap: replays, linger: time.Second}, nil},
		{"undecryptable-result-accepted", "closes the run with a result that does not decrypt", "app-done-tag-changed", fail, "answers the message",
			&appFault{wrap: onCode("tag_mismatch", closes)}, nil},
		{"other-scheme-accepted", "closes the run with a result of another scheme", "app-done-other-scheme", fail, "answers the message",
			&appFault{wrap: onCode("tag_mismatch", closes)}, nil},
		{"duplicate-with-another-payload", "answers ready again with another text", "app-duplicate-ready", fail, "decrypts to",
			&appFault{wrap: onDuplicate(anotherText)}, nil},
		{"duplicate-not-encrypted-anew", "answers a duplicate with the bytes of before", "app-duplicate-ready", fail, "HSK-7",
			&appFault{wrap: sameBytes}, nil},
		{"duplicate-refused", "does not answer a duplicate", "app-duplicate-options", timeout, "no reply",
			&appFault{wrap: onDuplicate(silence)}, nil},
		{"lenient-json", "takes members that SPEC does not know", "app-options-extra-member", accepted, "JSON.parse",
			&appFault{wrap: lenientJSON}, nil},
		{"numbers-reduced", "reduces the numbers of a ciphertext", "app-done-number-plus-modulus", accepted, "reduced",
			&appFault{wrap: reducing}, nil},
		{"acts-without-reply-subject", "takes a result for which no reply is asked", "app-done-no-reply", accepted, "without a reply subject",
			&appFault{mute: true, linger: time.Second, wrap: replays}, nil},
		{"bound-without-reply-subject", "binds itself to a worker that asks for no reply", "app-options-no-reply", timeout, "no reply",
			&appFault{mute: true}, nil},
		{"listens-on-wrong-subject", "listens on another subject", "app-handshake", timeout, "nobody listens",
			listensOn(func(s string) string { return strings.Replace(s, ":", ".", 1) }), nil},
		{"wildcard-subject", "listens on every subject", "app-handshake", fail, "NAT-1",
			listensOn(func(string) string { return "*" }), nil},
		{"queue-group", "listens as a member of a queue group", "app-handshake", fail, "NAT-3",
			&appFault{queue: "apps"}, nil},
		{"replies-elsewhere", "sends every reply to a second subject", "app-handshake", fail, "no subject of the run",
			&appFault{copies: "log"}, nil},
		{"private-key-printed", "prints its private key", "app-handshake", fail, "ERR-3",
			&appFault{talks: true}, nil},
		{"payload-logged", "logs its payload", "app-handshake", fail, "ERR-3",
			&appFault{logs: true}, nil},
		{"indented-replies", "writes replies with white space", "app-handshake", fail, "MSG-1",
			&appFault{wrap: rewrites(func(data []byte) []byte { return append(data, '\n') })}, nil},
	}
}

// onCode is an app that does something else where a sound one gives an error code.
func onCode(code string, instead func(protocol.AppConfig, []byte) ([]protocol.AppEffect, error)) func(appStep, protocol.AppConfig) appStep {
	return func(sound appStep, config protocol.AppConfig) appStep {
		return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
			effects, outcome, err := sound(event)
			if request, ok := event.(protocol.Request); ok && coded.Code(err) == code {
				effects, err = instead(config, request.Data)
			}
			return effects, outcome, err
		}
	}
}

func refuses(protocol.AppConfig, []byte) ([]protocol.AppEffect, error) {
	return sends(wire.Refusal{Error: "unknown_post"}), nil
}

func ends(protocol.AppConfig, []byte) ([]protocol.AppEffect, error) { return nil, errFatal }

func closes(protocol.AppConfig, []byte) ([]protocol.AppEffect, error) {
	return append(sends(wire.CloseReply{Status: `{"success":true}`}), protocol.Deliver{}), nil
}

// sends is the effect of a reply.
func sends(p wire.Reply) []protocol.AppEffect {
	data, err := wire.EncodeReply(p)
	if err != nil {
		panic(err)
	}
	return []protocol.AppEffect{protocol.SendReply{Data: data}}
}

// serves answers a request as another app with the same texts does.
func serves(config protocol.AppConfig, data []byte) ([]protocol.AppEffect, error) {
	q, err := wire.DecodeRequest(data)
	if err != nil {
		return nil, err
	}
	switch r := q.(type) {
	case wire.OptionsRequest:
		return sends(wire.OptionsReply{Encrypted: sealed(config, r.Key, config.Options)}), nil
	case wire.ReadyRequest:
		return sends(wire.ExecuteReply{Encrypted: sealed(config, r.Key, config.Payload)}), nil
	default:
		return nil, nil
	}
}

func sealed(config protocol.AppConfig, key, text string) string {
	pk, err := address.ParsePublicKey(key)
	if err != nil {
		panic(err)
	}
	scheme, err := config.Profile.Scheme()
	if err != nil {
		panic(err)
	}
	c, err := scheme.EncryptText(pk, text)
	if err != nil {
		panic(err)
	}
	encoded, err := c.MarshalJSON()
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

// stateless answers a request that is out of order as the encryption example does:
// every request by itself.
func stateless(sound appStep, config protocol.AppConfig) appStep {
	return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
		effects, outcome, err := sound(event)
		request, ok := event.(protocol.Request)
		if !ok || !errors.Is(err, protocol.ErrOutOfOrder) {
			return effects, outcome, err
		}
		if result, ok := opened(config, request.Data); ok {
			return append(sends(wire.CloseReply{Status: `{"success":true}`}), protocol.Deliver{Result: result}), outcome, nil
		}
		effects, err = serves(config, request.Data)
		return effects, outcome, err
	}
}

// opened decrypts the result of a done request.
func opened(config protocol.AppConfig, data []byte) (string, bool) {
	q, err := wire.DecodeRequest(data)
	if err != nil {
		return "", false
	}
	done, ok := q.(wire.DoneRequest)
	if !ok {
		return "", false
	}
	c, err := elgamal.ParseCiphertext([]byte(done.Result))
	if err != nil {
		return "", false
	}
	scheme, err := config.Profile.Scheme()
	if err != nil {
		return "", false
	}
	text, err := scheme.DecryptText(config.PrivateKey, c)
	return text, err == nil
}

// replays takes every done request after the first one too.
func replays(sound appStep, config protocol.AppConfig) appStep {
	return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
		effects, outcome, err := sound(event)
		if request, ok := event.(protocol.Request); ok && errors.Is(err, protocol.ErrDuplicate) {
			if result, ok := opened(config, request.Data); ok {
				return append(sends(wire.CloseReply{Status: `{"success":true}`}), protocol.Deliver{Result: result}), outcome, nil
			}
		}
		return effects, outcome, err
	}
}

// onDuplicate is an app that answers duplicates otherwise.
func onDuplicate(instead func(protocol.AppConfig, []byte) []protocol.AppEffect) func(appStep, protocol.AppConfig) appStep {
	return func(sound appStep, config protocol.AppConfig) appStep {
		return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
			effects, outcome, err := sound(event)
			if request, ok := event.(protocol.Request); ok && outcome.Code == protocol.OutcomeDuplicate {
				effects = instead(config, request.Data)
			}
			return effects, outcome, err
		}
	}
}

func silence(protocol.AppConfig, []byte) []protocol.AppEffect { return nil }

func anotherText(config protocol.AppConfig, data []byte) []protocol.AppEffect {
	config.Options, config.Payload = `{"value":"1"}`, `{"value":"1"}`
	effects, err := serves(config, data)
	if err != nil {
		panic(err)
	}
	return effects
}

// sameBytes answers a duplicate with what it has answered before.
func sameBytes(sound appStep, _ protocol.AppConfig) appStep {
	given := map[string][]protocol.AppEffect{}
	return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
		effects, outcome, err := sound(event)
		if request, ok := event.(protocol.Request); ok && err == nil {
			if before := given[string(request.Data)]; before != nil {
				return before, outcome, nil
			}
			given[string(request.Data)] = effects
		}
		return effects, outcome, err
	}
}

// rewrites changes the bytes of every reply.
func rewrites(change func([]byte) []byte) func(appStep, protocol.AppConfig) appStep {
	return func(sound appStep, _ protocol.AppConfig) appStep {
		return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
			effects, outcome, err := sound(event)
			for i, effect := range effects {
				if reply, ok := effect.(protocol.SendReply); ok {
					reply.Data = change(reply.Data)
					effects[i] = reply
				}
			}
			return effects, outcome, err
		}
	}
}

// rereads changes the bytes of every request before the machine sees them.
func rereads(change func([]byte) []byte) func(appStep, protocol.AppConfig) appStep {
	return func(sound appStep, _ protocol.AppConfig) appStep {
		return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
			if request, ok := event.(protocol.Request); ok {
				event = protocol.Request{Data: change(request.Data)}
			}
			return sound(event)
		}
	}
}

// lenientJSON leaves unknown members out.
func lenientJSON(sound appStep, config protocol.AppConfig) appStep {
	return rereads(func(data []byte) []byte {
		var message struct {
			Post   string            `json:"post"`
			Params map[string]string `json:"params"`
		}
		if json.Unmarshal(data, &message) != nil {
			return data
		}
		return marshal(message)
	})(sound, config)
}

// reducing reduces the numbers of a result modulo p.
func reducing(sound appStep, config protocol.AppConfig) appStep {
	return rereads(func(data []byte) []byte {
		q, err := wire.DecodeRequest(data)
		if err != nil {
			return data
		}
		done, ok := q.(wire.DoneRequest)
		if !ok {
			return data
		}
		var c struct {
			PublicKey  json.RawMessage `json:"publicKey"`
			CipherText []string        `json:"cipherText"`
		}
		if json.Unmarshal([]byte(done.Result), &c) != nil {
			return data
		}
		for i, number := range c.CipherText {
			if x, ok := new(big.Int).SetString(number, 10); ok {
				c.CipherText[i] = x.Mod(x, fp.Modulus()).String()
			}
		}
		again, err := wire.EncodeRequest(wire.DoneRequest{Result: string(marshal(c))})
		if err != nil {
			return data
		}
		return again
	})(sound, config)
}

func marshal(value any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(b.Bytes())
}
