package bigref

import "math/big"

const (
	chunkBytes = 31   // data bytes in one field element
	stopByte   = 0x01 // follows the last data byte
)

// EncodeBytes returns o1js's Encoding.bytesToFields: chunks of 31 little-endian
// bytes, the last one shorter (perhaps empty) and followed by 01 (SPEC 4.8).
func EncodeBytes(data []byte) []*big.Int {
	var fields []*big.Int
	for len(data) >= chunkBytes {
		fields = append(fields, FromLittleEndian(data[:chunkBytes]))
		data = data[chunkBytes:]
	}
	last := append(append([]byte(nil), data...), stopByte)
	return append(fields, FromLittleEndian(last))
}

// DecodeBytes is the strict inverse of [EncodeBytes]: it accepts its images
// alone. Its codes are EncodingNoStop, if the last field has no 01 among its
// first 31 bytes, and EncodingNonCanonical.
func DecodeBytes(fields []*big.Int) ([]byte, error) {
	data, ok := DecodeBytesLeniently(fields)
	if !ok || len(fields) == 0 {
		return nil, EncodingNoStop
	}
	again := EncodeBytes(data)
	if len(again) != len(fields) {
		return nil, EncodingNonCanonical
	}
	for i := range fields {
		if again[i].Cmp(fields[i]) != 0 {
			return nil, EncodingNonCanonical
		}
	}
	return data, nil
}

// DecodeBytesLeniently returns o1js's Encoding.bytesFromFields, which ignores
// byte 31 of every chunk and whatever follows the last 01; false if there is no
// 01. No field at all gives no data.
func DecodeBytesLeniently(fields []*big.Int) ([]byte, bool) {
	if len(fields) == 0 {
		return nil, true
	}
	var data []byte
	for _, field := range fields[:len(fields)-1] {
		data = append(data, ToLittleEndian(field, elementBytes)[:chunkBytes]...)
	}
	last := ToLittleEndian(fields[len(fields)-1], elementBytes)
	for i := chunkBytes - 1; i >= 0; i-- {
		if last[i] == stopByte {
			return append(data, last[:i]...), true
		}
	}
	return nil, false
}

// EncodeText returns the fields of the text's UTF-8 bytes. Bytes that are not
// UTF-8 are replaced as [DecodeUTF8] does, but a leading byte order mark stays.
func EncodeText(text string) []*big.Int {
	return EncodeBytes([]byte(replaceInvalid([]byte(text))))
}

// DecodeText returns the text of the strictly decoded bytes (SPEC 4.8).
func DecodeText(fields []*big.Int) (string, error) {
	data, err := DecodeBytes(fields)
	if err != nil {
		return "", err
	}
	return DecodeUTF8(data), nil
}
