package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
)

// TestBaseTable compares every entry with a sum of generators.
func TestBaseTable(t *testing.T) {
	power := pallas.NewGenerator()
	for _, row := range pallas.BaseTable() {
		twice := pallas.NewIdentity().Add(power, power)
		multiple := pallas.NewIdentity().Set(power)
		for j := range row {
			require.Equal(t, 1, multiple.Equal(row[j].Point()))
			multiple.Add(multiple, twice)
		}
		for range pallas.BaseWidth {
			power.Add(power, power)
		}
	}
}

func TestGeneratorTables(t *testing.T) {
	multiple, twice := pallas.NewGenerator(), pallas.NewGenerator()
	twice.Add(twice, twice)
	lambda := testkit.ToFq(bigref.Pallas().Lambda())
	tables := pallas.GeneratorTables()
	require.Len(t, tables[1], len(tables[0]))
	for j := range tables[0] {
		require.Equal(t, 1, multiple.Equal(tables[0][j].Point()))
		image := pallas.NewIdentity().ScalarMultiply(lambda, multiple)
		require.Equal(t, 1, image.Equal(tables[1][j].Point()))
		multiple.Add(multiple, twice)
	}
	require.Equal(t, bigref.Pallas().ScaleBase(big.NewInt(int64(2*len(tables[0])+1))).String(), testkit.FromPallas(multiple).String())
}
