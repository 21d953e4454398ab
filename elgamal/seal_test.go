package elgamal_test

import (
	"fmt"
	"math/big"
	"slices"
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
	"github.com/minaseal/minaseal/pasta/pallas"
)

// pair is the two sides of sealed messages.
type pair struct{ sender, receiver *address.PrivateKey }

func newPair(t testing.TB) pair {
	t.Helper()
	other, err := address.NewPrivateKey(scalar(2002))
	require.NoError(t, err)
	return pair{sender: testKey(t), receiver: other}
}

// testPlace is a place like those of a run.
func testPlace() elgamal.Place {
	return elgamal.Place{Transcript: numbers(424242)[0], Direction: elgamal.ToApp, Sequence: 4}
}

// seal makes a sealed message that does not change from run to run.
func (p pair) seal(t testing.TB, at elgamal.Place, message []fp.Element, ephemeral uint64) *elgamal.Ciphertext {
	t.Helper()
	c, err := elgamal.SealWithTestingRandomness(p.sender, p.receiver.PublicKey(), at, message, scalar(ephemeral))
	require.NoError(t, err)
	return c
}

func (p pair) open(at elgamal.Place, c *elgamal.Ciphertext) ([]fp.Element, error) {
	return elgamal.Open(p.receiver, p.sender.PublicKey(), at, c)
}

// requireClosed checks that nothing of a ciphertext opens.
func (p pair) requireClosed(t testing.TB, at elgamal.Place, c *elgamal.Ciphertext, what string) {
	t.Helper()
	m, err := p.open(at, c)
	require.ErrorIs(t, err, elgamal.ErrTag, what)
	require.Nil(t, m, what)
}

// TestSealOracle is the differential test of sealing and opening.
//
// covers: ENC-24, ENC-25
func TestSealOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := nonZeroScalar().Draw(t, "sender"), nonZeroScalar().Draw(t, "receiver")
		k := nonZeroScalar().Draw(t, "ephemeral")
		message := rapid.SliceOfN(testkit.Fp(), 1, 6).Draw(t, "message")
		oracleAt := bigref.Place{
			Transcript: testkit.Fp().Draw(t, "transcript"),
			Direction:  rapid.Int64Range(0, 1).Draw(t, "direction"), Sequence: rapid.Int64Range(0, 5).Draw(t, "sequence"),
		}
		at := elgamal.Place{
			Transcript: *testkit.ToFp(oracleAt.Transcript),
			Direction:  elgamal.Direction(oracleAt.Direction), Sequence: uint32(oracleAt.Sequence),
		}
		sender, err := address.NewPrivateKey(testkit.ToFq(from))
		require.NoError(t, err)
		receiver, err := address.NewPrivateKey(testkit.ToFq(to))
		require.NoError(t, err)
		p := pair{sender, receiver}

		want, err := bigref.Seal(from, testkit.FromPallas(receiver.PublicKey().Point()), oracleAt, message, k)
		require.NoError(t, err)
		c, err := elgamal.SealWithTestingRandomness(sender, receiver.PublicKey(), at, testkit.ToFpSlice(message), testkit.ToFq(k))
		require.NoError(t, err)
		require.Equal(t, oracleTexts(want.Fields), texts(c.Fields()))
		require.True(t, want.Ephemeral.Equal(testkit.FromPallas(c.PublicKey())))
		tag := c.Tag()
		require.Equal(t, want.Fields[len(message)].String(), tag.Decimal())

		m, err := p.open(at, c)
		require.NoError(t, err)
		require.Equal(t, oracleTexts(message), texts(m))
		back, err := bigref.OpenSealed(to, testkit.FromPallas(sender.PublicKey().Point()), oracleAt, want)
		require.NoError(t, err)
		require.Equal(t, oracleTexts(message), oracleTexts(back))
	})
}

// TestSealFreshness checks that two sealed messages have nothing in common.
//
// covers: ENC-5
func TestSealFreshness(t *testing.T) {
	p, seen := newPair(t), map[string]bool{}
	for range 8 {
		c, err := elgamal.Seal(p.sender, p.receiver.PublicKey(), testPlace(), numbers(1, 1))
		require.NoError(t, err)
		x, _ := c.PublicKey().Affine()
		for _, text := range append(texts(c.Fields()), x.Decimal()) {
			require.False(t, seen[text])
			seen[text] = true
		}
		m, err := p.open(testPlace(), c)
		require.NoError(t, err)
		require.Equal(t, []string{"1", "1"}, texts(m))
	}
}

