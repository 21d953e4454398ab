package protocol

import (
	"time"
	"unicode/utf8"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/strictjson"
)

// Profile is a variant of the handshake: its messages, its encryption, its limits
// and its state tables (SPEC 8.1). Both sides agree on it beforehand. The zero value
// is none.
type Profile uint8

// The profiles.
const (
	// ZKCWv1 is the encryption example as published: scheme o1js-v1.
	ZKCWv1 Profile = iota + 1
	// ZKCWv2 is the same with the scheme o1js-v2.
	ZKCWv2
	// SealedV1 authenticates both sides and binds every message to its run.
	SealedV1
)

// definitions has all that distinguishes one profile from another. A new profile is a
// constant above and a row here.
var definitions = [...]definition{
	ZKCWv1:   zkcw("zkcw-v1", elgamal.O1jsV1),
	ZKCWv2:   zkcw("zkcw-v2", elgamal.O1jsV2),
	SealedV1: sealedV1(),
}

// definition is what a profile consists of.
type definition struct {
	name           string
	scheme         elgamal.Scheme // of o1js; 0 where messages are sealed (SPEC 6.6)
	authenticated  bool           // a run has a job, and its worker an identity
	subject        string         // of an app, before its address
	maxText        int            // bytes
	requestTimeout time.Duration  // the default of a worker's patience for a reply

	app, worker  *table
	newApp       func(AppConfig, elgamal.Scheme, fixedScalars) (d appDialect, bound int, err error)
	newWorker    func(WorkerConfig, elgamal.Scheme, *address.PublicKey, fixedScalars) (workerDialect, error)
	requestBound func(length int) int

	encodeDone func(job, ciphertext string) ([]byte, error)
	decodeDone func(request []byte) (ciphertext string, err error)
}

// none is the definition of a value that is no profile.
var none = definition{name: "unknown"}

func (p Profile) definition() *definition {
	if p.check() != nil {
		return &none
	}
	return &definitions[p]
}

// Profiles returns all profiles, in the order of SPEC 8.1.
func Profiles() []Profile {
	var all []Profile
	for p := ZKCWv1; int(p) < len(definitions); p++ {
		all = append(all, p)
	}
	return all
}

// ParseProfile returns the profile of a name, "zkcw-v1", "zkcw-v2" or "sealed-v1".
//
// Errors: [ErrUnknownProfile].
func ParseProfile(name string) (Profile, error) {
	for _, p := range Profiles() {
		if name == p.String() {
			return p, nil
		}
	}
	return 0, ErrUnknownProfile
}

// String returns the name that [ParseProfile] takes, "unknown" for what is no profile.
func (p Profile) String() string { return p.definition().name }

// MarshalText returns the name of the profile, and ErrUnknownProfile if it has none.
func (p Profile) MarshalText() ([]byte, error) { return []byte(p.String()), p.check() }

// UnmarshalText sets p to what [ParseProfile] returns, and leaves p as it was on an
// error.
func (p *Profile) UnmarshalText(name []byte) error {
	parsed, err := ParseProfile(string(name))
	if err == nil {
		*p = parsed
	}
	return err
}

// UnmarshalJSON is UnmarshalText of a JSON string; null is refused, too.
func (p *Profile) UnmarshalJSON(text []byte) error {
	text, err := strictjson.Text(text)
	if err != nil {
		return err
	}
	return p.UnmarshalText(text)
}

// check returns ErrUnknownProfile for a value that is no profile.
func (p Profile) check() error {
	if p == 0 || int(p) >= len(definitions) {
		return ErrUnknownProfile
	}
	return nil
}

// Scheme returns the scheme of o1js with which the profile encrypts.
//
// Errors: [ErrUnknownProfile]; elgamal.ErrUnknownScheme for [SealedV1], which
// seals (SPEC 6.6).
func (p Profile) Scheme() (elgamal.Scheme, error) {
	if err := p.check(); err != nil {
		return 0, err
	}
	if p.definition().scheme == 0 {
		return 0, elgamal.ErrUnknownScheme
	}
	return p.definition().scheme, nil
}

// Authenticated reports whether the worker shows its identity, and a run has a job's
// name and a [Trust] (SPEC 8.6).
func (p Profile) Authenticated() bool { return p.definition().authenticated }

// Subject returns the subject on which the app with this public key listens:
// "zkcw:" followed by the key in base58check, or "minaseal.v1." and the key (SPEC
// 9.1, 9.5).
func (p Profile) Subject(app *address.PublicKey) string { return p.definition().subject + app.String() }

// MaxText returns the greatest length of options, payload, result and status in
// bytes: 384 KiB in the zkcw profiles, 3 MiB in [SealedV1] (SPEC 7.6 [MSG-17], 7.8
// [MSG-25]).
func (p Profile) MaxText() int { return p.definition().maxText }

// RequestTimeout returns how long a worker waits for a reply unless it is told
// otherwise (SPEC 9.2 [NAT-9], 9.5 [NAT-21]).
func (p Profile) RequestTimeout() time.Duration { return p.definition().requestTimeout }

// AppTransitions returns the app's state table, row by row (SPEC 8.3, 8.9).
func (p Profile) AppTransitions() []Transition { return p.definition().app.list() }

// WorkerTransitions returns the worker's state table, row by row (SPEC 8.4, 8.10).
func (p Profile) WorkerTransitions() []Transition { return p.definition().worker.list() }

// EncodeDone returns the done request that carries a ciphertext's JSON text. The zkcw
// profiles have no job, and take the name for nothing.
//
// Errors: [ErrUnknownProfile] and those of wire.EncodeRequest and
// wire.EncodeSealedRequest.
func (p Profile) EncodeDone(job, ciphertext string) ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	return p.definition().encodeDone(job, ciphertext)
}

// DecodeDone returns the JSON text of the ciphertext in a done request.
//
// Errors: [ErrUnknownProfile], [ErrOutOfOrder] for another request, and those of
// wire.DecodeRequest and wire.DecodeSealedRequest.
func (p Profile) DecodeDone(request []byte) (string, error) {
	if err := p.check(); err != nil {
		return "", err
	}
	return p.definition().decodeDone(request)
}

// checkText says whether a text can be sent.
func (p Profile) checkText(text string) error {
	if len(text) > p.MaxText() {
		return ErrTextSize
	}
	if !utf8.ValidString(text) {
		return ErrTextUTF8
	}
	return nil
}
