package circuit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/minaseal/minaseal/proof"
)

// gnarkVersion is the version of gnark that makes and reads the keys. It stands
// in the key files, since an update may change encodings and constraints.
const gnarkVersion = "0.16.1"

// maxKeyGenerations bounds how many refused files of one keyID are stepped over.
const maxKeyGenerations = 16

// defaultCacheDir returns minaseal/keys in the user's cache directory, on Linux
// $XDG_CACHE_HOME or ~/.cache.
func defaultCacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("circuit: no cache directory: %w", err)
	}
	return filepath.Join(dir, "minaseal", "keys"), nil
}

// fileName returns the name of the key file. Generation 0 is the usual one; see
// keyCache for the others.
func (id keyID) fileName(generation int) string {
	setup := id.Setup
	if id.SRS != "" {
		setup += "-" + id.SRS[:16]
	}
	name := fmt.Sprintf("%s_%s_%s_%s_gnark-%s", id.Statement, id.System, setup, id.Circuit[:16], id.Gnark)
	if generation > 0 {
		name += fmt.Sprintf("_r%d", generation)
	}
	return name + ".keys"
}

// keyCache keeps keys on disk. Processes may share it without locks:
//
//   - A file appears complete or not at all, and whoever is second takes the
//     first one's keys. So all who share a directory agree on the keys.
//   - A file is never changed or removed. A damaged or foreign one is stepped
//     over: the next name (generation) is taken, by everybody alike. Replacing it
//     would let two processes that repair it at once end up with different keys.
type keyCache struct {
	dir    string
	engine engine
}

// load returns the keys for id, made by create if there are none yet, whether
// they were read from disk, and why files were stepped over, if any were.
// Without needProving the proving key is not read. Errors are those of create
// and of the file system, and ErrKeyDamaged if too many files are unusable.
func (c *keyCache) load(id keyID, needProving bool, create func() (keyPair, error)) (keys keyPair, cached bool, rejected, err error) {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return keyPair{}, false, nil, fmt.Errorf("circuit: key cache: %w", err)
	}
	var made keyPair
	for generation := 0; generation < maxKeyGenerations; {
		path := filepath.Join(c.dir, id.fileName(generation))
		keys, err := c.read(path, id, needProving)
		switch {
		case err == nil:
			return keys, true, rejected, nil
		case errors.Is(err, ErrKeyDamaged) || errors.Is(err, ErrKeyForeign):
			rejected = err
			generation++
			continue
		case !errors.Is(err, fs.ErrNotExist):
			return keyPair{}, false, rejected, fmt.Errorf("circuit: key cache: %w", err)
		}
		if made.verifying == nil {
			if made, err = create(); err != nil {
				return keyPair{}, false, rejected, err
			}
		}
		first, err := publish(path, func(f *os.File) error { return writeKeyFile(f, id, made) })
		if err != nil {
			return keyPair{}, false, rejected, fmt.Errorf("circuit: key cache: %w", err)
		}
		if first {
			return made, false, rejected, nil
		}
	}
	return keyPair{}, false, rejected, fmt.Errorf("%w: no usable file in %d, empty the cache directory", ErrKeyDamaged, maxKeyGenerations)
}

// read reads one cached file.
func (c *keyCache) read(path string, id keyID, needProving bool) (keyPair, error) {
	f, err := openKeyFile(path)
	if errors.Is(err, errNotKeyFile) {
		return keyPair{}, fmt.Errorf("%w: %w", ErrKeyDamaged, err)
	}
	if err != nil {
		return keyPair{}, err
	}
	defer f.close()
	if err := f.checkPrivate(); err != nil {
		return keyPair{}, err
	}
	if f.keyID != id {
		return keyPair{}, ErrKeyForeign
	}
	keys := c.engine.emptyKeys()
	if err := f.readVerifying(keys.verifying); err != nil {
		return keyPair{}, err
	}
	if !needProving {
		keys.proving = nil
		return keys, nil
	}
	return keys, f.readProving(keys.proving)
}

// publish creates the file at path, mode 0600, with what write puts into it. The
// file appears complete. It returns false if there was one already, which stays.
func publish(path string, write func(*os.File) error) (first bool, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*.tmp") // mode 0600
	if err != nil {
		return false, err
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return false, err
	}
	// A link fails if the name exists, which a rename does not.
	err = os.Link(f.Name(), path)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrExist):
		return false, nil
	}
	// No hard links on this file system: a rename, by which the last one wins.
	return true, os.Rename(f.Name(), path)
}

// loadKeyFiles reads keys that the caller names, in this package's form or as
// gnark writes them. provingPath is empty at a verifier. It returns the set-up
// that the files state; gnark's files state none and count as external.
// Errors: ErrKeyDamaged, ErrKeyForeign, and those of the file system.
func loadKeyFiles(e engine, id keyID, provingPath, verifyingPath string) (keyPair, proof.Setup, error) {
	keys := e.emptyKeys()
	setup, err := loadKeyFile(verifyingPath, id, keys.verifying, (*keyFile).readVerifying)
	if err != nil {
		return keyPair{}, "", fmt.Errorf("verifying key: %w", err)
	}
	if provingPath == "" {
		keys.proving = nil
		return keys, setup, nil
	}
	ofProving, err := loadKeyFile(provingPath, id, keys.proving, (*keyFile).readProving)
	if err != nil {
		return keyPair{}, "", fmt.Errorf("proving key: %w", err)
	}
	if ofProving != setup {
		return keyPair{}, "", fmt.Errorf("%w: one of a development set-up, one external", ErrKeyMismatch)
	}
	return keys, setup, nil
}

func loadKeyFile(path string, id keyID, k key, read func(*keyFile, key) error) (proof.Setup, error) {
	f, err := openKeyFile(path)
	if errors.Is(err, errNotKeyFile) {
		return proof.SetupExternal, readGnarkKey(path, k)
	}
	if err != nil {
		return "", err
	}
	defer f.close()
	setup, err := proof.ParseSetup(f.Setup)
	id.Setup, id.SRS = f.Setup, f.SRS
	if err != nil || f.keyID != id {
		return "", ErrKeyForeign
	}
	return setup, read(f, k)
}

// readGnarkKey reads a key as gnark writes it, with or without compression.
func readGnarkKey(path string, k key) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := checkKeyForm(k, f, info.Size()); err != nil {
		return err
	}
	if err := readWholeFile(path, k.ReadFrom, ErrKeyDamaged); err != nil {
		return err
	}
	want, err := hashFile(path)
	if err != nil {
		return err
	}
	for _, write := range []func(io.Writer) (int64, error){k.WriteRawTo, k.WriteTo} {
		h := sha256.New()
		if _, err := write(h); err != nil {
			return fmt.Errorf("%w: %w", ErrKeyDamaged, err)
		}
		if hex.EncodeToString(h.Sum(nil)) == want {
			return nil
		}
	}
	return fmt.Errorf("%w: not the form in which gnark writes it", ErrKeyDamaged)
}
