package minaseal_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal"
	"github.com/minaseal/minaseal/elgamal"
)

func TestCodeOf(t *testing.T) {
	_, err := elgamal.ParseScheme("o1js-v3")
	require.Equal(t, minaseal.UnknownScheme, minaseal.CodeOf(fmt.Errorf("of the job: %w", err)))
	require.Empty(t, minaseal.CodeOf(errors.New("plain")))
	require.Empty(t, minaseal.CodeOf(nil))
}
