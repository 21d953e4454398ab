package mutants

import (
	"slices"
	"strings"

	"github.com/minaseal/minaseal/internal/bigref"
)

// keys are the mutants of SPEC 4.4 to 4.6. Offsets are those after the version byte.
func keys() []Mutant {
	const encode, decode = "publicKey.encode", "privateKey.decode"
	return []Mutant{
		{"checksum-ignored", "reads keys with any checksum", "B58-5", "B62Checksum",
			misreadsKeys(func(text *text58) { text.sum = text.checksum() }, publicKeyByte, privateKeyByte)},
		{"version-byte-ignored", "reads any base58check text of the right length as the key awaited", "B58-6", "B62Version",
			misreadsKeys(func(text *text58) { text.data[0] = text.awaited }, publicKeyByte, privateKeyByte)},
		{"text-trimmed", "reads keys with white space around them", "B58-3", "B62Alphabet",
			misreadsKeyTexts(strings.TrimSpace)},
		{"look-alikes-read", "reads 0, O, I and l as the characters that look like them", "B58-3", "B62Alphabet",
			misreadsKeyTexts(strings.NewReplacer("0", "o", "O", "o", "I", "1", "l", "1").Replace)},
		{"bytes-left-over", "ignores what follows a key in the text", "B58-7", "B62Length",
			misreadsKeys(func(text *text58) {
				text.data = text.data[:min(len(text.data), text.length())]
			}, publicKeyByte, privateKeyByte)},
		{"inner-version-ignored", "reads keys of any inner version", "KEY-2", "B62Version",
			misreadsKeys(func(text *text58) { copy(text.data[1:], text.inner()) }, publicKeyByte, privateKeyByte)},
		{"parity-byte-masked", "reads a parity byte of 2 or more by its low bit", "KEY-4", "B62Parity",
			misreadsPayloads(func(payload []byte) { payload[34] &= 1 }, publicKeyByte)},
		{"x-reduced", "reads x coordinates of p or more", "KEY-3", "B62XGeP",
			misreadsPayloads(func(payload []byte) { reduceBytes(payload[2:34], bigref.Fp()) }, publicKeyByte)},
		{"parity-forgotten", "takes the even y for every public key", "KEY-1", "keys/public/2",
			misreadsPayloads(func(payload []byte) {
				if payload[34] == 1 {
					payload[34] = 0
				}
			}, publicKeyByte)},
		{"key-without-a-point", "writes public keys whose x belongs to no point", "KEY-5", "PointNotOnCurve",
			forgives("point_not_on_curve", func(in object) object {
				odd := uint(0)
				if read[bool](in, "isOdd") {
					odd = 1
				}
				return object{}.with("base58", bigref.EncodePublicKey(in.number("x"), odd))
			}, encode)},
		{"x-from-the-left", "writes public keys with the highest byte of x first", "KEY-1", "keys/public/3",
			miswrites(func(_, out object) {
				text := decode58(out.text("base58"), 0)
				slices.Reverse(text.data[3:35])
				out.with("base58", bigref.EncodeBase58Check(text.data[0], text.data[1:]))
			}, encode)},
		{"short-scalar", "reads private keys with fewer than 32 bytes", "B58-7", "SkShortPayload",
			misreadsKeys(func(text *text58) {
				if missing := text.length() - len(text.data); missing > 0 {
					text.data = append(text.data, make([]byte, missing)...)
				}
			}, privateKeyByte)},
		{"scalar-reduced", "reads private keys of q or more", "KEY-9", "ScalarGeQ",
			misreadsPayloads(func(payload []byte) { reduceBytes(payload[1:33], bigref.Fq()) }, privateKeyByte)},
		{"key-zero", "reads the private key 0", "KEY-10", "ScalarZero",
			forgives("scalar_zero", func(object) object {
				nobody := bigref.PublicKeyText(bigref.Pallas().Identity())
				return object{}.with("scalar", "0").with("publicKey", nobody)
			}, decode)},
		{"public-key-from-scalar-mod-p", "derives the public key from the scalar reduced modulo p", "KEY-11", "ScalarGeP",
			miswrites(func(_, out object) {
				reduced := bigref.Fp().Reduce(out.number("scalar"))
				if reduced.String() != out.text("scalar") {
					out.with("publicKey", bigref.PublicKeyText(bigref.Pallas().ScaleBase(reduced)))
				}
			}, decode)},
	}
}
