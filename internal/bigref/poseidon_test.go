package bigref_test

import (
	"encoding/hex"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
)

func TestParameters(t *testing.T) {
	cases := []struct {
		name          string
		set           *bigref.Poseidon
		rounds        int
		rows          int
		attempt       int
		constant, mds string // the first ones
	}{
		{"fp kimchi", bigref.Kimchi(bigref.Fp()), 55, 55, 0,
			"21155079691556475130150866428468322463125560312786319980770950159250751855431", "12035446894107573964500871153637039653510326950134440362813193268448863222019"},
		{"fq kimchi", bigref.Kimchi(bigref.Fq()), 55, 55, 4,
			"2517640872121921965298496967863234221143680281046699148760560696057284005606", "28115781186772277486790024060542467295096710153315236019619365740021995624782"},
		{"fp legacy", bigref.Legacy(bigref.Fp()), 63, 64, 0,
			"1346081094044643970582493287085428191977688221215786919106342366360741041016", "5328350144166205084223774245058198666309664348635459768305312917086056785354"},
		{"fq legacy", bigref.Legacy(bigref.Fq()), 63, 64, 0,
			"27823288320934189888335104419667051541440213716337979953029039814477122015803", "25059545165736646824438510995018528850798284624488112529736697979897721366717"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.rounds, c.set.Rounds())
			require.Len(t, c.set.RoundConstants(), c.rows)
			require.Equal(t, c.attempt, c.set.Attempt())
			require.Equal(t, c.constant, c.set.RoundConstants()[0][0].String())
			require.Equal(t, c.mds, c.set.MDS()[0][0].String())
		})
	}
}

// poseidonVector is one of o1-labs/proof-systems' test vectors: field elements
// as little-endian hexadecimal.
type poseidonVector struct{ inputs, output string }

var kimchiVectors = []poseidonVector{
	{"", "a8eb9ee0f30046308abbfa5d20af73c81bbdabc25b459785024d045228bead2f"},
	{"f2eee8d8f6e5fb182c610cae6c5393fce69dc4d900e7b4923b074e54ad00fb36",
		"fb5992f65c07f9335995f43fd791d39012ad466717729e61045c297507054f3d"},
	{"bd3f1c8f183ceedea15080edbe79d30bd7d613b86bf2ba12007091c60ae39337 65e4f04ab87706bab06d13c7eee0a7807d0b8ce268b4ece6aab1e0508ec9c42f",
		"fe2436f2027620a11233318b55d0a117086f09674826d1b7ce08d48ad0736c33"},
	{"f5ea61ce47773495363dc4f6a41c3e2da14b13d6dd173acf87c9ca7357fb2400 f28573f49c658b4ba151e82ed0bd6aaab045311d1a72df58c21eed462bede018 73cf45c39285f17ccea99e0daeb547430cf7921218fe3726010f608e682a841a",
		"9b1b94444a54af49a7623d1fe1ca72649f0a098daf5704925f024eb6ab0e4b3f"},
	{"4c28b87198e0012207f93cdbdaa35355ec8213fa97a60e62701f62602d465920 0787a40fc046c4dd0ff3cad0e54006577fece871c774707494984f1c7d334727 1504ffe48e4e6dfcc4ded439edd386cf271b69d94afae83079f3ee3e7c04d52d 290b6506516fe7588b5100f8db2e871427c6d74e7a60ab656f43dd9bc687c312",
		"47ecd3bf2eed86dcf8d2cef3d7667104689dba4d9bcb54006e0c66f6ec8c5a16"},
	{"da99182b35f2cd9f8a137052c4262576377a16deb83652db459a74893a0cf73c 9805573990c4028292c9db171cd2b97902f9fc494983f6f7e0a0c184bc55df1b 90ff1001b9dab21358aad1f6b7906a56d0c039502c1590c3ef9921a8951e4409 88b56238a0eda34576db959fecd1c3790bb5311fdb231753243c5085974a5b37 896a7727e511a4c30d99082bf3542623fb702afab0b62ebbf301ed51e38f6812",
		"09a2d55277908b7c8214f745b3605f0f9055dcd4c9b594cdd759292c34c3a20c"},
}

