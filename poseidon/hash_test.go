package poseidon

import (
	"encoding/hex"
	"math/big"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
)

// publishedVectors are those of o1-labs/proof-systems,
// poseidon/tests/test_vectors: inputs, kimchi hash and legacy hash, elements as
// little-endian hexadecimal.
var publishedVectors = []struct{ inputs, kimchi, legacy string }{
	{"",
		"a8eb9ee0f30046308abbfa5d20af73c81bbdabc25b459785024d045228bead2f",
		"1b3251b6912d82edc78bbb0a5c88f0c6fde1781bc3e654123fa6862a4c63e617"},
	{"f2eee8d8f6e5fb182c610cae6c5393fce69dc4d900e7b4923b074e54ad00fb36",
		"fb5992f65c07f9335995f43fd791d39012ad466717729e61045c297507054f3d",
		"e99262048e717745fdcd602a3b527e9e7c2e5ba5894158084e2f2e2cb142643d"},
	{"bd3f1c8f183ceedea15080edbe79d30bd7d613b86bf2ba12007091c60ae39337 65e4f04ab87706bab06d13c7eee0a7807d0b8ce268b4ece6aab1e0508ec9c42f",
		"fe2436f2027620a11233318b55d0a117086f09674826d1b7ce08d48ad0736c33",
		"1f8f9d2fb9547d0254a1c0271ff40042a59927e82fd097d7fa723f8551e8c23a"},
	{"f5ea61ce47773495363dc4f6a41c3e2da14b13d6dd173acf87c9ca7357fb2400 f28573f49c658b4ba151e82ed0bd6aaab045311d1a72df58c21eed462bede018 73cf45c39285f17ccea99e0daeb547430cf7921218fe3726010f608e682a841a",
		"9b1b94444a54af49a7623d1fe1ca72649f0a098daf5704925f024eb6ab0e4b3f",
		"997810fa8f33879e689c808021d7f1cf302f30f0075754e43dc2f75d76bb3920"},
	{"4c28b87198e0012207f93cdbdaa35355ec8213fa97a60e62701f62602d465920 0787a40fc046c4dd0ff3cad0e54006577fece871c774707494984f1c7d334727 1504ffe48e4e6dfcc4ded439edd386cf271b69d94afae83079f3ee3e7c04d52d 290b6506516fe7588b5100f8db2e871427c6d74e7a60ab656f43dd9bc687c312",
		"47ecd3bf2eed86dcf8d2cef3d7667104689dba4d9bcb54006e0c66f6ec8c5a16",
		"f930ae5bef2098e3b71949e9878caf5659897f3b9eb1711f296a99cfb740ec3f"},
	{"da99182b35f2cd9f8a137052c4262576377a16deb83652db459a74893a0cf73c 9805573990c4028292c9db171cd2b97902f9fc494983f6f7e0a0c184bc55df1b 90ff1001b9dab21358aad1f6b7906a56d0c039502c1590c3ef9921a8951e4409 88b56238a0eda34576db959fecd1c3790bb5311fdb231753243c5085974a5b37 896a7727e511a4c30d99082bf3542623fb702afab0b62ebbf301ed51e38f6812",
		"09a2d55277908b7c8214f745b3605f0f9055dcd4c9b594cdd759292c34c3a20c",
		"461b6ec08fd3a9c37033efd409cf548493b003b2f500db845d5d1fd2ffce1b02"},
}

func TestPublishedVectors(t *testing.T) {
	for _, v := range publishedVectors {
		var inputs []fp.Element
		for _, text := range strings.Fields(v.inputs) {
			b, err := hex.DecodeString(text)
			require.NoError(t, err)
			x, err := new(fp.Element).SetCanonicalBytes(b)
			require.NoError(t, err)
			inputs = append(inputs, *x)
		}
		kimchi, legacy := Hash(inputs...), HashLegacy(inputs...)
		requireHex(t, v.kimchi, kimchi.Bytes())
		requireHex(t, v.legacy, legacy.Bytes())
	}
}

// TestKnownHashes are outputs of o1js 2.15.0.
func TestKnownHashes(t *testing.T) {
	var zero, one fp.Element
	one.One()
	const ofNothing = "21565680844461314807147611702860246336805372493508489110556896454939225549736"
	for _, h := range []fp.Element{Hash(), Hash(zero), Hash(zero, zero)} {
		require.Equal(t, ofNothing, h.Decimal())
	}
	h := Hash(one)
	require.Equal(t, "7555220006856562833147743033256142154591945963958408607501861037584894828141", h.Decimal())
	h = HashAnyLength(one)
	require.Equal(t, "3654913405619483358804575553468071097765421484960111776885779739261304758583", h.Decimal())
	h, err := HashWithPrefix("abc", one)
	require.NoError(t, err)
	require.Equal(t, "12765342244734602062867716762771153128072822733846178744216964887029137931961", h.Decimal())
}

