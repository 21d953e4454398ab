package circuit

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// A key file is
//
//	"minaseal-keys/1\n" | header, one line of JSON | verifying key | proving key
//
// with gnark's uncompressed encodings. A file to hand to verifiers has an empty
// proving key. The hashes in the header find accidents; they do not keep out an
// attacker who can write the file.
const keyFileMagic = "minaseal-keys/1\n"

// maxKeyHeader bounds the header line, in bytes.
const maxKeyHeader = 4096

// keyID says what keys are for. Keys serve exactly one keyID.
type keyID struct {
	Statement string `json:"statement"`
	System    string `json:"system"`
	Setup     string `json:"setup"`
	SRS       string `json:"srs,omitempty"` // SHA-256 of the SRS file, if there was one
	Circuit   string `json:"circuit"`       // SHA-256 of the compiled constraint system
	Gnark     string `json:"gnark"`         // version that made the keys
}

// section describes one key in a file: its length in bytes and its SHA-256.
type section struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

type keyHeader struct {
	keyID
	Verifying section `json:"verifyingKey"`
	Proving   section `json:"provingKey"`
}

// measure is an io.Writer that counts and hashes.
type measure struct {
	hash.Hash
	n int64
}

func (m *measure) Write(b []byte) (int, error) {
	m.n += int64(len(b))
	return m.Hash.Write(b)
}

func sectionOf(k key) (section, error) {
	if k == nil {
		return section{}, nil
	}
	m := &measure{Hash: sha256.New()}
	if _, err := k.WriteRawTo(m); err != nil {
		return section{}, err
	}
	return section{Size: m.n, SHA256: hex.EncodeToString(m.Sum(nil))}, nil
}

// writeKeyFile writes keys to w; keys.proving may be nil.
func writeKeyFile(w io.Writer, id keyID, keys keyPair) error {
	header := keyHeader{keyID: id}
	var err error
	if header.Verifying, err = sectionOf(keys.verifying); err != nil {
		return err
	}
	if header.Proving, err = sectionOf(keys.proving); err != nil {
		return err
	}
	line, err := json.Marshal(header)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<20)
	out.WriteString(keyFileMagic)
	out.Write(line)
	out.WriteByte('\n')
	if _, err := keys.verifying.WriteRawTo(out); err != nil {
		return err
	}
	if keys.proving != nil {
		if _, err := keys.proving.WriteRawTo(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// keyFile is an open key file whose header has been read.
type keyFile struct {
	keyHeader
	f     *os.File
	start int64 // offset of the verifying key
}

func (k *keyFile) close() { k.f.Close() }

// openKeyFile opens the file and checks its header against the file's length. It
// returns errNotKeyFile if the file does not begin with the magic, ErrKeyDamaged
// if it is broken, or an error of the file system.
func openKeyFile(path string) (*keyFile, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return nil, fmt.Errorf("%w: not a regular file", ErrKeyDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	k, err := readKeyHeader(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return k, nil
}

var errNotKeyFile = errors.New("not a key file of minaseal")

func readKeyHeader(f *os.File) (*keyFile, error) {
	magic := make([]byte, len(keyFileMagic))
	if _, err := io.ReadFull(f, magic); err != nil || string(magic) != keyFileMagic {
		return nil, errNotKeyFile
	}
	head := make([]byte, maxKeyHeader)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	line, _, found := bytes.Cut(head[:n], []byte{'\n'})
	k := &keyFile{f: f, start: int64(len(magic) + len(line) + 1)}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if !found || decoder.Decode(&k.keyHeader) != nil {
		return nil, fmt.Errorf("%w: header", ErrKeyDamaged)
	}
	if again, err := json.Marshal(k.keyHeader); err != nil || !bytes.Equal(again, line) {
		return nil, fmt.Errorf("%w: the header is not in the form in which it is written", ErrKeyDamaged)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	v, p := k.Verifying.Size, k.Proving.Size
	if v <= 0 || p < 0 || v > info.Size() || p > info.Size() || info.Size() != k.start+v+p {
		return nil, fmt.Errorf("%w: %d bytes", ErrKeyDamaged, info.Size())
	}
	return k, nil
}

// readVerifying reads the verifying key into k, with gnark's checks of its points. The
// bytes must be those that writeKeyFile writes: gnark reads others too.
func (f *keyFile) readVerifying(k key) error {
	if err := checkKeyForm(k, io.NewSectionReader(f.f, f.start, f.Verifying.Size), f.Verifying.Size); err != nil {
		return err
	}
	if err := f.read(f.start, f.Verifying, k.ReadFrom); err != nil {
		return err
	}
	if again, err := sectionOf(k); err != nil || again != f.Verifying {
		return fmt.Errorf("%w: the verifying key is not in the form in which it is written", ErrKeyDamaged)
	}
	return nil
}

// readProving reads the proving key into k. Its points are not checked one by
// one, the hash has to do: the prover checks each proof it makes.
func (f *keyFile) readProving(k key) error {
	if f.Proving.Size == 0 {
		return fmt.Errorf("%w: no proving key in the file", ErrKeyForeign)
	}
	return f.read(f.start+f.Verifying.Size, f.Proving, k.UnsafeReadFrom)
}

func (f *keyFile) read(offset int64, s section, decode func(io.Reader) (int64, error)) error {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(f.f, offset, s.Size)); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != s.SHA256 {
		return fmt.Errorf("%w: checksum", ErrKeyDamaged)
	}
	r := bufio.NewReaderSize(io.NewSectionReader(f.f, offset, s.Size), 1<<20)
	return decodeAll(r, s.Size, decode, ErrKeyDamaged)
}

// checkPrivate returns ErrKeyDamaged if others can write the file: they could
// have put keys with a trapdoor there.
func (f *keyFile) checkPrivate() error {
	info, err := f.f.Stat()
	if err != nil {
		return err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("%w: writable by others", ErrKeyDamaged)
	}
	return nil
}
