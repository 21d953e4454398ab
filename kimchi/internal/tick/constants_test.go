package tick_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// covers: KIM-3, KIM-4
func TestConstantsOfTheSpecification(t *testing.T) {
	shifts := tick.Shifts()
	require.Equal(t, "328286983623303317637963920346571898945724874896624808297627776768640590563", shifts[1].Decimal())
	reference := tick.Reference()
	require.Len(t, reference.G, 1<<16)
	x, _ := reference.G[0].Coordinates()
	require.Equal(t, "8191573349904040603551903312655190357444322321393056173695933852430899110136", x.Decimal())
	x, _ = reference.H.Coordinates()
	require.Equal(t, "4128018831155263258921677689761735101256426860488784731125497417640507220481", x.Decimal())
}

// TestReferenceString holds the table of ordinates against the map to the group.
// covers: KIM-4
func TestReferenceString(t *testing.T) {
	reference := tick.Reference()
	points := append([]vesta.Affine{reference.H}, reference.G...)
	var p vesta.Point
	for i, argument := range tick.ReferenceArguments() {
		want := points[i].Point()
		if p.MapToGroupVarTime(&argument).Equal(want) == 0 {
			require.Fail(t, "another point", "number %d", i)
		}
	}
}
