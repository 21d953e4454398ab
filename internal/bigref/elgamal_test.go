package bigref_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
)

func small(values ...int64) []*big.Int {
	var out []*big.Int
	for _, v := range values {
		out = append(out, big.NewInt(v))
	}
	return out
}

// TestEncrypt uses ciphertexts made by o1js 1.9.1 and 2.15.0 with the ephemeral
// scalar 123456789.
func TestEncrypt(t *testing.T) {
	scalar, public := testKey(t)
	ephemeral := bigref.Point{
		X: number(t, "27198768465184562749178124158016428077382713778212216375345604617778283726003"),
		Y: number(t, "343276322726960454560551866990513062928836909711985759759068630922578983301"),
	}
	want := map[bigref.Scheme][]string{
		bigref.O1jsV1: {
			"22928218150774172665631322640214796639794679895898865515578933241487695079422",
			"2565239300757397859724975086192796792010780873613036503689419486586133495067",
			"11572651434063575783677478866534429240208166005615819150623309369652226357127",
			"2191131904557005051344861726196194508004383424677920918111189946267747987963",
		},
		bigref.O1jsV2: {
			"22928218150774172665631322640214796639794679895898865515578933241487695079422",
			"17267064142283900107638579979512756074460034068641430429246639061348500924807",
			"6494861230934920119097993281776435605204223241640118567791146047820384528607",
			"25833723057684200216313980095234694922142712185779957046469167604491245206209",
		},
	}
	for scheme, fields := range want {
		c, err := bigref.Encrypt(scheme, public, small(1, 2, 3), big.NewInt(123456789))
		require.NoError(t, err)
		require.Equal(t, ephemeral, c.Ephemeral)
		require.Len(t, c.Fields, len(fields))
		for i := range fields {
			require.Equal(t, fields[i], c.Fields[i].String())
		}
		m, err := bigref.Decrypt(scheme, scalar, c)
		require.NoError(t, err)
		require.Equal(t, small(1, 2, 3), m)
	}
}

func TestDecryptRejections(t *testing.T) {
	scalar, public := testKey(t)
	for _, scheme := range []bigref.Scheme{bigref.O1jsV1, bigref.O1jsV2} {
		for n := int64(1); n <= 4; n++ {
			c, err := bigref.Encrypt(scheme, public, small(5, 6, 7, 8)[:n], big.NewInt(99+n))
			require.NoError(t, err)
			for i := range c.Fields {
				altered := bigref.Ciphertext{Ephemeral: c.Ephemeral, Fields: append([]*big.Int(nil), c.Fields...)}
				altered.Fields[i] = bigref.Fp().Add(c.Fields[i], big.NewInt(1))
				_, err := bigref.Decrypt(scheme, scalar, altered)
				require.Equal(t, bigref.TagMismatch, err)
			}
			_, err = bigref.Decrypt(3-scheme, scalar, c)
			require.Equal(t, bigref.TagMismatch, err, "the other scheme")
			_, err = bigref.Decrypt(scheme, scalar, bigref.Ciphertext{Ephemeral: c.Ephemeral, Fields: c.Fields[:1]})
			require.Equal(t, bigref.EmptyCiphertext, err)
			_, err = bigref.Decrypt(scheme, scalar, bigref.Ciphertext{Ephemeral: bigref.Pallas().Identity(), Fields: c.Fields})
			require.Equal(t, bigref.IdentityPoint, err)
		}
		_, err := bigref.Encrypt(scheme, public, nil, big.NewInt(1))
		require.Equal(t, bigref.EmptyCiphertext, err)
		_, err = bigref.Encrypt(scheme, public, small(1), new(big.Int))
		require.Equal(t, bigref.ScalarZero, err)
		_, err = bigref.Encrypt(scheme, public, small(1), new(big.Int))
		require.Equal(t, bigref.ScalarZero, err)
	}
}

// TestKnownForgeries reproduces two weaknesses of the real schemes: a known
// plaintext lets anyone cut a version 1 ciphertext after an even number of
// fields, and a version 2 ciphertext into a version 1 ciphertext of one field.
func TestKnownForgeries(t *testing.T) {
	scalar, public := testKey(t)
	m := small(11, 12, 13, 14)
	f := bigref.Fp()
	v1, err := bigref.Encrypt(bigref.O1jsV1, public, m, big.NewInt(1000))
	require.NoError(t, err)
	for j := 1; j < len(m); j++ {
		cut := append(append([]*big.Int(nil), v1.Fields[:j]...), f.Subtract(v1.Fields[j], m[j]))
		got, err := bigref.Decrypt(bigref.O1jsV1, scalar, bigref.Ciphertext{Ephemeral: v1.Ephemeral, Fields: cut})
		if j%2 == 0 {
			require.NoError(t, err)
			require.Equal(t, m[:j], got)
		} else {
			require.Equal(t, bigref.TagMismatch, err)
		}
	}

	v2, err := bigref.Encrypt(bigref.O1jsV2, public, m, big.NewInt(1000))
	require.NoError(t, err)
	cut := []*big.Int{v2.Fields[0], f.Subtract(v2.Fields[1], m[1])}
	got, err := bigref.Decrypt(bigref.O1jsV1, scalar, bigref.Ciphertext{Ephemeral: v2.Ephemeral, Fields: cut})
	require.NoError(t, err)
	require.Equal(t, m[:1], got)
}
