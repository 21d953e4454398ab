package natstransport

import (
	"errors"
	"fmt"
	"os"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// seedIn checks, before a connection needs it, that a file holds a user's seed. The
// client library itself reads the file when the server asks, at each connection.
func seedIn(file string) nats.Option {
	return func(*nats.Options) error {
		seed, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		defer clear(seed)
		pair, err := nkeys.ParseDecoratedUserNKey(seed)
		if err != nil {
			return fmt.Errorf("%s holds no user seed: %w", file, err)
		}
		pair.Wipe()
		return nil
	}
}

// userJWT returns the option of a JWT that is given as text, signed for by a seed, by
// that of a file, or, a bearer's, not at all.
func (o *Options) userJWT() ([]nats.Option, error) {
	user := func() (string, error) { return o.JWT, nil }
	switch {
	case o.NKeyFile != "":
		sign, err := nats.NkeyOptionFromSeed(o.NKeyFile)
		if err != nil {
			return nil, err
		}
		var key nats.Options
		if err := sign(&key); err != nil {
			return nil, err
		}
		return []nats.Option{nats.UserJWT(user, key.SignatureCB)}, nil
	case o.Seed != "":
		pair, err := nkeys.FromSeed([]byte(o.Seed))
		if err != nil {
			return nil, errors.New("the seed beside the JWT is none")
		}
		pair.Wipe()
		return []nats.Option{nats.UserJWTAndSeed(o.JWT, o.Seed)}, nil
	}
	return []nats.Option{nats.UserJWT(user, func([]byte) ([]byte, error) { return nil, nil })}, nil
}
