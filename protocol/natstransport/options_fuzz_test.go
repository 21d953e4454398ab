package natstransport_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/protocol/natstransport"
)

// FuzzURL: whatever the URL, it is accepted or refused with a named error that does not
// repeat it, and what is shown of it can be read again.
func FuzzURL(f *testing.F) {
	for _, seed := range []string{
		"nats://127.0.0.1:4222", "a,b", "tls://t0k3n@host", "nats://u:p@h:1,ws://h", "nats://u:p@h:port", "://", "%zz", "nats://[::1]:4222", " , ", "https://h",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<10 { // longer lists of servers take long, and show no more
			return
		}
		shown := natstransport.RedactURL(text)
		err := at(text).Check()
		if err != nil {
			require.ErrorIs(t, err, natstransport.ErrConfig)
			if len(text) > 30 { // shorter ones can stand in any sentence
				require.NotContains(t, err.Error(), text)
			}
			return
		}
		require.NoError(t, at(shown).Check(), shown)
		require.NotContains(t, shown, "(not a URL)")
	})
}

// TestURLsShowNoSecret puts a user and a password into URLs of all forms.
//
// covers: NAT-24
func TestURLsShowNoSecret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[a-zA-Z0-9/?#@:% ]{1,20}`).Draw(t, "secret") + "Zq7"
		user := rapid.SampledFrom([]*url.Userinfo{url.User(secret), url.UserPassword("alice", secret)}).Draw(t, "user")
		host := rapid.SampledFrom([]string{"127.0.0.1:4222", "[::1]", "nats.example.com", "host:port", "", "%zz"}).Draw(t, "host")
		scheme := rapid.SampledFrom([]string{"nats://", "tls://", "wss://", "", "http://"}).Draw(t, "scheme")
		text := scheme + user.String() + "@" + host
		if rapid.Bool().Draw(t, "list") {
			text = "nats://one, " + text
		}
		for _, printed := range []string{natstransport.RedactURL(text), errorText(at(text).Check())} {
			require.NotContains(t, printed, "Zq7", text)
			require.NotContains(t, strings.ToLower(printed), "alice", text)
		}
	})
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
