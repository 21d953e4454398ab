package fp_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// TestMarshal: elements are decimal strings in JSON, as o1js writes them, both ways.
func TestMarshal(t *testing.T) {
	var two, minusOne fp.Element
	two.SetUint64(2)
	minusOne.Negate(minusOne.One())
	text, err := json.Marshal([]fp.Element{two, minusOne})
	require.NoError(t, err)
	require.Equal(t, `["2","`+minusOne.Decimal()+`"]`, string(text))
	var read []fp.Element
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, []fp.Element{two, minusOne}, read)

	for _, bad := range []string{`2`, `null`, `""`, `"02"`, `"-1"`, `"\u0032"`, `"` + fp.Modulus().String() + `"`, `{}`} {
		require.ErrorIs(t, json.Unmarshal([]byte(bad), &two), fp.ErrNonCanonical, bad)
		require.Equal(t, "2", two.Decimal())
	}
}
