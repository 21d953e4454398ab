package kimchi

import "fmt"

// The part of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) that
// proofs use: arrays, byte strings and nil, each in its shortest form.
const (
	tagFixArray = 0x90 // to 0x9f: up to 15 elements
	tagNil      = 0xc0
	tagBin8     = 0xc4 // a byte of length
	tagArray16  = 0xdc // two bytes of length, big-endian
)

// packReader reads what packWriter writes and keeps the first error; after one, it
// returns zeros.
type packReader struct {
	rest []byte
	err  error
}

func (r *packReader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s awaited", ErrMalformedProof, what)
	}
	r.rest = nil
}

// take returns the next n bytes.
func (r *packReader) take(n int, what string) []byte {
	if r.err != nil || len(r.rest) < n {
		r.fail(what)
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// array reads the beginning of an array and returns its length.
func (r *packReader) array() int {
	tag := r.take(1, "an array")[0]
	switch {
	case tag&0xf0 == tagFixArray:
		return int(tag & 0x0f)
	case tag == tagArray16:
		b := r.take(2, "a length")
		if n := int(b[0])<<8 | int(b[1]); n > 15 {
			return n
		}
	}
	r.fail("an array")
	return 0
}

// exactly reads the beginning of an array of n elements.
func (r *packReader) exactly(n int) {
	if r.array() != n {
		r.fail(fmt.Sprintf("an array of %d", n))
	}
}

// bytes reads a byte string of n bytes.
func (r *packReader) bytes(n int) []byte {
	head := r.take(2, "a byte string")
	if head[0] != tagBin8 || int(head[1]) != n {
		r.fail(fmt.Sprintf("a byte string of %d", n))
	}
	return r.take(n, "a byte string")
}

// none reads nil if that comes next.
func (r *packReader) none() bool {
	if r.err != nil {
		return true
	}
	if len(r.rest) > 0 && r.rest[0] == tagNil {
		r.rest = r.rest[1:]
		return true
	}
	return false
}

func (r *packReader) end() error {
	if r.err == nil && len(r.rest) > 0 {
		r.fail("the end")
	}
	return r.err
}

type packWriter struct{ out []byte }

func (w *packWriter) array(n int) {
	if n < 16 {
		w.out = append(w.out, tagFixArray|byte(n))
	} else {
		w.out = append(w.out, tagArray16, byte(n>>8), byte(n))
	}
}

func (w *packWriter) bytes(b []byte) {
	w.out = append(w.out, tagBin8, byte(len(b)))
	w.out = append(w.out, b...)
}

func (w *packWriter) none() { w.out = append(w.out, tagNil) }
