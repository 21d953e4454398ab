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
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// setupEvent makes a prover on dir and returns it with the end of its set-up.
func setupEvent(t *testing.T, dir string, s proof.System) (*Prover, proof.Event) {
	t.Helper()
	var last proof.Event
	p, err := NewProver(t.Context(), Range{}, s, proof.Config{CacheDir: dir, Progress: proof.ProgressFunc(func(e proof.Event) {
		if e.Stage == proof.StageSetup && e.Done {
			last = e
		}
	})})
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

// covers: PRF-10
func TestKeyCache(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		dir := filepath.Join(t.TempDir(), "a", "b")
		first, e := setupEvent(t, dir, s)
		require.False(t, e.Cached)
		require.NoError(t, e.Rejected)

		files := keyFiles(t, dir)
		require.Len(t, files, 1)
		name := filepath.Base(files[0])
		for _, part := range []string{"range_", string(s), "_development_", first.in.id.Circuit[:16], "_gnark-" + gnarkVersion} {
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
		v, err := NewVerifier(t.Context(), Range{}, s, proof.Config{CacheDir: dir})
		require.NoError(t, err)
		require.Nil(t, v.in.keys.proving, "a verifier does not read the proving key")
		for _, p := range []*Prover{first, second} {
			require.NoError(t, v.Verify(proofOf(t, p)))
		}
	})
}

// tinyCache returns a cache in dir with keys of a tiny circuit, their ID, and a
// function that makes them.
func tinyCache(t *testing.T, dir string) (*keyCache, keyID, func() (keyPair, error)) {
	t.Helper()
	engine := engineOf(Groth16BN254)
	cs, _ := tinyKeys(t, Groth16BN254, false)
	id := keyID{Statement: "tiny", System: string(engine.name()), Setup: "development", Circuit: strings.Repeat("0", 64), Gnark: gnarkVersion}
	return &keyCache{dir: dir, engine: engine}, id, func() (keyPair, error) { return engine.setup(cs, "") }
}

// keyBytes returns the verifying key's bytes, which tell set-ups apart.
func keyBytes(t *testing.T, keys keyPair) string {
	t.Helper()
	var b bytes.Buffer
	_, err := keys.verifying.WriteTo(&b)
	require.NoError(t, err)
	return b.String()
}

// Each kind of damage to a cached file has its name.
func TestKeyCacheDamage(t *testing.T) {
	cache, id, create := tinyCache(t, t.TempDir())
	_, _, _, err := cache.load(id, true, create)
	require.NoError(t, err)
	path := keyFiles(t, cache.dir)[0]
	good, err := os.ReadFile(path)
	require.NoError(t, err)
	headerEnd := len(keyFileMagic) + bytes.IndexByte(good[len(keyFileMagic):], '\n') + 1
	flip := func(i int) []byte {
		b := bytes.Clone(good)
		b[i] ^= 1
		return b
	}
	header := func(old, new string) []byte {
		require.Equal(t, 1, bytes.Count(good[:headerEnd], []byte(old)))
		return bytes.Replace(good, []byte(old), []byte(new), 1)
	}
	for _, c := range []struct {
		name    string
		content []byte
		want    error
	}{
		{"empty", nil, ErrKeyDamaged},
		{"magic only", good[:len(keyFileMagic)], ErrKeyDamaged},
		{"cut in the header", good[:headerEnd-10], ErrKeyDamaged},
		{"header only", good[:headerEnd], ErrKeyDamaged},
		{"cut in the verifying key", good[:headerEnd+10], ErrKeyDamaged},
		{"cut in the proving key", good[:len(good)-1], ErrKeyDamaged},
		{"a byte more", append(bytes.Clone(good), 0), ErrKeyDamaged},
		{"magic", flip(3), ErrKeyDamaged},
		{"header no JSON", flip(len(keyFileMagic)), ErrKeyDamaged},
		{"header with more", header(`{"statement"`, `{"more":1,"statement"`), ErrKeyDamaged},
		{"a byte of the verifying key", flip(headerEnd + 40), ErrKeyDamaged},
		{"a byte of the proving key", flip(len(good) - 40), ErrKeyDamaged},
		{"no key file at all", bytes.Repeat([]byte("text\n"), 2000), ErrKeyDamaged},
		{"another statement", header("tiny", "tidy"), ErrKeyForeign},
		{"another system", header(`"groth16-bn254"`, `"plonk-bn254"`), ErrKeyForeign},
		{"another set-up", header("development", "external"), ErrKeyForeign},
		{"another circuit", header(`"000`, `"100`), ErrKeyForeign},
		{"another gnark", header(gnarkVersion, "0.15.1"), ErrKeyForeign},
	} {
		require.NoError(t, os.WriteFile(path, c.content, 0o600))
		_, err := cache.read(path, id, true)
		require.ErrorIs(t, err, c.want, c.name)
	}
	require.NoError(t, os.WriteFile(path, good, 0o600))
	_, err = cache.read(path, id, true)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.NoError(t, os.Chmod(path, 0o620))
		_, err = cache.read(path, id, true)
		require.ErrorIs(t, err, ErrKeyDamaged, "writable by others")
	}
}