// legacyOutputs belong to the inputs of kimchiVectors.
var legacyOutputs = []string{
	"1b3251b6912d82edc78bbb0a5c88f0c6fde1781bc3e654123fa6862a4c63e617",
	"e99262048e717745fdcd602a3b527e9e7c2e5ba5894158084e2f2e2cb142643d",
	"1f8f9d2fb9547d0254a1c0271ff40042a59927e82fd097d7fa723f8551e8c23a",
	"997810fa8f33879e689c808021d7f1cf302f30f0075754e43dc2f75d76bb3920",
	"f930ae5bef2098e3b71949e9878caf5659897f3b9eb1711f296a99cfb740ec3f",
	"461b6ec08fd3a9c37033efd409cf548493b003b2f500db845d5d1fd2ffce1b02",
}

func littleEndianHex(t *testing.T, text string) *big.Int {
	t.Helper()
	b, err := hex.DecodeString(text)
	require.NoError(t, err)
	x, err := bigref.Fp().FromBytes(b)
	require.NoError(t, err)
	return x
}

func TestHashVectors(t *testing.T) {
	kimchi, legacy := bigref.Kimchi(bigref.Fp()), bigref.Legacy(bigref.Fp())
	require.Len(t, legacyOutputs, len(kimchiVectors))
	for i, v := range kimchiVectors {
		var inputs []*big.Int
		for _, text := range strings.Fields(v.inputs) {
			inputs = append(inputs, littleEndianHex(t, text))
		}
		require.Len(t, inputs, i)
		require.Equal(t, littleEndianHex(t, v.output), kimchi.Hash(inputs...))
		require.Equal(t, littleEndianHex(t, legacyOutputs[i]), legacy.Hash(inputs...))
	}
}

func TestHashOfSmallInputs(t *testing.T) {
	p := bigref.Kimchi(bigref.Fp())
	zero, one := new(big.Int), big.NewInt(1)
	require.Equal(t, number(t, "21565680844461314807147611702860246336805372493508489110556896454939225549736"), p.Hash())
	require.Equal(t, p.Hash(), p.Hash(zero))
	require.Equal(t, p.Hash(), p.Hash(zero, zero))
	require.Equal(t, number(t, "7555220006856562833147743033256142154591945963958408607501861037584894828141"), p.Hash(one))

	// o1js 2.15.0
	require.Equal(t, number(t, "3654913405619483358804575553468071097765421484960111776885779739261304758583"), p.HashAnyLength(one))
	prefixed, err := p.HashWithPrefix("abc", one)
	require.NoError(t, err)
	require.Equal(t, number(t, "12765342244734602062867716762771153128072822733846178744216964887029137931961"), prefixed)
}

// TestPermutationOfZero compares with proof-systems' block cipher
// (caml_pasta_fp_poseidon_block_cipher and its fq twin, as compiled into o1js
// 2.15.0).
func TestPermutationOfZero(t *testing.T) {
	want := map[*bigref.Field]string{
		bigref.Fp(): "a8eb9ee0f30046308abbfa5d20af73c81bbdabc25b459785024d045228bead2f" +
			"c3cdb87d0f97c8874f99e73c2186b36e96c6168b35a507c97d42f96f664d0a16" +
			"d20bd3b1a2543092c03400c89f5c0764ecca9c0234544e6f436310fa47696235",
		bigref.Fq(): "c1e504c0184cce70a605d2f942d579c526693404ffe0c7aac04e4661a074333a" +
			"feaaa9b08d7024ac6c2b3494159dd98683710edffc071225a0a1baa9b5dfcc00" +
			"39f09cc6e605c060d3abcf220836e71ee7fd5dcaeac2186d834afe2a7fb74e34",
	}
	for f, text := range want {
		state := bigref.Kimchi(f).Permute([3]*big.Int{new(big.Int), new(big.Int), new(big.Int)})
		var have []byte
		for _, x := range state {
			b := f.Bytes(x)
			have = append(have, b[:]...)
		}
		require.Equal(t, text, hex.EncodeToString(have), f.String())
	}
}

func TestPrefixLimits(t *testing.T) {
	p := bigref.Kimchi(bigref.Fp())
	_, err := p.HashWithPrefix(strings.Repeat("a", 31))
	require.NoError(t, err)
	_, err = p.HashWithPrefix(strings.Repeat("a", 32))
	require.Equal(t, bigref.PrefixTooLong, err)
	_, err = p.HashWithPrefix("é")
	require.Equal(t, bigref.PrefixNotASCII, err)
}

