package elgamal_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

func TestParseScheme(t *testing.T) {
	for name, want := range map[string]elgamal.Scheme{"o1js-v1": elgamal.O1jsV1, "o1js-v2": elgamal.O1jsV2} {
		s, err := elgamal.ParseScheme(name)
		require.NoError(t, err)
		require.Equal(t, want, s)
		require.Equal(t, name, s.String())
	}
	for _, name := range []string{"", "o1js", "o1js-v3", "O1JS-V2", " o1js-v2", "sealed-v1", "unknown"} {
		s, err := elgamal.ParseScheme(name)
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		require.Zero(t, s)
	}
	require.Equal(t, "unknown", elgamal.Scheme(0).String())
}

// TestUnknownScheme checks that a value which is no scheme does nothing [ENC-3].
func TestUnknownScheme(t *testing.T) {
	c := encrypt(t, elgamal.O1jsV2, numbers(1), 5)
	for _, s := range []elgamal.Scheme{0, 3, 255} {
		_, err := s.Encrypt(testKey(t).PublicKey(), numbers(1))
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		_, err = s.EncryptText(testKey(t).PublicKey(), "text")
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		_, err = s.EncryptBytes(testKey(t).PublicKey(), nil)
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		_, err = s.EncryptWithTestingRandomness(testKey(t).PublicKey(), numbers(1), scalar(1))
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		m, err := s.Decrypt(testKey(t), c)
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		require.Nil(t, m)
		_, err = s.DecryptText(testKey(t), c)
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		_, err = s.DecryptBytes(testKey(t), c)
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
	}
}

// TestKnownAnswers are ciphertexts of [1, 2, 3] by o1js 1.9.1 and 2.15.0 with the
// ephemeral scalar 123456789.
func TestKnownAnswers(t *testing.T) {
	const ephemeral = `{"publicKey":{"x":"27198768465184562749178124158016428077382713778212216375345604617778283726003",` +
		`"y":"343276322726960454560551866990513062928836909711985759759068630922578983301"},"cipherText":[`
	want := map[elgamal.Scheme]string{
		elgamal.O1jsV1: `"22928218150774172665631322640214796639794679895898865515578933241487695079422",` +
			`"2565239300757397859724975086192796792010780873613036503689419486586133495067",` +
			`"11572651434063575783677478866534429240208166005615819150623309369652226357127",` +
			`"2191131904557005051344861726196194508004383424677920918111189946267747987963"]}`,
		elgamal.O1jsV2: `"22928218150774172665631322640214796639794679895898865515578933241487695079422",` +
			`"17267064142283900107638579979512756074460034068641430429246639061348500924807",` +
			`"6494861230934920119097993281776435605204223241640118567791146047820384528607",` +
			`"25833723057684200216313980095234694922142712185779957046469167604491245206209"]}`,
	}
	for s, fields := range want {
		c := encrypt(t, s, numbers(1, 2, 3), 123456789)
		text, err := c.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, ephemeral+fields, string(text))
		parsed, err := elgamal.ParseCiphertext(text)
		require.NoError(t, err)
		m, err := s.Decrypt(testKey(t), parsed)
		require.NoError(t, err)
		require.Equal(t, []string{"1", "2", "3"}, texts(m))
	}
}

// TestOracle is the differential test of encryption and decryption.
func TestOracle(t *testing.T) {
	for s, oracle := range oracles {
		t.Run(s.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				key := nonZeroScalar().Draw(t, "key")
				k := nonZeroScalar().Draw(t, "ephemeral")
				message := rapid.SliceOfN(testkit.Fp(), 1, 6).Draw(t, "message")
				sk, err := address.NewPrivateKey(testkit.ToFq(key))
				require.NoError(t, err)

				want, err := bigref.Encrypt(oracle, testkit.FromPallas(sk.PublicKey().Point()), message, k)
				require.NoError(t, err)
				given, ephemeral := testkit.ToFpSlice(message), testkit.ToFq(k)
				c, err := s.EncryptWithTestingRandomness(sk.PublicKey(), given, ephemeral)
				require.NoError(t, err)
				require.Equal(t, oracleTexts(want.Fields), texts(c.Fields()))
				require.True(t, want.Ephemeral.Equal(testkit.FromPallas(c.PublicKey())))
				require.Equal(t, oracleTexts(message), texts(given), "the message was changed")
				require.Equal(t, k.String(), ephemeral.Decimal(), "the scalar was changed")

				m, err := s.Decrypt(sk, c)
				require.NoError(t, err)
				require.Equal(t, oracleTexts(message), texts(m))
			})
		})
	}
}

