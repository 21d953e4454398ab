package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSummaryIsCurrent fails when results were committed without their summary.
func TestSummaryIsCurrent(t *testing.T) {
	want, err := summary("results")
	require.NoError(t, err)
	require.Equal(t, want, contents(t, "results", "summary.md"), "run go run -C bench . --summary")
	_, err = summary(t.TempDir())
	require.Error(t, err)
}
