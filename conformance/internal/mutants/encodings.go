package mutants

import (
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/minaseal/minaseal/internal/bigref"
)

// encodings are the mutants of SPEC 4.8.
func encodings() []Mutant {
	const encode, decode = "encoding.encode", "encoding.decode"
	return []Mutant{
		{"no-field-after-full-chunks", "ends an encoding with the last full chunk", "TXT-1", "EncodingChunkBoundary",
			miswrites(func(_, out object) {
				if fields := out.texts("fields"); len(fields) > 1 && fields[len(fields)-1] == "1" {
					out.with("fields", fields[:len(fields)-1])
				}
			}, encode)},
		{"stop-byte-zero", "fills the last chunk with zeros and no stop byte", "TXT-1", "EncodingChunkBoundary",
			miswrites(func(_, out object) {
				fields := out.numbers("fields")
				last := fields[len(fields)-1]
				last.SetBit(last, (last.BitLen()-1)/8*8, 0)
				out.with("fields", texts(fields))
			}, encode)},
		{"chunks-from-the-right", "reads chunks with their last byte lowest", "TXT-1", "EncodingChunkBoundary",
			miswrites(func(_, out object) {
				fields := out.numbers("fields")
				for i, x := range fields {
					fields[i] = new(big.Int).SetBytes(bigref.ToLittleEndian(x, 32)[:31])
				}
				out.with("fields", texts(fields))
			}, encode)},
		{"first-stop-byte", "takes the first byte 01 for the stop byte", "TXT-8", "EncodingChunkBoundary",
			decodes(func(d *decoding) { d.first = true })},
		{"stop-byte-optional", "decodes a last field without a stop byte", "TXT-5", "EncodingNoStop",
			decodes(func(d *decoding) { d.optional = true })},
		{"stop-byte-with-junk", "ignores what follows the stop byte", "TXT-6", "EncodingStopByteJunk",
			decodes(func(d *decoding) { d.junk = true })},
		{"a-replacement-a-byte", "replaces every byte of ill-formed UTF-8", "TXT-9", "Utf8Invalid",
			decodes(func(d *decoding) {
				d.text = func(data []byte) string {
					return strings.TrimPrefix(string([]rune(string(data))), byteOrderMark)
				}
			})},
		{"a-replacement-a-run", "replaces every run of ill-formed UTF-8", "TXT-9", "Utf8Invalid",
			decodes(func(d *decoding) {
				d.text = func(data []byte) string {
					return strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), byteOrderMark)
				}
			})},
		{"byte-order-mark-kept", "leaves a byte order mark in a decoded text", "TXT-10", "Utf8Bom",
			decodes(func(d *decoding) {
				d.text = func(data []byte) string {
					return bigref.DecodeUTF8(append([]byte(byteOrderMark), data...))
				}
			})},
	}
}

// byteOrderMark in UTF-8.
const byteOrderMark = "\xEF\xBB\xBF"

// decoding is the model of encoding.decode (SPEC 4.8).
type decoding struct {
	first    bool                // take the first stop byte: a fault
	optional bool                // do without a stop byte: a fault
	junk     bool                // take bytes after the stop byte: a fault
	text     func([]byte) string // UTF-8 decoder
}

// decodes is a decoding with a fault.
func decodes(change func(*decoding)) fault {
	d := decoding{text: bigref.DecodeUTF8}
	change(&d)
	return computes(d.run, "encoding.decode", "encoding_no_stop", "encoding_non_canonical")
}

func (d decoding) run(in object) (object, string) {
	data, code := d.decode(in.numbers("fields"))
	switch {
	case code != "":
		return nil, code
	case in.text("as") == "hex":
		return object{}.with("hex", hex.EncodeToString(data)), ""
	default:
		return object{}.with("text", d.text(data)), ""
	}
}

func (d decoding) decode(fields []*big.Int) (data []byte, code string) {
	if len(fields) == 0 {
		return nil, "encoding_no_stop"
	}
	junk := false
	for _, field := range fields[:len(fields)-1] {
		chunk := bigref.ToLittleEndian(field, 32)
		data = append(data, chunk[:31]...)
		junk = junk || chunk[31] != 0
	}
	last := string(bigref.ToLittleEndian(fields[len(fields)-1], 32))
	find := strings.LastIndexByte
	if d.first {
		find = strings.IndexByte
	}
	stop := find(last[:31], 0x01)
	switch {
	case stop < 0 && !d.optional:
		return nil, "encoding_no_stop"
	case stop < 0:
		return append(data, last[:31]...), ""
	}
	junk = junk || strings.Trim(last[stop+1:], "\x00") != ""
	if junk && !d.junk && !d.first {
		return nil, "encoding_non_canonical"
	}
	return append(data, last[:stop]...), ""
}