// A bad file is stepped over, and all agree on the keys made in its stead.
func TestKeyCacheRemakes(t *testing.T) {
	dir := t.TempDir()
	name := proverFor(t, Groth16BN254).in.id.fileName(0)
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("?"), 0o600))
	p, e := setupEvent(t, dir, Groth16BN254)
	require.False(t, e.Cached)
	require.ErrorIs(t, e.Rejected, ErrKeyDamaged)
	require.Len(t, keyFiles(t, dir), 2)
	_, e = setupEvent(t, dir, Groth16BN254)
	require.True(t, e.Cached)
	require.ErrorIs(t, e.Rejected, ErrKeyDamaged)
	v, err := NewVerifier(t.Context(), Range{}, Groth16BN254, proof.Config{CacheDir: dir})
	require.NoError(t, err)
	require.NoError(t, v.Verify(proofOf(t, p)))
}

func TestKeyCacheGivesUp(t *testing.T) {
	dir := t.TempDir()
	id := proverFor(t, Groth16BN254).in.id
	for g := range maxKeyGenerations {
		require.NoError(t, os.WriteFile(filepath.Join(dir, id.fileName(g)), nil, 0o600))
	}
	_, err := NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{CacheDir: dir})
	require.ErrorIs(t, err, ErrKeyDamaged)
	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err = NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{CacheDir: file})
	require.Error(t, err, "the directory is a file")
}

// Many who start at once, on an empty directory and on one with a damaged file,
// end with the same keys.
func TestKeyCacheConcurrent(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		cache, id, create := tinyCache(t, t.TempDir())
		if damaged {
			require.NoError(t, os.WriteFile(filepath.Join(cache.dir, id.fileName(0)), []byte("?"), 0o600))
		}
		const n = 8
		var wg sync.WaitGroup
		keys := make([]keyPair, n)
		errs := make([]error, n)
		for i := range n {
			wg.Go(func() { keys[i], _, _, errs[i] = cache.load(id, true, create) })
		}
		wg.Wait()
		require.NoError(t, errors.Join(errs...))
		for i := range keys {
			require.Equal(t, keyBytes(t, keys[0]), keyBytes(t, keys[i]))
		}
		require.Len(t, keyFiles(t, cache.dir), map[bool]int{false: 1, true: 2}[damaged])
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
	_, err := NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{})
	require.NoError(t, err)
	require.Len(t, keyFiles(t, filepath.Join(cache, "minaseal", "keys")), 1)
}

// One prover, several goroutines.
func TestConcurrentProofs(t *testing.T) {
	p := proverFor(t, Groth16BN254)
	var wg sync.WaitGroup
	for i := range uint64(4) {
		wg.Go(func() {
			made, err := p.Prove(t.Context(), statement.NewRangeWitness(new(fp.Element).SetUint64(i)))
			if err != nil {
				t.Error(err)
				return
			}
			if err := p.Verifier().Verify(made); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
