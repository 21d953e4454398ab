package schnorr

import (
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/strictjson"
)

// Errors of this package. A key after its erasure gives address.ErrErased.
var (
	ErrUnknownNetwork = coded.New("schnorr", "unknown_network", "network is neither testnet (devnet) nor mainnet")
	ErrNonceZero      = coded.New("schnorr", "scalar_zero", "nonce is zero")
)

// Network is what a signature is made for. The zero value is no network.
type Network uint8

// The networks. Devnet is another name of Testnet.
const (
	Testnet Network = iota + 1
	Mainnet
)

// networks is the table of SPEC 5.6. The identifier enters the nonce, the
// prefix the challenge.
var networks = map[Network]struct {
	name, prefix string
	id           uint8
}{
	Testnet: {"testnet", "CodaSignature*******", 0},
	Mainnet: {"mainnet", "MinaSignatureMainnet", 1},
}

// ParseNetwork returns the network called "testnet", "devnet" (the same) or
// "mainnet". It returns ErrUnknownNetwork for another name [SIG-8].
func ParseNetwork(name string) (Network, error) {
	switch name {
	case "testnet", "devnet":
		return Testnet, nil
	case "mainnet":
		return Mainnet, nil
	}
	return 0, ErrUnknownNetwork
}

// String returns "testnet", "mainnet", or "unknown network" for another value.
func (n Network) String() string {
	if row, ok := networks[n]; ok {
		return row.name
	}
	return "unknown network"
}

// MarshalText returns the name of the network, and ErrUnknownNetwork if it has none.
func (n Network) MarshalText() ([]byte, error) {
	if _, ok := networks[n]; !ok {
		return nil, ErrUnknownNetwork
	}
	return []byte(n.String()), nil
}

// UnmarshalText sets n to what [ParseNetwork] returns, and leaves n as it was on an
// error.
func (n *Network) UnmarshalText(name []byte) error {
	parsed, err := ParseNetwork(string(name))
	if err == nil {
		*n = parsed
	}
	return err
}

// UnmarshalJSON is UnmarshalText of a JSON string; null is refused, too.
func (n *Network) UnmarshalJSON(text []byte) error {
	text, err := strictjson.Text(text)
	if err != nil {
		return err
	}
	return n.UnmarshalText(text)
}
