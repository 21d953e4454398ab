package strictjson

// maxText is the longest JSON string, in bytes, that [Text] reads: far longer than what
// is read so, though each character may be escaped.
const maxText = 4096

// Text reads a JSON string and nothing around it, for an UnmarshalText. Package
// encoding/json would not call that for null, and leave a value unset.
func Text(text []byte) ([]byte, error) {
	r, err := New(text, maxText)
	if err != nil {
		return nil, err
	}
	s, err := r.String()
	if err != nil {
		return nil, err
	}
	return []byte(s), r.End()
}
