package poseidon

import (
	"encoding/hex"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// TestConstants derives every parameter set from SHA-256 [PSD-1]; the oracle
// also searches the attempt instead of knowing it.
func TestConstants(t *testing.T) {
	requireFp := func(want *bigref.Poseidon, have *parametersFp) {
		rows := want.RoundConstants()
		require.Len(t, have.rows, len(rows))
		for r := range rows {
			require.Equal(t, texts(rows[r][:]...), textsFp(have.rows[r][:]...))
		}
		for a, row := range want.MDS() {
			require.Equal(t, texts(row[:]...), textsFp(have.matrix[a][:]...))
		}
	}
	requireFq := func(want *bigref.Poseidon, have *parametersFq) {
		rows := want.RoundConstants()
		require.Len(t, have.rows, len(rows))
		for r := range rows {
			require.Equal(t, texts(rows[r][:]...), textsFq(have.rows[r][:]...))
		}
		for a, row := range want.MDS() {
			require.Equal(t, texts(row[:]...), textsFq(have.matrix[a][:]...))
		}
	}
	requireFp(bigref.Kimchi(bigref.Fp()), kimchiFp())
	requireFp(bigref.Legacy(bigref.Fp()), legacyFp())
	requireFq(bigref.Kimchi(bigref.Fq()), kimchiFq())
	requireFq(bigref.Legacy(bigref.Fq()), legacyFq())
}

// TestFirstConstants compares with the numbers that SPEC 5.1 lists for checking.
func TestFirstConstants(t *testing.T) {
	require.Equal(t, "21155079691556475130150866428468322463125560312786319980770950159250751855431", kimchiFp().rows[0][0].Decimal())
	require.Equal(t, "12035446894107573964500871153637039653510326950134440362813193268448863222019", kimchiFp().matrix[0][0].Decimal())
	require.Equal(t, "2517640872121921965298496967863234221143680281046699148760560696057284005606", kimchiFq().rows[0][0].Decimal())
	require.Equal(t, "28115781186772277486790024060542467295096710153315236019619365740021995624782", kimchiFq().matrix[0][0].Decimal())
	require.Equal(t, "1346081094044643970582493287085428191977688221215786919106342366360741041016", legacyFp().rows[0][0].Decimal())
	require.Equal(t, "5328350144166205084223774245058198666309664348635459768305312917086056785354", legacyFp().matrix[0][0].Decimal())
	require.Equal(t, "27823288320934189888335104419667051541440213716337979953029039814477122015803", legacyFq().rows[0][0].Decimal())
	require.Equal(t, "25059545165736646824438510995018528850798284624488112529736697979897721366717", legacyFq().matrix[0][0].Decimal())
}

// TestPermuteOracle is the differential test of the four permutations
// [PSD-2] [PSD-3].
func TestPermuteOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states(bigref.Fp()).Draw(t, "state over Fp")
		kimchi, legacy := stateToFp(s), stateToFp(s)
		Permute(&kimchi)
		PermuteLegacy(&legacy)
		requireState(t, bigref.Kimchi(bigref.Fp()).Permute(s), textsFp(kimchi[:]...))
		requireState(t, bigref.Legacy(bigref.Fp()).Permute(s), textsFp(legacy[:]...))

		u := states(bigref.Fq()).Draw(t, "state over Fq")
		kimchiQ, legacyQ := stateToFq(u), stateToFq(u)
		PermuteFq(&kimchiQ)
		PermuteLegacyFq(&legacyQ)
		requireState(t, bigref.Kimchi(bigref.Fq()).Permute(u), textsFq(kimchiQ[:]...))
		requireState(t, bigref.Legacy(bigref.Fq()).Permute(u), textsFq(legacyQ[:]...))
	})
}

func requireState(t require.TestingT, want [3]*big.Int, have []string) {
	require.Equal(t, texts(want[:]...), have)
}

// TestPermuteZero compares with what the block cipher of o1-labs/proof-systems,
// as compiled into o1js 2.15.0, makes of the zero state.
func TestPermuteZero(t *testing.T) {
	var p [3]fp.Element
	Permute(&p)
	requireHex(t, "a8eb9ee0f30046308abbfa5d20af73c81bbdabc25b459785024d045228bead2f"+
		"c3cdb87d0f97c8874f99e73c2186b36e96c6168b35a507c97d42f96f664d0a16"+
		"d20bd3b1a2543092c03400c89f5c0764ecca9c0234544e6f436310fa47696235", p[0].Bytes(), p[1].Bytes(), p[2].Bytes())
	var q [3]fq.Element
	PermuteFq(&q)
	requireHex(t, "c1e504c0184cce70a605d2f942d579c526693404ffe0c7aac04e4661a074333a"+
		"feaaa9b08d7024ac6c2b3494159dd98683710edffc071225a0a1baa9b5dfcc00"+
		"39f09cc6e605c060d3abcf220836e71ee7fd5dcaeac2186d834afe2a7fb74e34", q[0].Bytes(), q[1].Bytes(), q[2].Bytes())
}

func requireHex(t *testing.T, want string, lanes ...[32]byte) {
	t.Helper()
	var b []byte
	for _, lane := range lanes {
		b = append(b, lane[:]...)
	}
	require.Equal(t, want, hex.EncodeToString(b))
}

// TestPermuteChain feeds each permutation's output to the next.
func TestPermuteChain(t *testing.T) {
	state := [3]*big.Int{big.NewInt(1), big.NewInt(2), big.NewInt(3)}
	p, q := stateToFp(state), stateToFq(state)
	wantP, wantQ := state, state
	for range 20 {
		Permute(&p)
		PermuteFq(&q)
		PermuteLegacy(&p)
		PermuteLegacyFq(&q)
		wantP = bigref.Legacy(bigref.Fp()).Permute(bigref.Kimchi(bigref.Fp()).Permute(wantP))
		wantQ = bigref.Legacy(bigref.Fq()).Permute(bigref.Kimchi(bigref.Fq()).Permute(wantQ))
	}
	requireState(t, wantP, textsFp(p[:]...))
	requireState(t, wantQ, textsFq(q[:]...))
}

// Matrix and RoundConstants are the whole permutation.
func TestPublishedConstants(t *testing.T) {
	matrix, rounds := Matrix(), RoundConstants()
	require.Len(t, rounds, 55)
	state := [3]fp.Element{*new(fp.Element).SetUint64(1), *new(fp.Element).SetUint64(2), *new(fp.Element).SetUint64(3)}
	want := state
	Permute(&want)
	for _, constants := range rounds {
		var seventh [3]fp.Element
		for i := range state {
			square := new(fp.Element).Square(&state[i])
			seventh[i].Multiply(square, new(fp.Element).Square(square))
			seventh[i].Multiply(&seventh[i], &state[i])
		}
		for i := range state {
			state[i] = constants[i]
			for j := range seventh {
				state[i].Add(&state[i], new(fp.Element).Multiply(&matrix[i][j], &seventh[j]))
			}
		}
	}
	require.Equal(t, want, state)
	rounds[0][0].SetUint64(0)
	require.NotEqual(t, rounds[0][0], RoundConstants()[0][0], "a copy")
}
