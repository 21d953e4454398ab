package address

import "math/bits"

const (
	// maxText is the longest text that a decoder looks at [B58-2].
	maxText = 128
	// maxData is the greatest number of bytes that is written as text: a
	// signature's 70, filled up to whole limbs.
	maxData = 72
	// numberLimbs 64-bit limbs hold a number of maxText digits, because 58 is
	// below 2^6.
	numberLimbs = maxText * 6 / 64
)

// runs describes the alphabet, Bitcoin's: six runs of successive characters,
// with the digit of the first character of each. Digits and characters are
// turned into each other by comparing with all six, so that no address in
// memory depends on a digit of a private key.
var runs = [6]struct{ first, last, digit uint64 }{
	{'1', '9', 0}, {'A', 'H', 9}, {'J', 'N', 17}, {'P', 'Z', 22}, {'a', 'k', 33}, {'m', 'z', 44},
}

// within returns all ones if low <= v <= high, and 0 otherwise. The arguments
// are below 2^63.
func within(v, low, high uint64) uint64 {
	outside := ((v - low) | (high - v)) >> 63
	return outside - 1
}

// character returns the character of a digit below 58.
func character(digit uint64) byte {
	var c uint64
	for _, r := range runs {
		c |= within(digit, r.digit, r.digit+r.last-r.first) & (digit - r.digit + r.first)
	}
	return byte(c)
}

// digitOf returns the digit of a character and all ones, or 0 and 0 if the
// alphabet does not have it.
func digitOf(c byte) (digit, valid uint64) {
	for _, r := range runs {
		in := within(uint64(c), r.first, r.last)
		digit |= in & (uint64(c) - r.first + r.digit)
		valid |= in
	}
	return digit, valid
}

// reciprocal58 is 2^69/58 rounded up.
const reciprocal58 = 0x8d3dcb08d3dcb08e

// divide58 returns v/58 and v%58 for v < 58*2^32, by a multiplication, because
// the time of a division depends on its operands on some machines. The
// rounding of the reciprocal adds less than v/2^69 < 1/58 to the quotient, so
// it does not reach the next integer.
func divide58(v uint64) (quotient, remainder uint64) {
	high, _ := bits.Mul64(v, reciprocal58)
	quotient = high >> 5
	return quotient, v - 58*quotient
}

// encodeBase58 returns the base58 text of data, whose first byte is not zero,
// and which is known to have that many digits. It divides the whole number by
// 58 once a digit; time depends on the two lengths alone.
func encodeBase58(data []byte, digits int) string {
	var aligned [maxData]byte
	copy(aligned[maxData-len(data):], data)
	var limbs [maxData / 4]uint64 // 32 bits each, most significant first
	for i := range limbs {
		b := aligned[4*i:]
		limbs[i] = uint64(b[0])<<24 | uint64(b[1])<<16 | uint64(b[2])<<8 | uint64(b[3])
	}
	number := limbs[(maxData-len(data))/4:]
	var text [maxText]byte
	for i := digits - 1; i >= 0; i-- {
		var remainder uint64
		for j := range number {
			number[j], remainder = divide58(remainder<<32 | number[j])
		}
		text[i] = character(remainder)
	}
	out := string(text[:digits])
	clear(aligned[:])
	clear(limbs[:])
	clear(text[:])
	return out
}

// decodeBase58 writes to data the bytes that text stands for and returns their
// number. Time depends on the length of the text, on whether all characters
// are valid, and on the number of its leading zero digits and bytes, of which
// the text of a key or a signature has none.
func decodeBase58(data *[maxText]byte, text string) (int, error) {
	if len(text) > maxText {
		return 0, ErrBase58Length
	}
	var limbs [numberLimbs]uint64 // least significant first
	used := limbs[:(len(text)*6+63)/64]
	valid := ^uint64(0)
	for i := range len(text) {
		carry, ok := digitOf(text[i])
		valid &= ok
		for j := range used {
			high, low := bits.Mul64(used[j], 58)
			var c uint64
			used[j], c = bits.Add64(low, carry, 0)
			carry = high + c
		}
	}
	var number [8 * numberLimbs]byte // most significant first
	for i := range number {
		number[len(number)-1-i] = byte(limbs[i/8] >> (8 * (i % 8)))
	}
	zeros := 0
	for zeros < len(text) && text[zeros] == '1' {
		zeros++
	}
	first := 0
	for first < len(number) && number[first] == 0 {
		first++
	}
	clear(data[:zeros])
	n := zeros + copy(data[zeros:], number[first:])
	clear(limbs[:])
	clear(number[:])
	if valid == 0 {
		return 0, ErrBase58Alphabet
	}
	return n, nil
}
