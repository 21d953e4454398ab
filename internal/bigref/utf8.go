package bigref

import "strings"

// DecodeUTF8 is the UTF-8 decode of the WHATWG Encoding Standard, as
// JavaScript's TextDecoder performs it: one leading byte order mark is removed,
// and each maximal part of an ill-formed sequence becomes one U+FFFD (SPEC 4.8).
func DecodeUTF8(data []byte) string {
	if len(data) >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF {
		data = data[3:]
	}
	return replaceInvalid(data)
}

// replaceInvalid is the standard's UTF-8 decoder, variable by variable.
func replaceInvalid(data []byte) string {
	var (
		out                  strings.Builder
		codePoint            rune
		seen, needed         int
		lower, upper         byte = 0x80, 0xBF
		replacementCharacter      = '\uFFFD'
	)
	reset := func() { codePoint, seen, needed, lower, upper = 0, 0, 0, 0x80, 0xBF }
	for i := 0; i < len(data); i++ {
		b := data[i]
		if needed == 0 {
			switch {
			case b <= 0x7F:
				out.WriteByte(b)
			case 0xC2 <= b && b <= 0xDF:
				needed, codePoint = 1, rune(b&0x1F)
			case 0xE0 <= b && b <= 0xEF:
				if b == 0xE0 {
					lower = 0xA0
				}
				if b == 0xED {
					upper = 0x9F
				}
				needed, codePoint = 2, rune(b&0x0F)
			case 0xF0 <= b && b <= 0xF4:
				if b == 0xF0 {
					lower = 0x90
				}
				if b == 0xF4 {
					upper = 0x8F
				}
				needed, codePoint = 3, rune(b&0x07)
			default:
				out.WriteRune(replacementCharacter)
			}
			continue
		}
		if b < lower || b > upper {
			reset()
			out.WriteRune(replacementCharacter)
			i-- // the standard restores the byte to the queue
			continue
		}
		lower, upper = 0x80, 0xBF
		codePoint = codePoint<<6 | rune(b&0x3F)
		if seen++; seen == needed {
			out.WriteRune(codePoint)
			reset()
		}
	}
	if needed != 0 {
		out.WriteRune(replacementCharacter)
	}
	return out.String()
}
