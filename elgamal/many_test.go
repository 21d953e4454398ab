package elgamal_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
)

// many is a batch of messages with a key for each.
type many struct {
	keys     []*address.PrivateKey
	receiver []*address.PublicKey
	messages [][]fp.Element
}

// drawMany draws up to 20 messages of up to 9 elements; some are empty.
func drawMany(t *rapid.T) (m many) {
	for range rapid.IntRange(0, 20).Draw(t, "messages") {
		key := address.GeneratePrivateKey()
		message := make([]fp.Element, rapid.IntRange(0, 9).Draw(t, "length"))
		for i := range message {
			message[i].SetUint64(rapid.Uint64().Draw(t, "element"))
		}
		m.keys = append(m.keys, key)
		m.receiver = append(m.receiver, key.PublicKey())
		m.messages = append(m.messages, message)
	}
	return m
}

// What EncryptMany makes, Decrypt opens: the tag leaves one ciphertext alone for a
// message and an ephemeral key, so each is the one of Encrypt.
//
// covers: ENC-V1-1, ENC-V2-1, ENC-4
func TestEncryptMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMany(t)
		for s := range oracles {
			ciphertexts, errs := s.EncryptMany(m.receiver, m.messages)
			require.Len(t, ciphertexts, len(m.messages))
			require.Len(t, errs, len(m.messages))
			for i, c := range ciphertexts {
				if len(m.messages[i]) == 0 {
					require.ErrorIs(t, errs[i], elgamal.ErrEmpty)
					require.Nil(t, c)
					continue
				}
				require.NoError(t, errs[i])
				message, err := s.Decrypt(m.keys[i], c)
				require.NoError(t, err)
				require.Equal(t, texts(m.messages[i]), texts(message))
			}
		}
	})
}

// DecryptMany opens what Encrypt made and gives the errors of Decrypt, each at its
// message.
//
// covers: ENC-V1-2, ENC-V2-2, ENC-8
func TestDecryptMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMany(t)
		s := rapid.SampledFrom([]elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2}).Draw(t, "scheme")
		ciphertexts := make([]*elgamal.Ciphertext, len(m.messages))
		for i, message := range m.messages {
			ciphertexts[i] = new(elgamal.Ciphertext) // one that nothing made
			if len(message) == 0 {
				continue
			}
			c, err := s.Encrypt(m.receiver[i], message)
			require.NoError(t, err)
			switch fields := c.Fields(); rapid.IntRange(0, 4).Draw(t, "fault") {
			case 0:
				at := rapid.IntRange(0, len(fields)-1).Draw(t, "at")
				fields[at] = plus(fields[at], 1)
				c, err = elgamal.NewCiphertext(c.PublicKey(), fields)
				require.NoError(t, err)
			case 1:
				m.keys[i].Erase()
			}
			ciphertexts[i] = c
		}
		messages, errs := s.DecryptMany(m.keys, ciphertexts)
		for i, c := range ciphertexts {
			before := c.Fields()
			want, err := s.Decrypt(m.keys[i], c)
			require.ErrorIs(t, errs[i], err)
			require.Equal(t, err == nil, errs[i] == nil)
			require.Equal(t, want, messages[i])
			require.Equal(t, before, c.Fields())
		}
	})
}

// One key, one message and one ciphertext many times.
func TestManyOfTheSame(t *testing.T) {
	sk := testKey(t)
	message := numbers(1, 2, 3)
	for s := range oracles {
		var keys []*address.PrivateKey
		var receivers []*address.PublicKey
		var same [][]fp.Element
		for range 9 {
			keys, receivers, same = append(keys, sk), append(receivers, sk.PublicKey()), append(same, message)
		}
		ciphertexts, _ := s.EncryptMany(receivers, same)
		for i := range ciphertexts {
			ciphertexts[i] = ciphertexts[0]
		}
		messages, errs := s.DecryptMany(keys, ciphertexts)
		for i := range messages {
			require.NoError(t, errs[i])
			require.Equal(t, texts(message), texts(messages[i]))
		}
		require.Equal(t, texts(numbers(1, 2, 3)), texts(message))
	}
}

func TestManyOfNoScheme(t *testing.T) {
	sk := testKey(t)
	c := encrypt(t, elgamal.O1jsV2, numbers(1), 5)
	_, errs := elgamal.Scheme(0).EncryptMany([]*address.PublicKey{sk.PublicKey()}, [][]fp.Element{numbers(1)})
	require.ErrorIs(t, errs[0], elgamal.ErrUnknownScheme)
	_, errs = elgamal.Scheme(3).DecryptMany([]*address.PrivateKey{sk}, []*elgamal.Ciphertext{c})
	require.ErrorIs(t, errs[0], elgamal.ErrUnknownScheme)
	require.Panics(t, func() { elgamal.O1jsV2.EncryptMany(nil, [][]fp.Element{numbers(1)}) })
	require.Panics(t, func() { elgamal.O1jsV2.DecryptMany(nil, []*elgamal.Ciphertext{c}) })
}
