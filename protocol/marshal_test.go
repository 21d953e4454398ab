package protocol_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol"
)

func TestMarshalProfile(t *testing.T) {
	for _, p := range protocol.Profiles() {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		require.Equal(t, `"`+p.String()+`"`, string(text))
		var read protocol.Profile
		require.NoError(t, json.Unmarshal(text, &read))
		require.Equal(t, p, read)
	}
	p := protocol.SealedV1
	require.ErrorIs(t, json.Unmarshal([]byte(`"sealed-v2"`), &p), protocol.ErrUnknownProfile)
	require.Error(t, json.Unmarshal([]byte(`null`), &p))
	require.Error(t, json.Unmarshal([]byte(`3`), &p))
	require.Equal(t, protocol.SealedV1, p)
	_, err := json.Marshal(protocol.Profile(0))
	require.ErrorIs(t, err, protocol.ErrUnknownProfile)
}
