package conformance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

func TestSplitCommand(t *testing.T) {
	for line, want := range map[string][]string{
		"a":                        {"a"},
		" a  b\tc\n":               {"a", "b", "c"},
		`node "my driver.mjs" -x`:  {"node", "my driver.mjs", "-x"},
		`a 'b "c" \d' "e\"f" g\ h`: {"a", `b "c" \d`, `e"f`, "g h"},
		`a "" ''b`:                 {"a", "", "b"},
		`--x={nats} é`:             {"--x={nats}", "é"},
	} {
		words, err := conformance.SplitCommand(line)
		require.NoError(t, err, line)
		require.Equal(t, want, words)
	}
	for _, line := range []string{"", " ", `a "b`, "a 'b", `a \`} {
		words, err := conformance.SplitCommand(line)
		require.ErrorIs(t, err, conformance.ErrCommand, line)
		require.Nil(t, words)
	}
}

func FuzzSplitCommand(f *testing.F) {
	f.Add(`node "my driver.mjs" --version 2.15.0`)
	f.Add(`a 'b "c" \d' "e\"f" g\ h`)
	f.Fuzz(func(t *testing.T, line string) {
		words, err := conformance.SplitCommand(line)
		if err != nil {
			require.ErrorIs(t, err, conformance.ErrCommand)
			return
		}
		require.NotEmpty(t, words)
	})
}
