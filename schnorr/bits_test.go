package schnorr

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/blake2b"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// TestBitString appends numbers of any size and compares with a list of bits.
func TestBitString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 7, 8, 9, 16, 253, 254, 255, 256}), 1, 8).Draw(t, "sizes")
		total := 0
		for _, size := range sizes {
			total += size
		}
		s := newBitString(total)
		room := cap(s.bytes)
		var want []byte
		for _, size := range sizes {
			b := rapid.SliceOfN(rapid.Byte(), byteCount(size), byteCount(size)).Draw(t, "number")
			if size%8 > 0 {
				b[len(b)-1] &= 1<<(size%8) - 1
			}
			s.append(b, size)
			for i := range size {
				want = append(want, b[i/8]>>(i%8)&1)
			}
		}
		require.Equal(t, total, s.n)
		require.Len(t, s.bytes, byteCount(total))
		require.Equal(t, room, cap(s.bytes), "moved")
		for i := range 8 * len(s.bytes) {
			bit := s.bytes[i/8] >> (i % 8) & 1
			if i >= total {
				require.Zero(t, bit)
				continue
			}
			require.Equal(t, want[i], bit, "bit %d", i)
		}

		if total > 0 {
			start := rapid.IntRange(0, total-1).Draw(t, "start")
			count := min(rapid.IntRange(0, 256).Draw(t, "count"), total-start)
			b := s.slice(start, count)
			for i := range 256 {
				bit := b[i/8] >> (i % 8) & 1
				if i >= count {
					require.Zero(t, bit)
					continue
				}
				require.Equal(t, want[start+i], bit)
			}
		}
	})
}

// TestMessageBits has the bits of "a", 61 hexadecimal, from the top.
func TestMessageBits(t *testing.T) {
	s := messageBits("a\x01")
	require.Equal(t, 16, s.n)
	for i, bit := range []byte{0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1} {
		require.Equal(t, bit, s.bytes[i/8]>>(i%8)&1)
	}
	fields := s.fields()
	require.Len(t, fields, 1)
	require.Equal(t, "32902", fields[0].Decimal()) // 2^1 + 2^2 + 2^7 + 2^15
}

func TestMessageFieldCount(t *testing.T) {
	for bytes, fields := range map[int]int{0: 0, 1: 1, 31: 1, 32: 2, 63: 2, 64: 3, 127: 4, 128: 5} {
		require.Len(t, messageBits(string(make([]byte, bytes))).fields(), fields, "%d bytes", bytes)
	}
}

// TestNonceFromHash drops the two top bits and refuses what is then 0.
func TestNonceFromHash(t *testing.T) {
	for _, top := range []byte{0, 0x40, 0x80, 0xc0} {
		var k fq.Element
		hash := [blake2b.Size256]byte{31: top}
		require.Equal(t, ErrNonceZero, nonceFromHash(&k, &hash))

		hash = [blake2b.Size256]byte{0: 7, 31: top | 1}
		require.NoError(t, nonceFromHash(&k, &hash))
		want := new(big.Int).Lsh(big.NewInt(1), 248)
		require.Equal(t, want.Add(want, big.NewInt(7)).String(), k.Decimal())
	}
}

// TestNonceErasesInput checks that the bits, which contain the key, are gone.
func TestNonceErasesInput(t *testing.T) {
	s := newBitString(16)
	s.append([]byte{0xff, 0xff}, 16)
	var k fq.Element
	require.NoError(t, nonce(&k, s))
	require.Equal(t, []byte{0, 0}, s.bytes)
}

func TestReduce(t *testing.T) {
	p, q := fp.Modulus(), fq.Modulus()
	for _, v := range []*big.Int{
		new(big.Int), big.NewInt(1), new(big.Int).Sub(p, big.NewInt(1)), p,
		new(big.Int).Add(p, big.NewInt(5)), new(big.Int).Sub(q, big.NewInt(1)),
	} {
		s, err := new(fq.Element).SetDecimal(v.String())
		require.NoError(t, err)
		x := reduce(s)
		require.Equal(t, new(big.Int).Mod(v, p).String(), x.Decimal())
	}
}

func TestPrefixes(t *testing.T) {
	require.Equal(t, "CodaSignature*******", networks[Testnet].prefix)
	require.Equal(t, "MinaSignatureMainnet", networks[Mainnet].prefix)
	for _, row := range networks {
		require.Len(t, row.prefix, 20)
	}
}
