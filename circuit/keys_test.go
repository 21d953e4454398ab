package circuit

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// setupEvent makes a prover on dir and returns it with the end of its set-up.
func setupEvent(t *testing.T, dir string, s System) (*Prover, Event) {
	t.Helper()
	var last Event
	p, err := NewProver(t.Context(), Range, s, WithCacheDir(dir), WithProgress(ProgressFunc(func(e Event) {
		if e.Stage == KeySetup && e.Done {
			last = e
		}
	})))
	require.NoError(t, err)
	return p, last
}

// keyFiles returns the cached files in their order, and fails on any other file.
func keyFiles(t *testing.T, dir string) (files []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		require.Equal(t, ".keys", filepath.Ext(e.Name()), "litter")
		files = append(files, filepath.Join(dir, e.Name()))
	}
	return files
}

func TestKeyCache(t *testing.T) {
	eachSystem(t, func(t *testing.T, s System) {
		dir := filepath.Join(t.TempDir(), "a", "b")
		first, e := setupEvent(t, dir, s)
		require.False(t, e.Cached)
		require.NoError(t, e.Rejected)

		files := keyFiles(t, dir)
		require.Len(t, files, 1)
		name := filepath.Base(files[0])
		for _, part := range []string{"range_", s.String(), "_development_", first.in.id.Circuit[:16], "_gnark-" + gnarkVersion} {
			require.Contains(t, name, part)
		}
		head := make([]byte, 400)
		f, err := os.Open(files[0])
		require.NoError(t, err)
		_, err = f.Read(head)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		require.Contains(t, string(head), `"setup":"development"`)
		if runtime.GOOS != "windows" {
			info, err := os.Stat(files[0])
			require.NoError(t, err)
			require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
			info, err = os.Stat(dir)
			require.NoError(t, err)
			require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
		}

		second, e := setupEvent(t, dir, s)
		require.True(t, e.Cached)
		v, err := NewVerifier(t.Context(), Range, s, WithCacheDir(dir))
		require.NoError(t, err)
		require.Nil(t, v.in.keys.proving, "a verifier does not read the proving key")
		for _, p := range []*Prover{first, second} {
			require.NoError(t, v.Verify(proofOf(t, p)))
		}
	})
}

// Damage to a cached file is named, stepped over, and all agree on the keys made
// in its stead.
func TestKeyCacheDamage(t *testing.T) {
	dir := t.TempDir()
	setupEvent(t, dir, Groth16BN254)
	good, err := os.ReadFile(keyFiles(t, dir)[0])
	require.NoError(t, err)
	plonkDir := t.TempDir()
	setupEvent(t, plonkDir, PlonkBN254)
	foreign, err := os.ReadFile(keyFiles(t, plonkDir)[0])
	require.NoError(t, err)
	headerEnd := len(keyFileMagic) + bytes.IndexByte(good[len(keyFileMagic):], '\n') + 1
	flip := func(i int) []byte {
		b := bytes.Clone(good)
		b[i] ^= 1
		return b
	}
	gnark := strings.Replace(string(good), gnarkVersion, "0.15.1", 1)
	cases := []struct {
		name    string
		content []byte
		want    error
	}{
		{"empty", nil, ErrKeyDamaged},
		{"magic only", good[:len(keyFileMagic)], ErrKeyDamaged},
		{"cut in the header", good[:headerEnd-10], ErrKeyDamaged},
		{"header only", good[:headerEnd], ErrKeyDamaged},
		{"cut in the proving key", good[:len(good)-1], ErrKeyDamaged},
		{"a byte more", append(bytes.Clone(good), 0), ErrKeyDamaged},
		{"magic", flip(3), ErrKeyDamaged},
		{"header no JSON", flip(len(keyFileMagic)), ErrKeyDamaged},
		{"a byte of the verifying key", flip(headerEnd + 40), ErrKeyDamaged},
		{"a byte of the proving key", flip(len(good) - 40), ErrKeyDamaged},
		{"no key file at all", bytes.Repeat([]byte("text\n"), 2000), ErrKeyDamaged},
		{"keys of another system", foreign, ErrKeyForeign},
		{"another gnark", []byte(gnark), ErrKeyForeign},
	}
	engine := Groth16BN254.engine()
	id := proverFor(t, Groth16BN254).in.id
	for _, c := range cases {
		path := filepath.Join(t.TempDir(), "x.keys")
		require.NoError(t, os.WriteFile(path, c.content, 0o600))
		cache := &keyCache{dir: filepath.Dir(path), engine: engine}
		_, err := cache.read(path, id, true)
		require.ErrorIs(t, err, c.want, c.name)
	}

	// Remade under the next name, which a verifier then finds too.
	path := keyFiles(t, dir)[0]
	require.NoError(t, os.WriteFile(path, good[:1000], 0o600))
	p, e := setupEvent(t, dir, Groth16BN254)
	require.False(t, e.Cached)
	require.ErrorIs(t, e.Rejected, ErrKeyDamaged)
	require.Len(t, keyFiles(t, dir), 2)
	again, e := setupEvent(t, dir, Groth16BN254)
	require.True(t, e.Cached)
	require.ErrorIs(t, e.Rejected, ErrKeyDamaged)
	v, err := NewVerifier(t.Context(), Range, Groth16BN254, WithCacheDir(dir))
	require.NoError(t, err)
	require.NoError(t, v.Verify(proofOf(t, p)))
	require.NoError(t, v.Verify(proofOf(t, again)))
}

func TestKeyCacheWritableByOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // no such permissions
	}
	dir := t.TempDir()
	setupEvent(t, dir, Groth16BN254)
	require.NoError(t, os.Chmod(keyFiles(t, dir)[0], 0o620))
	_, e := setupEvent(t, dir, Groth16BN254)
	require.False(t, e.Cached)
	require.ErrorIs(t, e.Rejected, ErrKeyDamaged)
}

func TestKeyCacheGivesUp(t *testing.T) {
	dir := t.TempDir()
	id := proverFor(t, Groth16BN254).in.id
	for g := range maxKeyGenerations {
		require.NoError(t, os.WriteFile(filepath.Join(dir, id.fileName(g)), nil, 0o600))
	}
	_, err := NewProver(t.Context(), Range, Groth16BN254, WithCacheDir(dir))
	require.ErrorIs(t, err, ErrKeyDamaged)
	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err = NewProver(t.Context(), Range, Groth16BN254, WithCacheDir(file))
	require.Error(t, err, "the directory is a file")
}

// Many who start at once, on an empty directory and on a damaged file, end with
// the same keys.
func TestKeyCacheConcurrent(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		dir := t.TempDir()
		if damaged {
			name := proverFor(t, Groth16BN254).in.id.fileName(0)
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("?"), 0o600))
		}
		const n = 6
		var wg sync.WaitGroup
		made := make([]*Prover, n)
		errs := make([]error, n)
		for i := range n {
			wg.Go(func() { made[i], errs[i] = NewProver(t.Context(), Range, Groth16BN254, WithCacheDir(dir)) })
		}
		wg.Wait()
		require.NoError(t, errors.Join(errs...))
		v := made[0].Verifier()
		for _, p := range made {
			require.NoError(t, v.Verify(proofOf(t, p)))
		}
		files := keyFiles(t, dir)
		require.Len(t, files, map[bool]int{false: 1, true: 2}[damaged])
	}
}

func TestPublishKeepsTheFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	put := func(text string) (bool, error) {
		return publish(path, func(f *os.File) error {
			_, err := f.WriteString(text)
			return err
		})
	}
	first, err := put("one")
	require.NoError(t, err)
	require.True(t, first)
	first, err = put("two")
	require.NoError(t, err)
	require.False(t, first)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "one", string(got))
	_, err = publish(path+"2", func(*os.File) error { return errors.New("full") })
	require.Error(t, err)
	require.NoFileExists(t, path+"2")
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, entries, 1, "no temporary file stays")
}

func TestDefaultCacheDir(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // elsewhere os.UserCacheDir knows the place
	}
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	_, err := NewProver(t.Context(), Range, Groth16BN254)
	require.NoError(t, err)
	require.Len(t, keyFiles(t, filepath.Join(cache, "minaseal", "keys")), 1)
}

// One prover, several goroutines.
func TestConcurrentProofs(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	var wg sync.WaitGroup
	for i := range uint64(4) {
		wg.Go(func() {
			proof, err := p.Prove(t.Context(), new(fp.Element).SetUint64(i))
			if err != nil {
				t.Error(err)
				return
			}
			if err := p.Verifier().Verify(proof); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
