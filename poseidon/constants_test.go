package poseidon

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// TestFirstConstants compares with the numbers that SPEC 5.1 lists for checking.
func TestFirstConstants(t *testing.T) {
	require.Equal(t, "21155079691556475130150866428468322463125560312786319980770950159250751855431", kimchi().rows[0][0].Decimal())
	require.Equal(t, "12035446894107573964500871153637039653510326950134440362813193268448863222019", kimchi().matrix[0][0].Decimal())
	require.Equal(t, "1346081094044643970582493287085428191977688221215786919106342366360741041016", legacy().rows[0][0].Decimal())
	require.Equal(t, "5328350144166205084223774245058198666309664348635459768305312917086056785354", legacy().matrix[0][0].Decimal())
}

// TestPermuteZero compares with what the block cipher of o1-labs/proof-systems,
// as compiled into o1js 2.15.0, makes of the zero state.
func TestPermuteZero(t *testing.T) {
	var state [3]fp.Element
	Permute(&state)
	requireHex(t, "a8eb9ee0f30046308abbfa5d20af73c81bbdabc25b459785024d045228bead2f"+
		"c3cdb87d0f97c8874f99e73c2186b36e96c6168b35a507c97d42f96f664d0a16"+
		"d20bd3b1a2543092c03400c89f5c0764ecca9c0234544e6f436310fa47696235", state[0].Bytes(), state[1].Bytes(), state[2].Bytes())
}

func requireHex(t *testing.T, want string, lanes ...[32]byte) {
	t.Helper()
	var b []byte
	for _, lane := range lanes {
		b = append(b, lane[:]...)
	}
	require.Equal(t, want, hex.EncodeToString(b))
}