// TestHashOracle is the differential test of every hash [PSD-4] [PSD-5] [PSD-8].
func TestHashOracle(t *testing.T) {
	kimchi, legacy := bigref.Kimchi(bigref.Fp()), bigref.Legacy(bigref.Fp())
	rapid.Check(t, func(t *rapid.T) {
		inputs := rapid.SliceOfN(testkit.Fp(), 0, 5).Draw(t, "inputs")
		prefix := rapid.StringOfN(rapid.RuneFrom(nil, asciiTable), 0, 31, -1).Draw(t, "prefix")
		given := testkit.ToFpSlice(inputs)
		require.Equal(t, texts(kimchi.Hash(inputs...)), textsFp(Hash(given...)))
		require.Equal(t, texts(legacy.Hash(inputs...)), textsFp(HashLegacy(given...)))
		require.Equal(t, texts(kimchi.HashAnyLength(inputs...)), textsFp(HashAnyLength(given...)))
		want, err := kimchi.HashWithPrefix(prefix, inputs...)
		require.NoError(t, err)
		have, err := HashWithPrefix(prefix, given...)
		require.NoError(t, err)
		require.Equal(t, texts(want), textsFp(have))
		want, err = legacy.HashWithPrefix(prefix, inputs...)
		require.NoError(t, err)
		have, err = HashLegacyWithPrefix(prefix, given...)
		require.NoError(t, err)
		require.Equal(t, texts(want), textsFp(have))
		require.Equal(t, texts(inputs...), textsFp(given...), "an argument was changed")
	})
}

func TestPrefixErrors(t *testing.T) {
	cases := []struct {
		prefix string
		err    error
		code   string
	}{
		{strings.Repeat("a", 31), nil, ""},
		{strings.Repeat("a", 32), ErrPrefixTooLong, "prefix_too_long"},
		{"\x7f", nil, ""},
		{"\u0080", ErrPrefixNotASCII, "prefix_not_ascii"},
		{"\xff", ErrPrefixNotASCII, "prefix_not_ascii"},
		{strings.Repeat("a", 40) + "é", ErrPrefixNotASCII, "prefix_not_ascii"},
	}
	for _, c := range cases {
		for _, hash := range []func(string, ...fp.Element) (fp.Element, error){HashWithPrefix, HashLegacyWithPrefix} {
			h, err := hash(c.prefix)
			if c.err == nil {
				require.NoError(t, err)
				continue
			}
			require.ErrorIs(t, err, c.err)
			require.Equal(t, c.code, coded.Code(err))
			require.Equal(t, 1, h.IsZero())
		}
	}
}

// TestPrefixCollision pins the documented collision of trailing NULs.
func TestPrefixCollision(t *testing.T) {
	short, err := HashWithPrefix("ab")
	require.NoError(t, err)
	long, err := HashWithPrefix("ab\x00")
	require.NoError(t, err)
	require.Equal(t, 1, short.Equal(&long))
}

// TestPackOracle is the differential test of Pack [PSD-9] [PSD-10], items out of
// range included.
func TestPackOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.SliceOfN(testkit.Fp(), 0, 3).Draw(t, "fields")
		var want []bigref.Packed
		var given []Packed
		for range rapid.IntRange(0, 6).Draw(t, "items") {
			bits := rapid.OneOf(rapid.IntRange(1, 254), rapid.SampledFrom([]int{1, 127, 128, 253, 254})).Draw(t, "bits")
			limit := new(big.Int).Lsh(big.NewInt(1), uint(bits))
			value := new(big.Int).Mod(testkit.Fp().Draw(t, "value"), limit)
			switch rapid.IntRange(0, 20).Draw(t, "edge") {
			case 0:
				value.Set(limit) // one too large
			case 1, 2, 3:
				value.Sub(limit, big.NewInt(1))
			}
			want = append(want, bigref.Packed{Value: value, Bits: bits})
			given = append(given, Packed{*testkit.ToFp(value), bits})
		}
		out, err := bigref.Pack(fields, want)
		have, haveErr := Pack(testkit.ToFpSlice(fields), given)
		require.Equal(t, coded.Code(err), coded.Code(haveErr))
		require.Equal(t, texts(out...), textsFp(have...))
	})
}

func TestPackErrors(t *testing.T) {
	var one, two fp.Element
	one.One()
	two.SetUint64(2)
	for _, item := range []Packed{{two, 1}, {one, 0}, {one, -1}, {one, 255}, {*testkit.ToFp(new(big.Int).Lsh(big.NewInt(1), 254)), 254}} {
		out, err := Pack([]fp.Element{one}, []Packed{{one, 1}, item})
		require.ErrorIs(t, err, ErrPackedOutOfRange)
		require.Nil(t, out)
	}
	out, err := Pack(nil, nil)
	require.NoError(t, err)
	require.Empty(t, out)
}

// TestSpongeIsHash checks that absorbing a list and squeezing once is its hash.
func TestSpongeIsHash(t *testing.T) {
	for n := range 6 {
		var s Sponge
		var inputs []fp.Element
		for i := range n {
			inputs = append(inputs, *testkit.ToFp(big.NewInt(int64(i + 7))))
			s.Absorb(&inputs[i])
		}
		require.Equal(t, textsFp(Hash(inputs...)), textsFp(s.Squeeze()))
	}
}

// asciiTable is U+0000 to U+007F.
var asciiTable = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}}

func TestHashesDoNotAllocate(t *testing.T) {
	var x, y fp.Element
	x.SetUint64(3)
	calls := map[string]func(){
		"Hash":           func() { y = Hash(x, y) },
		"HashLegacy":     func() { y = HashLegacy(x, y, x) },
		"HashAnyLength":  func() { y = HashAnyLength(x, y, x) },
		"HashWithPrefix": func() { y, _ = HashWithPrefix("prefix", x, y) },
	}
	for name, call := range calls {
		require.Zero(t, testing.AllocsPerRun(10, call), name)
	}
}
