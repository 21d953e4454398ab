package peers

import (
	"crypto/sha512"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/schnorr"
)

func TestInputsAreDerived(t *testing.T) {
	require.Equal(t, deriveInputs(t), inputsText)
}

// TestProofIsThatOfTheTests compares the proof and the key with the tests' ones.
func TestProofIsThatOfTheTests(t *testing.T) {
	for path, have := range map[string][]byte{"range-proof-native.json": proofText, "range-vk.json": proofKey} {
		want, err := os.ReadFile("../../kimchi/pickles/testdata/" + path)
		require.NoError(t, err)
		require.Equal(t, string(want), string(have))
	}
}

func TestReadInputs(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	require.True(t, schnorr.Verify(in.key.PublicKey(), []fp.Element{in.a, in.b}, schnorr.Testnet, in.signature))
}

// deriveInputs returns the text of inputs.txt: every number comes from the SHA-512
// hash of its name, so that nobody chose it.
func deriveInputs(t *testing.T) string {
	wide := func(name string) []byte {
		sum := sha512.Sum512([]byte("minaseal/bench/" + name))
		return sum[:]
	}
	var a, b fp.Element
	var s, k, d fq.Element
	for name, set := range map[string]func([]byte) (any, error){
		"a": wrap(a.SetUniformBytes), "b": wrap(b.SetUniformBytes),
		"s": wrap(s.SetUniformBytes), "point": wrap(k.SetUniformBytes), "key": wrap(d.SetUniformBytes),
	} {
		_, err := set(wide(name))
		require.NoError(t, err)
	}
	x, y := pallas.NewIdentity().ScalarBaseMultiply(&k).Affine()
	key, err := address.NewPrivateKey(&d)
	require.NoError(t, err)
	signature, err := schnorr.Sign(key, []fp.Element{a, b}, schnorr.Testnet)
	require.NoError(t, err)
	return fmt.Sprintf("a %x\nb %x\ns %x\nx %x\ny %x\nkey %s\naddress %s\nsignature %s\n",
		a.Bytes(), b.Bytes(), s.Bytes(), x.Bytes(), y.Bytes(), key.Base58(), key.PublicKey(), signature.Base58())
}

func wrap[E any](set func([]byte) (E, error)) func([]byte) (any, error) {
	return func(b []byte) (any, error) { return set(b) }
}
