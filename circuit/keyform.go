package circuit

import (
	"encoding/binary"
	"fmt"
	"io"

	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	plonkbn254 "github.com/consensys/gnark/backend/plonk/bn254"
)

// maxVerifyingKey is the largest verifying key in bytes that is looked at; those of the
// statements have less than 64 KiB.
const maxVerifyingKey = 1 << 20

// checkKeyForm returns ErrKeyDamaged unless the lists in a verifying key of gnark's form
// fill its bytes: gnark allocates as much as a list says it is long. A proving key, which
// its owner made, is not looked at.
func checkKeyForm(k key, r io.Reader, size int64) error {
	var form func(*keyForm)
	switch k.(type) {
	case *groth16bn254.VerifyingKey:
		form = (*keyForm).groth16
	case *plonkbn254.VerifyingKey:
		form = (*keyForm).plonk
	default:
		return nil
	}
	if size > maxVerifyingKey {
		return fmt.Errorf("%w: a verifying key of %d bytes", ErrKeyDamaged, size)
	}
	content := make([]byte, size)
	if _, err := io.ReadFull(r, content); err != nil {
		return err
	}
	f := &keyForm{rest: content}
	form(f)
	if f.short || len(f.rest) > 0 {
		return fmt.Errorf("%w: not as long as its lists", ErrKeyDamaged)
	}
	return nil
}

// keyForm goes through a verifying key.
type keyForm struct {
	rest   []byte
	g1, g2 int // sizes of points
	short  bool
}

// skip passes over n times size bytes.
func (f *keyForm) skip(n, size int) {
	if n > len(f.rest)/size {
		f.rest, f.short = nil, true
		return
	}
	f.rest = f.rest[n*size:]
}

// count reads the length of a list.
func (f *keyForm) count() int {
	if len(f.rest) < 4 {
		f.short = true
		return 0
	}
	n := binary.BigEndian.Uint32(f.rest)
	f.rest = f.rest[4:]
	return int(min(n, maxVerifyingKey)) // that is too long as well, and an int of 32 bits
}

// points looks at the flags of the first point for the size of all: compressed or not.
func (f *keyForm) points() {
	f.g1, f.g2 = sizeG1, sizeG2
	if len(f.rest) > 0 && f.rest[0]>>6 == 0 {
		f.g1, f.g2 = 2*sizeG1, 2*sizeG2
	}
}

func (f *keyForm) groth16() {
	f.points()
	f.skip(3, f.g1+f.g2) // alpha, beta, gamma and delta
	f.skip(f.count(), f.g1)
	for n := f.count(); n > 0 && !f.short; n-- { // what each commitment commits to
		f.skip(f.count(), 8)
	}
	f.skip(f.count(), 2*f.g2) // the keys of commitments
}

func (f *keyForm) plonk() {
	f.skip(4, 8) // marker, version, size, number of public inputs
	f.skip(3, sizeScalar)
	f.points()
	f.skip(8, f.g1) // sigmas and selectors
	f.skip(f.count(), f.g1)
	f.skip(1, f.g1+2*f.g2)
	f.skip(2*2*66*4, sizeScalar) // the lines of two points
	f.skip(f.count(), 8)
}
