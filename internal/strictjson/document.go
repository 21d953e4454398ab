package strictjson

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Document reads a text of at most limit bytes that is one object with exactly these
// members, in any order, each read by its function. Its errors name the member that is
// missing or unknown: it is for public texts alone.
func Document(text []byte, limit int, members map[string]func(*Reader) error) error {
	r, err := New(text, limit)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	err = r.Object(func(name string) error {
		read, known := members[name]
		if !known {
			return r.UnknownMember(name)
		}
		seen[name] = true
		return read(r)
	})
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !seen[name] {
			return r.malformed(fmt.Sprintf("no member %q", name))
		}
	}
	return nil
}

// Base64 decodes the standard base64 of bytes, with padding (SPEC 4.10 [B64-2]). Go's
// decoder skips line breaks; here a text is what encodes the bytes, or it is refused.
func Base64(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, fmt.Errorf("%w: not canonical base64", ErrMalformed)
	}
	return raw, nil
}
