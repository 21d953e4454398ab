package coded_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
)

var errTag = coded.New("elgamal", "tag_mismatch", "authentication tag does not match")

func TestCodeSurvivesWrapping(t *testing.T) {
	err := fmt.Errorf("reply 2: %w", errTag)
	require.ErrorIs(t, err, errTag)
	require.Equal(t, "tag_mismatch", coded.Code(err))
	require.Empty(t, coded.Code(errors.New("plain")))
	require.Empty(t, coded.Code(nil))
}

func Example() {
	fmt.Println(errTag)
	fmt.Println(coded.Code(errTag))
	// Output:
	// elgamal: authentication tag does not match
	// tag_mismatch
}