func TestSponge(t *testing.T) {
	for _, f := range fields() {
		p := bigref.Kimchi(f)
		inputs := []*big.Int{big.NewInt(1), big.NewInt(2), big.NewInt(3), big.NewInt(4), big.NewInt(5)}
		for n := range len(inputs) + 1 {
			s := p.NewSponge()
			for _, x := range inputs[:n] {
				s.Absorb(x)
			}
			require.Equal(t, p.Hash(inputs[:n]...), s.Squeeze(), "%v, %d inputs", f, n)
		}
	}
}

// TestSpongeTurns follows the state through a trace by hand.
func TestSpongeTurns(t *testing.T) {
	p := bigref.Kimchi(bigref.Fp())
	s := p.NewSponge()
	s.Absorb(big.NewInt(7))
	state := p.Permute([3]*big.Int{big.NewInt(7), new(big.Int), new(big.Int)})
	require.Equal(t, state[0], s.Squeeze())
	require.Equal(t, state[1], s.Squeeze(), "no permutation between the two lanes")
	state = p.Permute(state)
	require.Equal(t, state[0], s.Squeeze())
	s.Absorb(big.NewInt(8)) // lane 0, no permutation
	s.Absorb(big.NewInt(9))
	state[0] = bigref.Fp().Add(state[0], big.NewInt(8))
	state[1] = bigref.Fp().Add(state[1], big.NewInt(9))
	state = p.Permute(state)
	s.Absorb(big.NewInt(10)) // both lanes were full
	state[0] = bigref.Fp().Add(state[0], big.NewInt(10))
	state = p.Permute(state)
	require.Equal(t, state[0], s.Squeeze())
}

func TestPack(t *testing.T) {
	item := func(v int64, bits int) bigref.Packed { return bigref.Packed{Value: big.NewInt(v), Bits: bits} }
	packed, err := bigref.Pack([]*big.Int{big.NewInt(9)}, []bigref.Packed{item(1, 1), item(2, 8)})
	require.NoError(t, err)
	require.Equal(t, []*big.Int{big.NewInt(9), big.NewInt(1<<8 + 2)}, packed)

	packed, err = bigref.Pack(nil, []bigref.Packed{item(1, 254), item(1, 1)})
	require.NoError(t, err)
	require.Equal(t, []*big.Int{big.NewInt(1), big.NewInt(1)}, packed, "254 + 1 bits do not fit")

	packed, err = bigref.Pack(nil, nil)
	require.NoError(t, err)
	require.Empty(t, packed)

	for _, bad := range []bigref.Packed{item(2, 1), item(0, 0), item(0, 255), item(-1, 8)} {
		_, err = bigref.Pack(nil, []bigref.Packed{bad})
		require.Equal(t, bigref.PackedOutOfRange, err)
	}
}

// TestHashToGroup compares with o1js 2.15.0: the points of [], [1], [2], [3].
func TestHashToGroup(t *testing.T) {
	want := []bigref.Point{
		{X: number(t, "25316469389013546940714146626077150732408495594379806727367824491513435164473"), Y: number(t, "21347601925824231488067214990248208983956366941323905245766060122405057228944")},
		{X: number(t, "25939813603139787744759954404031920512681451159439268711330569157480341385814"), Y: number(t, "24438500076829112775359350565687482029056988372175736961746773426223765089252")},
		{X: number(t, "23482653996266886846942656055761141376384864382151818781604678034538607741979"), Y: number(t, "8292747333763651082911140238964272102284969745581447913412796399604539340792")},
		{X: number(t, "5820952620025250010639030083833701811764281408706841333730512201741352581158"), Y: number(t, "17400851074581844848771956812442213913530953641464306380532009657397163160150")},
	}
	for i, w := range want {
		var inputs []*big.Int
		if i > 0 {
			inputs = append(inputs, big.NewInt(int64(i)))
		}
		p, err := bigref.HashToGroup(inputs...)
		require.NoError(t, err)
		require.Equal(t, w, p)
		require.True(t, bigref.Pallas().IsOnCurve(p))
	}
}

// TestHashIsQuickEnough keeps the oracle usable in property tests.
func TestHashIsQuickEnough(t *testing.T) {
	p, one := bigref.Kimchi(bigref.Fp()), big.NewInt(1)
	best := time.Hour
	for range 20 {
		start := time.Now()
		p.Hash(one, one)
		best = min(best, time.Since(start))
	}
	require.Less(t, best, 5*time.Millisecond)
}