// TestRoundTrip is encryption with fresh randomness and decryption.
func TestRoundTrip(t *testing.T) {
	for s := range oracles {
		rapid.Check(t, func(t *rapid.T) {
			sk := address.GeneratePrivateKey()
			message := testkit.ToFpSlice(rapid.SliceOfN(testkit.Fp(), 1, 4).Draw(t, "message"))
			c, err := s.Encrypt(sk.PublicKey(), message)
			require.NoError(t, err)
			before, err := c.MarshalJSON()
			require.NoError(t, err)
			for range 2 { // decryption does not change the ciphertext [ENC-10]
				m, err := s.Decrypt(sk, c)
				require.NoError(t, err)
				require.Equal(t, texts(message), texts(m))
				after, err := c.MarshalJSON()
				require.NoError(t, err)
				require.Equal(t, string(before), string(after))
			}
		})
	}
}

// TestTextAndBytes is the round trip of texts and bytes [ENC-21] [ENC-22]: equal
// but for what the UTF-8 decoder of SPEC 4.8 does.
func TestTextAndBytes(t *testing.T) {
	sk := testKey(t)
	for s := range oracles {
		rapid.Check(t, func(t *rapid.T) {
			data := testkit.Bytes(100).Draw(t, "bytes")
			c, err := s.EncryptBytes(sk.PublicKey(), data)
			require.NoError(t, err)
			require.Len(t, c.Fields(), len(data)/31+2)
			have, err := s.DecryptBytes(sk, c)
			require.NoError(t, err)
			require.Equal(t, string(data), string(have))
			text, err := s.DecryptText(sk, c)
			require.NoError(t, err)
			require.Equal(t, bigref.DecodeUTF8(data), text)

			given := testkit.AnyText().Draw(t, "text")
			c, err = s.EncryptText(sk.PublicKey(), given)
			require.NoError(t, err)
			fields, err := s.Decrypt(sk, c)
			require.NoError(t, err)
			require.Equal(t, oracleTexts(bigref.EncodeText(given)), texts(fields))
		})
	}
}

// TestNotText checks that a message which is no encoding is refused as bytes and
// as text, and decrypts as fields [ENC-23].
func TestNotText(t *testing.T) {
	for s := range oracles {
		for want, message := range map[error][]fp.Element{
			elgamal.ErrNoStop:   numbers(2),
			elgamal.ErrEncoding: numbers(0x0201),
		} {
			c := encrypt(t, s, message, 7)
			b, err := s.DecryptBytes(testKey(t), c)
			require.ErrorIs(t, err, want)
			require.Nil(t, b)
			text, err := s.DecryptText(testKey(t), c)
			require.ErrorIs(t, err, want)
			require.Empty(t, text)
			_, err = s.Decrypt(testKey(t), c)
			require.NoError(t, err)
		}
	}
}

// TestFreshness checks that two encryptions of one message have nothing in
// common [ENC-5].
func TestFreshness(t *testing.T) {
	for s := range oracles {
		seen := map[string]bool{}
		for range 8 {
			c, err := s.Encrypt(testKey(t).PublicKey(), numbers(1, 1))
			require.NoError(t, err)
			x, _ := c.PublicKey().Affine()
			for _, text := range append(texts(c.Fields()), x.Decimal()) {
				require.False(t, seen[text])
				seen[text] = true
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for s := range oracles {
		pk := testKey(t).PublicKey()
		for _, message := range [][]fp.Element{nil, {}} {
			c, err := s.Encrypt(pk, message)
			require.ErrorIs(t, err, elgamal.ErrEmpty)
			require.Nil(t, c)
			_, err = s.EncryptWithTestingRandomness(pk, message, scalar(1))
			require.ErrorIs(t, err, elgamal.ErrEmpty)
		}
		c, err := s.EncryptWithTestingRandomness(pk, numbers(1), new(fq.Element))
		require.ErrorIs(t, err, elgamal.ErrScalarZero)
		require.Nil(t, c)

		_, err = s.Decrypt(testKey(t), new(elgamal.Ciphertext))
		require.ErrorIs(t, err, elgamal.ErrIdentity)

		erased := testKey(t)
		erased.Erase()
		for _, key := range []*address.PrivateKey{erased, new(address.PrivateKey)} {
			m, err := s.Decrypt(key, encrypt(t, s, numbers(1), 3))
			require.Equal(t, "erased", coded.Code(err))
			require.Nil(t, m)
		}
	}
}
