package wire

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// read parses a message: value reads its one JSON value, which nothing but white
// space may surround.
func read(message []byte, value func(r *strictjson.Reader) error) error {
	return readLimited(message, MaxSize, value)
}

// readLimited is read with another limit than MaxSize.
func readLimited(message []byte, limit int, value func(r *strictjson.Reader) error) error {
	r, err := strictjson.New(message, limit)
	if err != nil {
		return malformed(err)
	}
	if err := value(r); err != nil {
		return malformed(err)
	}
	if err := r.End(); err != nil {
		return malformed(err)
	}
	if r.Unpaired() {
		return fmt.Errorf("%w: unpaired surrogate", ErrMalformed)
	}
	return nil
}

// malformed gives an error of the JSON reader this package's sentinel.
func malformed(err error) error {
	switch {
	case errors.Is(err, strictjson.ErrSize):
		return ErrSize
	case errors.Is(err, ErrMalformed):
		return err
	default:
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
}

// later returns a cursor at the value that follows and moves r past it, for a value
// whose form depends on a member that may stand after it.
func later(r *strictjson.Reader) (*strictjson.Reader, error) {
	r.Next() // white space
	value := *r
	_, err := r.Skip()
	return &value, err
}

// onlyString reads an object whose only member is the string name.
func onlyString(r *strictjson.Reader, name string) (string, error) {
	var value string
	found := false
	err := r.Object(func(member string) (err error) {
		if member != name {
			return r.Unknown()
		}
		found = true
		value, err = r.String()
		return err
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: %s is missing", ErrMalformed, name)
	}
	if err != nil {
		return "", malformed(err)
	}
	return value, nil
}
