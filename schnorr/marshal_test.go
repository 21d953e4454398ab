package schnorr_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/schnorr"
)

func TestMarshalNetwork(t *testing.T) {
	text, err := json.Marshal([]schnorr.Network{schnorr.Testnet, schnorr.Mainnet})
	require.NoError(t, err)
	require.Equal(t, `["testnet","mainnet"]`, string(text))
	var networks []schnorr.Network
	require.NoError(t, json.Unmarshal([]byte(`["devnet","mainnet"]`), &networks))
	require.Equal(t, []schnorr.Network{schnorr.Testnet, schnorr.Mainnet}, networks)

	n := schnorr.Mainnet
	require.ErrorIs(t, json.Unmarshal([]byte(`"berkeley"`), &n), schnorr.ErrUnknownNetwork)
	require.Error(t, json.Unmarshal([]byte(`null`), &n))
	require.Error(t, json.Unmarshal([]byte(`1`), &n))
	require.Equal(t, schnorr.Mainnet, n)
	_, err = json.Marshal(schnorr.Network(0))
	require.ErrorIs(t, err, schnorr.ErrUnknownNetwork)
}
