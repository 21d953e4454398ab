package tock_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// covers: KIM-4
func TestConstantsOfTheSpecification(t *testing.T) {
	reference := tock.Reference()
	require.Len(t, reference.G, 1<<15)
	x, _ := reference.G[0].Coordinates()
	require.Equal(t, "24533576165769248459550833334830854594262873459712423377895708212271843679280", x.Decimal())
	x, _ = reference.H.Coordinates()
	require.Equal(t, "15427374333697483577096356340297985232933727912694971579453397496858943128065", x.Decimal())
}

// TestReferenceString holds the table of ordinates against the map to the group.
// covers: KIM-4
func TestReferenceString(t *testing.T) {
	reference := tock.Reference()
	points := append([]pallas.Affine{reference.H}, reference.G...)
	var p pallas.Point
	for i, argument := range tock.ReferenceArguments() {
		want := points[i].Point()
		if p.MapToGroupVarTime(&argument).Equal(want) == 0 {
			require.Fail(t, "another point", "number %d", i)
		}
	}
}
