package pallas_test

import (
	"encoding/binary"
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
)

// Values of o1-labs/proof-systems: the root of -3 of its map to the group, and
// the x of points of its reference string.
const (
	mapRoot     = "17006931536212783554987228065028097629383328157457783420645920607630467569011"
	referenceG0 = "24533576165769248459550833334830854594262873459712423377895708212271843679280"
	referenceH  = "15427374333697483577096356340297985232933727912694971579453397496858943128065"
)

// TestLagrangeCommitment sums the first 8192 points of the reference string: an
// 8192nd of the sum is the commitment to the first Lagrange polynomial of that
// domain, which o1js's verification keys are made with. It depends on the sign
// of every y.
func TestLagrangeCommitment(t *testing.T) {
	const size = 1 << 13
	sum := pallas.NewIdentity()
	for i := range uint32(size) {
		sum.Add(sum, referencePoint(binary.BigEndian.AppendUint32(nil, i)))
	}
	f := bigref.Pallas().Scalars()
	inverse := new(fq.Element).Set(testkit.ToFq(f.Invert(big.NewInt(size))))
	x, _ := sum.ScalarMultiply(inverse, sum).Affine()
	require.Equal(t, "8054120969336961457033516804268427977989745872324997844316463880289430349400", x.Decimal())
}