// TestSealedElementsTampered changes the elements in every way of alterations.
//
// covers: ENC-8, ENC-25
func TestSealedElementsTampered(t *testing.T) {
	p, at := newPair(t), testPlace()
	for n := 1; n <= 4; n++ {
		message := numbers(11, 12, 13, 14)[:n]
		c := p.seal(t, at, message, uint64(1000+n))
		foreign := p.seal(t, at, message, uint64(2000+n))
		for name, fields := range alterations(c.Fields(), foreign.Fields()) {
			p.requireClosed(t, at, remake(t, c, fields), fmt.Sprintf("%d fields: %s", n, name))
		}
	}
}

// TestSealIsBoundToItsPlace opens elsewhere than where was sealed.
//
// covers: ENC-24, ENC-25
func TestSealIsBoundToItsPlace(t *testing.T) {
	p, at := newPair(t), testPlace()
	for n := 1; n <= 3; n++ {
		c := p.seal(t, at, numbers(1, 2, 3)[:n], 31)
		other := at
		other.Direction = elgamal.ToWorker
		p.requireClosed(t, other, c, "direction")
		for sequence := range uint32(6) {
			other = at
			other.Sequence = sequence
			if sequence != at.Sequence {
				p.requireClosed(t, other, c, "sequence")
			}
		}
		other = at
		other.Transcript = plus(at.Transcript, 1)
		p.requireClosed(t, other, c, "transcript")
		other.Transcript = minus(fp.Element{}, at.Transcript)
		p.requireClosed(t, other, c, "transcript negated")
		// The header has an odd number of elements before the masks, and no element
		// of it can be exchanged for another one.
		other = elgamal.Place{Transcript: at.Transcript, Direction: elgamal.Direction(at.Sequence), Sequence: uint32(at.Direction)}
		p.requireClosed(t, other, c, "direction and sequence exchanged")
	}
}

// TestSealIsBoundToItsKeys opens with other keys: signs, both sides and the
// ephemeral key count. The reflection of a message to its sender, who holds the
// same static secret, does not open either.
//
// covers: ENC-24, ENC-25
func TestSealIsBoundToItsKeys(t *testing.T) {
	p, at := newPair(t), testPlace()
	c := p.seal(t, at, numbers(1, 2), 32)
	negated := func(sk *address.PrivateKey) *address.PrivateKey {
		key, err := address.NewPrivateKey(new(fq.Element).Negate(sk.Scalar()))
		require.NoError(t, err)
		return key
	}
	stranger := add(t, p.sender, 1)
	for name, other := range map[string]pair{
		"another sender":       {stranger, p.receiver},
		"the sender negated":   {negated(p.sender), p.receiver},
		"another receiver":     {p.sender, stranger},
		"the receiver negated": {p.sender, negated(p.receiver)},
		"both negated":         {negated(p.sender), negated(p.receiver)},
		"reflected":            {p.receiver, p.sender},
		"from the receiver":    {p.receiver, p.receiver},
		"to the sender":        {p.sender, p.sender},
	} {
		other.requireClosed(t, at, c, name)
	}
	opposite := c.PublicKey()
	foreign := p.seal(t, at, numbers(1, 2), 33).PublicKey()
	for name, point := range map[string]*pallas.Point{
		"negated": opposite.Negate(opposite), "foreign": foreign, "generator": pallas.NewGenerator(),
	} {
		altered, err := elgamal.NewCiphertext(point, c.Fields())
		require.NoError(t, err)
		p.requireClosed(t, at, altered, name)
	}
}

// TestSealWithoutSender: who knows the receiver's public key alone, and with it
// all that encryption of sections 6.2 and 6.3 needs, cannot make a message.
//
// covers: ENC-24
func TestSealWithoutSender(t *testing.T) {
	p, at := newPair(t), testPlace()
	for s := range oracles {
		c, err := s.EncryptWithTestingRandomness(p.receiver.PublicKey(), numbers(1, 2), scalar(77))
		require.NoError(t, err)
		p.requireClosed(t, at, c, s.String())
	}
	for s := range oracles {
		_, err := s.Decrypt(p.receiver, p.seal(t, at, numbers(1, 2), 78))
		require.ErrorIs(t, err, elgamal.ErrTag)
	}
}

