package poseidonfq

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
)

// TestFirstConstants compares with the numbers that SPEC 5.1 lists for checking.
func TestFirstConstants(t *testing.T) {
	require.Equal(t, "2517640872121921965298496967863234221143680281046699148760560696057284005606", kimchi().rows[0][0].Decimal())
	require.Equal(t, "28115781186772277486790024060542467295096710153315236019619365740021995624782", kimchi().matrix[0][0].Decimal())
	require.Equal(t, "27823288320934189888335104419667051541440213716337979953029039814477122015803", legacy().rows[0][0].Decimal())
	require.Equal(t, "25059545165736646824438510995018528850798284624488112529736697979897721366717", legacy().matrix[0][0].Decimal())
}

// TestPermuteZero compares with what the block cipher of o1-labs/proof-systems,
// as compiled into o1js 2.15.0, makes of the zero state.
func TestPermuteZero(t *testing.T) {
	var state [3]fq.Element
	Permute(&state)
	requireHex(t, "c1e504c0184cce70a605d2f942d579c526693404ffe0c7aac04e4661a074333a"+
		"feaaa9b08d7024ac6c2b3494159dd98683710edffc071225a0a1baa9b5dfcc00"+
		"39f09cc6e605c060d3abcf220836e71ee7fd5dcaeac2186d834afe2a7fb74e34", state[0].Bytes(), state[1].Bytes(), state[2].Bytes())
}

func requireHex(t *testing.T, want string, lanes ...[32]byte) {
	t.Helper()
	var b []byte
	for _, lane := range lanes {
		b = append(b, lane[:]...)
	}
	require.Equal(t, want, hex.EncodeToString(b))
}
