package circuit

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/proof"
)

// FuzzVerifyingKeyFile reads files of verifying keys, ours and gnark's: no panic, an
// error has a name, and what is accepted is written as it was read.
func FuzzVerifyingKeyFile(f *testing.F) {
	ids := map[proof.System]keyID{}
	for _, s := range []proof.System{Groth16BN254, PlonkBN254} {
		ids[s] = keyID{Statement: "tiny", System: string(s), Setup: "development", Gnark: gnarkVersion}
		for _, committed := range []bool{false, true} {
			_, keys := tinyKeys(f, s, committed)
			var ours, raw, compressed bytes.Buffer
			require.NoError(f, writeKeyFile(&ours, ids[s], keyPair{verifying: keys.verifying}))
			_, err := keys.verifying.WriteRawTo(&raw)
			require.NoError(f, err)
			_, err = keys.verifying.WriteTo(&compressed)
			require.NoError(f, err)
			for _, form := range [][]byte{ours.Bytes(), raw.Bytes(), compressed.Bytes()} {
				f.Add(s == PlonkBN254, form)
				require.True(f, readBack(f, s, ids[s], form), "gnark's form is accepted")
			}
		}
	}
	f.Fuzz(func(t *testing.T, plonk bool, content []byte) {
		s := Groth16BN254
		if plonk {
			s = PlonkBN254
		}
		readBack(t, s, ids[s], content)
	})
}

// readBack reports whether a file of a verifying key is accepted; then it is written as
// it was read.
func readBack(t testing.TB, s proof.System, id keyID, content []byte) bool {
	path := filepath.Join(t.TempDir(), "vk")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	keys := engineOf(s).emptyKeys()
	setup, err := loadKeyFile(path, id, keys.verifying, (*keyFile).readVerifying)
	if err != nil {
		require.True(t, errors.Is(err, ErrKeyDamaged) || errors.Is(err, ErrKeyForeign), err)
		return false
	}
	var forms [2]bytes.Buffer
	if setup == proof.SetupExternal {
		_, err = keys.verifying.WriteTo(&forms[0])
		require.NoError(t, err)
		_, err = keys.verifying.WriteRawTo(&forms[1])
	} else {
		err = writeKeyFile(&forms[0], id, keyPair{verifying: keys.verifying})
	}
	require.NoError(t, err)
	require.True(t, bytes.Equal(content, forms[0].Bytes()) || bytes.Equal(content, forms[1].Bytes()))
	return true
}

// A list that says it is longer than its file is refused before anything of that length
// is allocated, and other forms of the header are too.
func TestVerifyingKeyForms(t *testing.T) {
	eachSystem(t, func(t *testing.T, s proof.System) {
		id := keyID{Statement: "tiny", System: string(s), Setup: "development", Gnark: gnarkVersion}
		_, keys := tinyKeys(t, s, true)
		var ours, raw bytes.Buffer
		require.NoError(t, writeKeyFile(&ours, id, keyPair{verifying: keys.verifying}))
		require.True(t, readBack(t, s, id, ours.Bytes()))
		require.False(t, readBack(t, s, id, bytes.Replace(ours.Bytes(), []byte(`{"statement"`), []byte(`{ "statement"`), 1)))
		require.False(t, readBack(t, s, id, bytes.Replace(ours.Bytes(), []byte(`{"statement"`), []byte(`{"Statement"`), 1)))
		_, err := keys.verifying.WriteRawTo(&raw)
		require.NoError(t, err)
		list := map[proof.System]int{Groth16BN254: 3 * (2*sizeG1 + 2*sizeG2), PlonkBN254: 4*8 + 3*sizeScalar + 8*2*sizeG1}[s]
		long := bytes.Clone(raw.Bytes())
		copy(long[list:], "\xff\xff\xff\xff")
		require.False(t, readBack(t, s, id, long))
		require.False(t, readBack(t, s, id, append(raw.Bytes(), make([]byte, maxVerifyingKey)...)))
	})
}
