package address

import (
	"crypto/sha256"
	"crypto/subtle"
)

// checksumLength is the number of bytes of the checksum.
const checksumLength = 4

// form is a row of the table of objects (SPEC 4.4). The bytes of an object are
// its version byte, inner bytes 01, the body and the checksum.
type form struct {
	version byte
	inner   int // inner version bytes, all 01
	body    int // bytes of the body
	text    int // characters of the text, the same for every body
}

const (
	// bodyElement is the number of bytes of an element or a scalar.
	bodyElement = 32
	// innerByte is the one version that exists of every object.
	innerByte = 1
)

// The three objects.
var (
	publicKeyForm  = form{version: 203, inner: 2, body: bodyElement + 1, text: 55}
	privateKeyForm = form{version: 90, inner: 1, body: bodyElement, text: 52}
	signatureForm  = form{version: 154, inner: 1, body: 2 * bodyElement, text: 96}
)

// encode returns the text of the object with the given body [B58-1]. Time does
// not depend on the body's value.
func (f *form) encode(body []byte) string {
	var data [maxData]byte
	data[0] = f.version
	n := 1
	for range f.inner {
		data[n] = innerByte
		n++
	}
	n += copy(data[n:], body)
	sum := checksum(data[:n])
	n += copy(data[n:], sum[:])
	text := encodeBase58(data[:n], f.text)
	clear(data[:])
	return text
}

// decode reads the body of the object that text stands for into body, which
// has the form's length. It makes the checks [B58-2] to [B58-7] and that of the
// inner version bytes in the order of their numbers. Time does not depend on
// the value of a valid text.
func (f *form) decode(body []byte, text string) error {
	var data [maxText]byte
	defer clear(data[:])
	n, err := decodeBase58(&data, text)
	if err != nil {
		return err
	}
	if n < 1+checksumLength {
		return ErrBase58Length
	}
	n -= checksumLength
	sum := checksum(data[:n])
	if subtle.ConstantTimeCompare(sum[:], data[n:n+checksumLength]) == 0 {
		return ErrBase58Checksum
	}
	if data[0] != f.version {
		return ErrBase58Version
	}
	if n != 1+f.inner+f.body {
		return ErrBase58Length
	}
	for i := range f.inner {
		if data[1+i] != innerByte {
			return ErrPayloadVersion
		}
	}
	copy(body, data[1+f.inner:n])
	return nil
}

// checksum returns the first bytes of SHA-256(SHA-256(data)).
func checksum(data []byte) (sum [checksumLength]byte) {
	digest := sha256.Sum256(data)
	digest = sha256.Sum256(digest[:])
	copy(sum[:], digest[:])
	clear(digest[:])
	return sum
}
