package protocol

import (
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
)

// ParseProfile returns the profile of a name, "zkcw-v1" or "zkcw-v2".
//
// Errors: [ErrUnknownProfile].
func ParseProfile(name string) (Profile, error) {
	for _, p := range []Profile{ZKCWv1, ZKCWv2} {
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
	default:
		return "unknown"
	}
}

// Scheme returns the encryption scheme of the profile.
//
// Errors: [ErrUnknownProfile].
func (p Profile) Scheme() (elgamal.Scheme, error) {
	switch p {
	case ZKCWv1:
		return elgamal.O1jsV1, nil
	case ZKCWv2:
		return elgamal.O1jsV2, nil
	default:
		return 0, ErrUnknownProfile
	}
}

// Subject returns the subject on which the app with this public key listens,
// "zkcw:" followed by the key in base58check (SPEC 9). It is the same in every
// zkcw profile.
func Subject(app *address.PublicKey) string { return "zkcw:" + app.String() }
