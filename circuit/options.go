package circuit

import (
	"fmt"

	"github.com/minaseal/minaseal/proof"
)

// Option changes how NewProver and NewVerifier find their keys, and whom they
// tell about it.
type Option func(*options) error

type options struct {
	cacheDir      string // "" is the default directory
	noCache       bool
	srsFile       string
	provingPath   string
	verifyingPath string
	progress      proof.Progress
}

// WithCacheDir keeps the keys in dir, made with mode 0700 if missing, instead of
// minaseal/keys in the user's cache directory ($XDG_CACHE_HOME or ~/.cache on
// Linux). A Prover and a Verifier on one directory have the same keys.
func WithCacheDir(dir string) Option {
	return func(o *options) error {
		if dir == "" {
			return fmt.Errorf("%w: empty cache directory", ErrOption)
		}
		o.cacheDir = dir
		return nil
	}
}

// WithoutCache makes the keys anew and keeps them in memory only. Only the
// Prover's own Verifier, and those who are given its key, can then verify. For
// NewVerifier it needs WithSRSFile, from which the keys follow.
func WithoutCache() Option {
	return func(o *options) error {
		o.noCache = true
		return nil
	}
}

// WithProgress reports the stages to p.
func WithProgress(p proof.Progress) Option {
	return func(o *options) error {
		o.progress = p
		return nil
	}
}

// WithSRSFile derives PLONK's keys from the powers of tau in a file, in the form
// of gnark-crypto's kzg.SRS (WriteTo or WriteRawTo). The set-up is then external.
func WithSRSFile(path string) Option {
	return func(o *options) error {
		if path == "" {
			return fmt.Errorf("%w: empty path", ErrOption)
		}
		o.srsFile = path
		return nil
	}
}

// WithKeyFiles takes the keys from files, in the form of gnark (WriteTo or
// WriteRawTo), as a ceremony leaves them, or as [Verifier.WriteKey] writes them.
// A verifier passes "" as proving. gnark's form says nothing about where keys
// come from, and counts as external. Trust the files: gnark believes the lengths
// in them.
func WithKeyFiles(proving, verifying string) Option {
	return func(o *options) error {
		if verifying == "" {
			return fmt.Errorf("%w: no verifying key", ErrOption)
		}
		o.provingPath, o.verifyingPath = proving, verifying
		return nil
	}
}

// newOptions applies opts and checks them against each other.
func newOptions(e engine, prover bool, opts []Option) (*options, error) {
	o := new(options)
	for _, opt := range opts {
		if err := opt(o); err != nil {
			return nil, err
		}
	}
	fromFiles := o.verifyingPath != ""
	switch {
	case o.noCache && o.cacheDir != "":
		return nil, fmt.Errorf("%w: a cache directory and no cache", ErrOption)
	case fromFiles && (o.cacheDir != "" || o.noCache || o.srsFile != ""):
		return nil, fmt.Errorf("%w: key files leave nothing to make or cache", ErrOption)
	case !prover && o.noCache && o.srsFile == "":
		return nil, fmt.Errorf("%w: a verifier with keys of its own verifies nothing", ErrOption)
	case o.srsFile != "" && !e.usesSRS():
		return nil, fmt.Errorf("%w: %s takes no SRS", ErrOption, e.name())
	case fromFiles && prover != (o.provingPath != ""):
		return nil, fmt.Errorf("%w: a prover needs a proving key, a verifier none", ErrOption)
	}
	return o, nil
}
