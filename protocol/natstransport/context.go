package natstransport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// contextFile is a context of the NATS command line: what of it says how to reach a
// server. The rest of its members is about other things.
type contextFile struct {
	URL         string `json:"url"`
	User        string `json:"user"`
	Password    string `json:"password"`
	Token       string `json:"token"`
	Creds       string `json:"creds"`
	NKey        string `json:"nkey"`
	UserJWT     string `json:"user_jwt"`
	UserSeed    string `json:"user_seed"`
	Cert        string `json:"cert"`
	Key         string `json:"key"`
	CA          string `json:"ca"`
	InboxPrefix string `json:"inbox_prefix"`
	TLSFirst    bool   `json:"tls_first"`

	// Not supported.
	NSC          string `json:"nsc"`
	SocksProxy   string `json:"socks_proxy"`
	WindowsStore string `json:"windows_cert_store"`
}

// ReadContext returns the options of a context of the NATS command line, which keeps
// them in $XDG_CONFIG_HOME/nats/context/NAME.json, by default below ~/.config. In names
// of files, a leading ~ and environment variables are expanded.
//
// Errors: [ErrConfig], without a word of what is in the file, which may hold a password.
func ReadContext(name string) (Options, error) {
	var o Options
	if name == "" || strings.Contains(name, "..") || strings.ContainsAny(name, `/\`) {
		return o, fmt.Errorf("%w: %q is no name of a context", ErrConfig, name)
	}
	directory, err := contextDirectory()
	if err != nil {
		return o, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	text, err := os.ReadFile(filepath.Join(directory, "context", name+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return o, fmt.Errorf("%w: there is no context %q in %s", ErrConfig, name, directory)
	} else if err != nil {
		return o, fmt.Errorf("%w: %w", ErrConfig, err)
	}
	defer clear(text)
	var c contextFile
	if json.Unmarshal(text, &c) != nil {
		return o, fmt.Errorf("%w: context %q is not the JSON of one", ErrConfig, name)
	}
	if err := c.supported(); err != nil {
		return o, fmt.Errorf("%w: context %q: %w", ErrConfig, name, err)
	}
	return c.options(), nil
}

// supported refuses what would otherwise be left out in silence.
func (c *contextFile) supported() error {
	for member, value := range map[string]string{"nsc": c.NSC, "socks_proxy": c.SocksProxy, "windows_cert_store": c.WindowsStore} {
		if value != "" {
			return fmt.Errorf("%s is not supported", member)
		}
	}
	files := map[string]string{"creds": c.Creds, "nkey": c.NKey, "cert": c.Cert, "key": c.Key, "ca": c.CA}
	for member, value := range files {
		if elsewhere(strings.TrimPrefix(value, "file://")) {
			return fmt.Errorf("%s is not the name of a file", member)
		}
	}
	for member, value := range map[string]string{"password": c.Password, "token": c.Token, "user_jwt": c.UserJWT, "user_seed": c.UserSeed} {
		if elsewhere(value) {
			return fmt.Errorf("%s is kept elsewhere, which is not supported", member)
		}
	}
	return nil
}

// elsewhere says whether a value tells the NATS command line where to look instead.
func elsewhere(value string) bool {
	for _, scheme := range []string{"file://", "op://", "nsc://", "env://", "data:"} {
		if strings.HasPrefix(value, scheme) {
			return true
		}
	}
	return false
}

func (c *contextFile) options() Options {
	return Options{
		URL:  c.URL,
		User: c.User, Password: c.Password, Token: c.Token, JWT: c.UserJWT, Seed: c.UserSeed,
		CredentialsFile: expand(c.Creds), NKeyFile: expand(c.NKey),
		CAFile: expand(c.CA), CertificateFile: expand(c.Cert), KeyFile: expand(c.Key),
		InboxPrefix: c.InboxPrefix, TLSFirst: c.TLSFirst,
	}
}

// expand returns the name of a file as a shell would.
func expand(name string) string {
	name = os.ExpandEnv(strings.TrimPrefix(name, "file://"))
	if rest, ok := strings.CutPrefix(name, "~"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return home + rest
		}
	}
	return name
}

// selectedContext returns the name of the context that is selected, or "".
func selectedContext() string {
	directory, err := contextDirectory()
	if err != nil {
		return ""
	}
	name, err := os.ReadFile(filepath.Join(directory, "context.txt"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(name))
}

func contextDirectory() (string, error) {
	if config := os.Getenv("XDG_CONFIG_HOME"); config != "" {
		return filepath.Join(config, "nats"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".config", "nats"), err
}
