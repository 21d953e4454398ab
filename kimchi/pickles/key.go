package pickles

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

const (
	// keySize is the number of bytes of a key.
	keySize = 2 + keyPoints*pointSize + 2

	keyPoints = 7 + 15 + 6
	pointSize = 64

	// maxKeyText is the longest JSON of a key that is looked at.
	maxKeyText = 1 << 12

	// wrapLogDomain is the logarithm of the smallest of the three wrap domains.
	wrapLogDomain = 13
	wrapDomains   = 3

	// wrapInputs is the length of the wrap circuit's public input.
	wrapInputs = 40
)

// lagrangePoints holds, for each wrap domain, commitments to the Lagrange polynomials of
// the public input, x and y in 32 bytes each. Written by kimchi/internal/constants.
//
//go:embed lagrange.bin
var lagrangePoints []byte

var lagrange = sync.OnceValue(func() (domains [wrapDomains][]pallas.Affine) {
	if len(lagrangePoints) != wrapDomains*wrapInputs*pointSize {
		panic("pickles: the table of Lagrange commitments has a wrong size")
	}
	rest := lagrangePoints
	for i := range domains {
		for range wrapInputs {
			p, err := decodePoint(rest[:pointSize])
			if err != nil {
				panic(err)
			}
			domains[i] = append(domains[i], p)
			rest = rest[pointSize:]
		}
	}
	return domains
})

// VerificationKey is the key of an o1js ZkProgram, or of a contract. Make one with
// [ParseVerificationKey] or [ParseVerificationKeyData].
type VerificationKey struct {
	maxProofsVerified int
	wrapDomain        int // 0, 1 or 2
	index             tock.VerifierIndex
	hash              fp.Element
}

// Hash returns the key's hash, as Mina's accounts have it (SPEC 11.15 [PIC-5]).
func (k *VerificationKey) Hash() fp.Element { return k.hash }

// MaxProofsVerified returns the largest number of proofs that a method of the program
// verifies: 0, 1 or 2.
func (k *VerificationKey) MaxProofsVerified() int { return k.maxProofsVerified }

// ParseVerificationKey reads a key in the form of JSON.stringify(verificationKey), where
// o1js's compile returns verificationKey: {"data":"...","hash":"..."} (SPEC 11.15
// [PIC-3], [PIC-5]). The errors are [ErrMalformedKey], [ErrNonCanonical],
// [ErrNotOnCurve], [ErrIdentity], and [ErrKeyHash] if the hash is not that of the data:
// o1js does not check it.
func ParseVerificationKey(text []byte) (*VerificationKey, error) {
	data, hash, err := readKeyJSON(text)
	if err != nil {
		if errors.Is(err, ErrNonCanonical) {
			return nil, err
		}
		return nil, fmt.Errorf("%w: %w", ErrMalformedKey, err)
	}
	key, err := ParseVerificationKeyData(data)
	if err != nil {
		return nil, err
	}
	if key.hash.Equal(hash) == 0 {
		return nil, ErrKeyHash
	}
	return key, nil
}

func readKeyJSON(text []byte) (data string, hash *fp.Element, err error) {
	var digits string
	err = strictjson.Document(text, maxKeyText, map[string]func(*strictjson.Reader) error{
		"data": func(r *strictjson.Reader) (err error) { data, err = r.String(); return err },
		"hash": func(r *strictjson.Reader) (err error) { digits, err = r.String(); return err },
	})
	switch {
	case err != nil:
		return "", nil, err
	case data == "":
		return "", nil, errors.New("data is empty")
	case digits == "":
		return "", nil, errors.New("hash is empty: take the member data alone if the key came without one")
	}
	if hash, err = new(fp.Element).SetDecimal(digits); err != nil {
		return "", nil, fmt.Errorf("%w: hash", ErrNonCanonical)
	}
	return data, hash, nil
}