// TestSealKnownForgeries makes of a message that is known every cut and every
// extension by which o1js-v1 and o1js-v2 are forged (SPEC 12), at every length:
// the mask of element j, which c[j] - m[j] gives away, is the tag of nothing.
//
// covers: ENC-24, ENC-25
func TestSealKnownForgeries(t *testing.T) {
	p, at := newPair(t), testPlace()
	for n := 1; n <= 4; n++ {
		message := numbers(11, 12, 13, 14)[:n]
		c := p.seal(t, at, message, uint64(500+n))
		fields := c.Fields()
		masks := make([]fp.Element, n)
		for j := range masks {
			masks[j] = minus(fields[j], message[j])
		}
		for cut := 0; cut <= n; cut++ {
			for j, tag := range append(slices.Clone(masks), fields[n], fp.Element{}) {
				forged := append(slices.Clone(fields[:cut]), tag)
				if slices.Equal(texts(forged), texts(fields)) {
					continue
				}
				forgery, err := elgamal.NewCiphertext(c.PublicKey(), forged)
				if cut == 0 {
					require.ErrorIs(t, err, elgamal.ErrEmpty)
					continue
				}
				require.NoError(t, err)
				p.requireClosed(t, at, forgery, fmt.Sprintf("%d fields cut to %d, tag %d", n, cut, j))
			}
		}
		for _, extra := range append(slices.Clone(masks), fields[n], fp.Element{}, numbers(1)[0]) {
			for where := 0; where <= n; where++ {
				longer := slices.Insert(c.Fields(), where, extra)
				p.requireClosed(t, at, remake(t, c, longer), fmt.Sprintf("%d fields, one more at %d", n, where))
				p.requireClosed(t, at, remake(t, c, slices.Insert(longer, where, fp.Element{})), "two more")
			}
			p.requireClosed(t, at, remake(t, c, append(c.Fields(), extra)), "after the tag")
		}
	}
}

// TestSealMasksDependOnTheLength: with equal randomness, messages of different
// lengths have no mask in common.
//
// covers: ENC-24
func TestSealMasksDependOnTheLength(t *testing.T) {
	p, seen := newPair(t), map[string]bool{}
	for n := 1; n <= 5; n++ {
		for _, text := range texts(p.seal(t, testPlace(), make([]fp.Element, n), 60).Fields()) {
			require.False(t, seen[text])
			seen[text] = true
		}
	}
}

// covers: ENC-7, ENC-11, ENC-12, ENC-26
func TestSealRefusals(t *testing.T) {
	p, at := newPair(t), testPlace()
	for _, message := range [][]fp.Element{nil, {}} {
		c, err := elgamal.Seal(p.sender, p.receiver.PublicKey(), at, message)
		require.ErrorIs(t, err, elgamal.ErrEmpty)
		require.Nil(t, c)
	}
	c, err := elgamal.SealWithTestingRandomness(p.sender, p.receiver.PublicKey(), at, numbers(1), new(fq.Element))
	require.ErrorIs(t, err, elgamal.ErrScalarZero)
	require.Nil(t, c)

	_, err = p.open(at, new(elgamal.Ciphertext))
	require.ErrorIs(t, err, elgamal.ErrIdentity)

	good := p.seal(t, at, numbers(1), 3)
	erased := testKey(t)
	erased.Erase()
	for _, key := range []*address.PrivateKey{erased, new(address.PrivateKey)} {
		c, err := elgamal.Seal(key, p.receiver.PublicKey(), at, numbers(1))
		require.Equal(t, "erased", coded.Code(err))
		require.Nil(t, c)
		m, err := elgamal.Open(key, p.sender.PublicKey(), at, good)
		require.Equal(t, "erased", coded.Code(err))
		require.Nil(t, m)
	}
}

// TestSealTouchesNothing: keys, message, scalar and ciphertext stay as they are.
//
// covers: ENC-10
func TestSealTouchesNothing(t *testing.T) {
	p, at := newPair(t), testPlace()
	message, k := numbers(7, 8), scalar(9)
	c, err := elgamal.SealWithTestingRandomness(p.sender, p.receiver.PublicKey(), at, message, k)
	require.NoError(t, err)
	require.Equal(t, []string{"7", "8"}, texts(message))
	require.Equal(t, "9", k.Decimal())
	before := texts(c.Fields())
	for range 2 {
		m, err := p.open(at, c)
		require.NoError(t, err)
		require.Equal(t, []string{"7", "8"}, texts(m))
	}
	require.Equal(t, before, texts(c.Fields()))
	require.Equal(t, privateText, p.sender.Base58())
	require.Equal(t, big.NewInt(2002), testkit.FromFq(p.receiver.Scalar()))
}
