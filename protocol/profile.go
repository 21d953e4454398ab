package protocol

import (
	"unicode/utf8"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// Profile names a variant of the handshake: its messages and its encryption
// scheme (SPEC 8). Both sides agree on it beforehand. The zero value is none.
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

// ParseProfile returns the profile of a name, "zkcw-v1", "zkcw-v2" or "sealed-v1".
//
// Errors: [ErrUnknownProfile].
func ParseProfile(name string) (Profile, error) {
	for _, p := range []Profile{ZKCWv1, ZKCWv2, SealedV1} {
		if name == p.String() {
			return p, nil
		}
	}
	return 0, ErrUnknownProfile
}

// String returns the name that [ParseProfile] takes.
func (p Profile) String() string {
	switch p {
	case ZKCWv1:
		return "zkcw-v1"
	case ZKCWv2:
		return "zkcw-v2"
	case SealedV1:
		return "sealed-v1"
	default:
		return "unknown"
	}
}

// check returns ErrUnknownProfile for a value that is no profile.
func (p Profile) check() error {
	if p < ZKCWv1 || p > SealedV1 {
		return ErrUnknownProfile
	}
	return nil
}

// Scheme returns the scheme of o1js that a zkcw profile encrypts with.
//
// Errors: [ErrUnknownProfile]; elgamal.ErrUnknownScheme for [SealedV1], which
// seals (SPEC 6.6).
func (p Profile) Scheme() (elgamal.Scheme, error) {
	switch p {
	case ZKCWv1:
		return elgamal.O1jsV1, nil
	case ZKCWv2:
		return elgamal.O1jsV2, nil
	case SealedV1:
		return 0, elgamal.ErrUnknownScheme
	default:
		return 0, ErrUnknownProfile
	}
}

// Subject returns the subject on which the app with this public key listens:
// "zkcw:" followed by the key in base58check, or "minaseal.v1." and the key (SPEC
// 9.1, 9.5).
func (p Profile) Subject(app *address.PublicKey) string {
	if p == SealedV1 {
		return "minaseal.v1." + app.String()
	}
	return Subject(app)
}

// Subject returns the subject of an app in every zkcw profile; see
// [Profile.Subject].
func Subject(app *address.PublicKey) string { return "zkcw:" + app.String() }

// MaxText returns the greatest length of a text in bytes, [MaxText] or
// [MaxSealedText].
func (p Profile) MaxText() int {
	if p == SealedV1 {
		return MaxSealedText
	}
	return MaxText
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
