package tick

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// covers: KIM-4
func TestDamagedReference(t *testing.T) {
	for _, at := range []int{0, 31, len(referenceY) / 2, len(referenceY) - 1} {
		damaged := bytes.Clone(referenceY)
		damaged[at] ^= 1
		_, err := newReference(damaged)
		require.ErrorIs(t, err, errReference)
	}
	for _, length := range []int{0, 1, len(referenceY) - 32, len(referenceY) - 1} {
		_, err := newReference(referenceY[:length])
		require.ErrorIs(t, err, errReference)
	}
}
