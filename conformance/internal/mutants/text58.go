package mutants

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"strings"

	"github.com/minaseal/minaseal/internal/bigref"
)

// Version bytes.
const (
	publicKeyByte  = 0xCB
	privateKeyByte = 0x5A
)

// text58 is a base58 text taken apart.
type text58 struct {
	awaited byte   // version byte of the object that is read
	data    []byte // version byte and payload
	sum     []byte
}

// inner returns the bytes that a payload begins with.
func (t *text58) inner() []byte {
	if t.awaited == publicKeyByte {
		return []byte{1, 1}
	}
	return []byte{1}
}

// length returns the length of data for the object awaited.
func (t *text58) length() int {
	if t.awaited == publicKeyByte {
		return 36
	}
	return 34
}

func (t *text58) checksum() []byte {
	once := sha256.Sum256(t.data)
	twice := sha256.Sum256(once[:])
	return twice[:4]
}

// decode58 takes a text apart, nil if it is not base58 or shorter than six bytes.
func decode58(text string, awaited byte) *text58 {
	const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	number := new(big.Int)
	for _, c := range []byte(text) {
		digit := strings.IndexByte(alphabet, c)
		if digit < 0 {
			return nil
		}
		number.Add(number.Mul(number, big.NewInt(58)), big.NewInt(int64(digit)))
	}
	zeros := len(text) - len(strings.TrimLeft(text, "1"))
	data := append(make([]byte, zeros), number.Bytes()...)
	if len(data) < 6 || len(text) > 128 {
		return nil
	}
	return &text58{awaited, data[:len(data)-4], data[len(data)-4:]}
}

// keyReader is an operation that reads a key, and the member that holds it.
type keyReader struct {
	op, member string
	awaited    byte
}

func keyReaders() []keyReader {
	return []keyReader{
		{"publicKey.decode", "base58", publicKeyByte},
		{"elgamal.encrypt", "publicKey", publicKeyByte},
		{"schnorr.verify", "publicKey", publicKeyByte},
		{"privateKey.decode", "base58", privateKeyByte},
		{"elgamal.decrypt", "privateKey", privateKeyByte},
		{"schnorr.sign", "privateKey", privateKeyByte},
	}
}

// misreadsKeyTexts is a fault in reading the text of a key.
func misreadsKeyTexts(change func(string) string) fault {
	var parts []fault
	for _, reader := range keyReaders() {
		parts = append(parts, misreads(func(in object) { in.edit(reader.member, change) }, reader.op))
	}
	return together(parts...)
}

// misreadsKeys is a fault in reading the bytes of a key, public or private. A text
// with another checksum is left as it is, unless change mends the checksum.
func misreadsKeys(change func(*text58), awaited ...byte) fault {
	var parts []fault
	for _, reader := range keyReaders() {
		if !bytes.Contains(awaited, []byte{reader.awaited}) {
			continue
		}
		parts = append(parts, misreads(func(in object) {
			in.edit(reader.member, func(text string) string {
				decoded := decode58(text, reader.awaited)
				if decoded == nil {
					return text
				}
				sound := bytes.Equal(decoded.sum, decoded.checksum())
				change(decoded)
				if !sound && !bytes.Equal(decoded.sum, decoded.checksum()) {
					return text
				}
				return bigref.EncodeBase58Check(decoded.data[0], decoded.data[1:])
			})
		}, reader.op))
	}
	return together(parts...)
}

// misreadsPayloads is a fault in reading the payload of keys that are sound up to it.
func misreadsPayloads(change func(payload []byte), awaited byte) fault {
	return misreadsKeys(func(text *text58) {
		sound := bytes.Equal(text.sum, text.checksum())
		if sound && text.data[0] == awaited && len(text.data) == text.length() {
			change(text.data[1:])
		}
	}, awaited)
}

// reduceBytes reduces a little-endian number in place.
func reduceBytes(b []byte, f *bigref.Field) {
	copy(b, bigref.ToLittleEndian(f.Reduce(bigref.FromLittleEndian(b)), len(b)))
}
