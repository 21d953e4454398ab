package mutants

import (
	"sync"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/driver"
	"github.com/minaseal/minaseal/pasta/fp"
)

// ciphers are the mutants of SPEC 6.1 to 6.3.
func ciphers() []Mutant {
	const encrypt, decrypt = "elgamal.encrypt", "elgamal.decrypt"
	return []Mutant{
		{"frame-bit-missing", "absorbs no frame bits in o1js-v2", "ENC-V2-1", "elgamal/o1js-v2/1",
			enciphers(func(c *cipher) { c.frame = func(bool) []fp.Element { return nil } })},
		{"frame-bit-turned", "absorbs the frame bit 1 for all blocks but the last", "ENC-V2-1", "elgamal/o1js-v2/1",
			enciphers(func(c *cipher) { c.frame = func(last bool) []fp.Element { return bit(!last) } })},
		{"single-blocks-in-v1", "absorbs each block of o1js-v1 at once, as snarkyjs 0.3.0 did", "ENC-V1-1", "elgamal/o1js-v1/5",
			enciphers(func(c *cipher) { c.pairs = false })},
		{"odd-block-forgotten", "does not absorb the unpaired last block of o1js-v1", "ENC-V1-1", "elgamal/o1js-v1/1",
			enciphers(func(c *cipher) { c.unpaired = false })},
		{"plaintext-absorbed", "absorbs the blocks before it masks them", "ENC-V2-1", "elgamal/o1js-v2/1",
			enciphers(func(c *cipher) { c.absorbsPlain = true })},
		{"both-coordinates-absorbed", "absorbs both coordinates of the shared point", "ENC-V2-1", "EncNegatedEphemeral",
			enciphers(func(c *cipher) {
				c.shared = func(z bigref.Point) []fp.Element { return []fp.Element{element(z.X), element(z.Y)} }
			})},
		{"ephemeral-absorbed", "absorbs the ephemeral key in place of the shared point", "ENC-V2-1", "elgamal/o1js-v2/1",
			enciphers(func(c *cipher) { c.fromR = true })},
		{"tag-not-compared", "decrypts without comparing the tag", "ENC-8", "EncTagFlip",
			enciphers(func(c *cipher) { c.sameTag = func(_, _ [32]byte) bool { return true } })},
		{"tag-compared-on-a-prefix", "compares the low 16 bytes of the tag", "ENC-8", "EncTagFlip",
			enciphers(func(c *cipher) { c.sameTag = func(a, b [32]byte) bool { return string(a[:16]) == string(b[:16]) } })},
		{"tag-compared-without-the-top", "compares all but the top byte of the tag", "ENC-8", "EncTagFlip",
			enciphers(func(c *cipher) { c.sameTag = func(a, b [32]byte) bool { return string(a[:31]) == string(b[:31]) } })},
		{"low-bit-of-the-tag", "compares all but the low bit of the tag", "ENC-8", "EncTagFlip",
			enciphers(func(c *cipher) {
				c.sameTag = func(a, b [32]byte) bool { a[0], b[0] = a[0]|1, b[0]|1; return a == b }
			})},
		{"scheme-tried", "decrypts by the other scheme what its own does not open", "ENC-2", "EncCrossScheme",
			fault{[]string{decrypt}, tryBothSchemes}},
		{"decrypting-once", "takes the tag off the ciphertext that it is given, and keeps that", "ENC-8", "DecryptTwice",
			fault{[]string{decrypt}, decryptOnce}},
		{"ephemeral-zero", "encrypts with the ephemeral scalar 0", "ENC-12", "ScalarZero",
			computes(rightCipher().encrypt, encrypt, "scalar_zero")},
		{"identity-as-ephemeral", "takes the identity as an ephemeral key", "ENC-6", "EncIdentityEphemeral",
			computes(rightCipher().decrypt, decrypt, "identity_point", "tag_mismatch")},
		{"empty-message-opened", "opens a ciphertext that has a tag alone", "ENC-7", "EncV2TruncationToEmpty",
			computes(rightCipher().decrypt, decrypt, "empty_ciphertext", "tag_mismatch")},
		{"empty-message-sealed", "encrypts a message of no field", "ENC-4", "EncZeroField",
			computes(rightCipher().encrypt, encrypt, "empty_ciphertext")},
	}
}

// bit is the element 1 or 0, in a list.
func bit(b bool) []fp.Element {
	x := make([]fp.Element, 1)
	if b {
		x[0].One()
	}
	return x
}

// tryBothSchemes decrypts by the scheme asked for, and by the other one if that fails.
func tryBothSchemes(sound Handler) Handler {
	return func(request driver.Request) driver.Response {
		first := sound(request)
		if first.Code != "tag_mismatch" {
			return first
		}
		in := parse(request.In)
		other := map[string]string{"o1js-v1": "o1js-v2", "o1js-v2": "o1js-v1"}[in.text("scheme")]
		request.In = in.with("scheme", other).json()
		if second := sound(request); second.Status == driver.OK {
			return second
		}
		return first
	}
}

// decryptOnce fails on a ciphertext that it has decrypted before, as a decryption does
// that changes its argument.
func decryptOnce(sound Handler) Handler {
	return func(request driver.Request) driver.Response {
		response := sound(request)
		if _, again := spent.LoadOrStore(string(request.In), true); again && response.Status == driver.OK {
			return driver.Response{ID: request.ID, Status: driver.Invalid, Code: "tag_mismatch"}
		}
		return response
	}
}

// spent has the inputs that decryptOnce has seen.
var spent sync.Map
