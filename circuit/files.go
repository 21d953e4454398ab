package circuit

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// hashFile returns the SHA-256 of a file in hexadecimal.
func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// readWholeFile decodes the file at path and demands that decode consumes all of
// it. Failures of decode, among them panics, become damaged.
func readWholeFile(path string, decode func(io.Reader) (int64, error), damaged error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return decodeAll(bufio.NewReaderSize(f, 1<<20), info.Size(), decode, damaged)
}

// decodeAll decodes size bytes of r; see readWholeFile.
func decodeAll(r io.Reader, size int64, decode func(io.Reader) (int64, error), damaged error) (err error) {
	// gnark's decoders trust the lengths in a file and can panic on foreign ones.
	defer func() {
		if recover() != nil {
			err = damaged
		}
	}()
	n, err := decode(io.LimitReader(r, size))
	if err != nil {
		return fmt.Errorf("%w: %w", damaged, err)
	}
	if n != size {
		return fmt.Errorf("%w: %d bytes too many", damaged, size-n)
	}
	return nil
}