// Data returns the key in base64, as [ParseVerificationKeyData] takes it.
func (k *VerificationKey) Data() string {
	raw := []byte{byte(k.maxProofsVerified), byte(k.wrapDomain)}
	for i, list := range [][]pallas.Affine{k.index.Sigma[:], k.index.Coefficients[:], k.index.Selectors[:]} {
		if i > 0 {
			raw = append(raw, 0)
		}
		for j := range list {
			x, y := list[j].Coordinates()
			bx, by := x.Bytes(), y.Bytes()
			raw = append(append(raw, bx[:]...), by[:]...)
		}
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// MarshalJSON writes the key as JSON.stringify(verificationKey) does (SPEC 11.15). It
// does not fail.
func (k *VerificationKey) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Data string `json:"data"`
		Hash string `json:"hash"`
	}{k.Data(), k.hash.Decimal()})
}

// ParseVerificationKeyData reads a key in base64, the member data of the JSON (SPEC
// 11.15 [PIC-4]). Whoever has the hash from elsewhere compares it with
// [VerificationKey.Hash]. The errors are those of [ParseVerificationKey].
func ParseVerificationKeyData(data string) (*VerificationKey, error) {
	if len(data) > maxKeyText {
		return nil, fmt.Errorf("%w: too long", ErrMalformedKey)
	}
	raw, err := strictjson.Base64(data)
	if err != nil || len(raw) != keySize {
		return nil, fmt.Errorf("%w: not the base64 of %d bytes", ErrMalformedKey, keySize)
	}
	k := &VerificationKey{maxProofsVerified: int(raw[0]), wrapDomain: int(raw[1])}
	if k.maxProofsVerified > maxPrevious || k.wrapDomain >= wrapDomains {
		return nil, fmt.Errorf("%w: a count is above 2", ErrMalformedKey)
	}
	k.index.LogDomain = wrapLogDomain + k.wrapDomain
	k.index.Public = wrapInputs
	k.index.Lagrange = lagrange()[k.wrapDomain]
	rest := raw[2:]
	for i, list := range [][]pallas.Affine{k.index.Sigma[:], k.index.Coefficients[:], k.index.Selectors[:]} {
		if i > 0 { // the end of the list before
			if rest[0] != 0 {
				return nil, fmt.Errorf("%w: a list does not end", ErrMalformedKey)
			}
			rest = rest[1:]
		}
		for j := range list {
			if list[j], err = decodePoint(rest[:pointSize]); err != nil {
				return nil, err
			}
			rest = rest[pointSize:]
		}
	}
	k.hash = k.computeHash()
	return k, nil
}

func decodePoint(b []byte) (p pallas.Affine, err error) {
	var x, y fp.Element
	if _, err := x.SetCanonicalBytes(b[:32]); err != nil {
		return p, ErrNonCanonical
	}
	if _, err := y.SetCanonicalBytes(b[32:]); err != nil {
		return p, ErrNonCanonical
	}
	point, err := pallas.NewAffine(&x, &y)
	if errors.Is(err, pallas.ErrIdentity) {
		return p, ErrIdentity
	}
	if err != nil {
		return p, ErrNotOnCurve
	}
	return *point, nil
}

// coordinates returns those of the key's points, in the order of its digest.
func (k *VerificationKey) coordinates() []fp.Element {
	out := make([]fp.Element, 0, 2*keyPoints)
	for _, p := range k.index.Commitments() {
		x, y := p.Coordinates()
		out = append(out, x, y)
	}
	return out
}

// computeHash returns the hash of the coordinates and of the two counts, each as one of
// three bits.
func (k *VerificationKey) computeHash() fp.Element {
	counts := uint64(1)<<(5-k.maxProofsVerified) | uint64(1)<<(2-k.wrapDomain)
	inputs := append(k.coordinates(), *new(fp.Element).SetUint64(counts))
	hash, err := poseidon.HashWithPrefix("MinaSideLoadedVk****", inputs...)
	if err != nil {
		panic(err) // the prefix is one
	}
	return hash
}
