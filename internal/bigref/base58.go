package bigref

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"strings"
)

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// EncodeBase58Check returns the text of version ‖ payload ‖ checksum, where the
// checksum is the first four bytes of the double SHA-256 (SPEC 4.4).
func EncodeBase58Check(version byte, payload []byte) string {
	data := append([]byte{version}, payload...)
	return encodeBase58(append(data, checksum(data)...))
}

// DecodeBase58Check returns the payload, of length bytes. Its codes, in the
// order of the checks, are Base58Length (a text of more than 128 bytes),
// Base58Alphabet, Base58Length (fewer than five bytes), Base58Checksum,
// Base58Version and Base58Length (another length).
func DecodeBase58Check(version byte, length int, text string) ([]byte, error) {
	if len(text) > 128 {
		return nil, Base58Length
	}
	data, ok := decodeBase58(text)
	if !ok {
		return nil, Base58Alphabet
	}
	if len(data) < 5 {
		return nil, Base58Length
	}
	body, sum := data[:len(data)-4], data[len(data)-4:]
	if !bytes.Equal(sum, checksum(body)) {
		return nil, Base58Checksum
	}
	if body[0] != version {
		return nil, Base58Version
	}
	if len(body) != 1+length {
		return nil, Base58Length
	}
	return body[1:], nil
}

func checksum(data []byte) []byte {
	once := sha256.Sum256(data)
	twice := sha256.Sum256(once[:])
	return twice[:4]
}

// encodeBase58 writes data as a big-endian number; each leading zero byte
// becomes one '1'.
func encodeBase58(data []byte) string {
	var reversed []byte
	quotient, digit := new(big.Int).SetBytes(data), new(big.Int)
	for quotient.Sign() > 0 {
		quotient.DivMod(quotient, big.NewInt(58), digit)
		reversed = append(reversed, alphabet[digit.Int64()])
	}
	for _, b := range data {
		if b != 0 {
			break
		}
		reversed = append(reversed, alphabet[0])
	}
	var text strings.Builder
	for i := len(reversed) - 1; i >= 0; i-- {
		text.WriteByte(reversed[i])
	}
	return text.String()
}

func decodeBase58(text string) ([]byte, bool) {
	number, zeros, leading := new(big.Int), 0, true
	for i := range len(text) {
		digit := strings.IndexByte(alphabet, text[i])
		if digit < 0 {
			return nil, false
		}
		leading = leading && digit == 0
		if leading {
			zeros++
		}
		number.Mul(number, big.NewInt(58))
		number.Add(number, big.NewInt(int64(digit)))
	}
	return append(make([]byte, zeros), number.Bytes()...), true
}
