package statement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// covers: PRF-4
func TestRangeDefinition(t *testing.T) {
	var d statement.RangeDefinition
	require.Equal(t, "range", d.Name())
	require.False(t, d.Sealed())
	w, err := d.Witness(&statement.Job{Payload: `{"value":"77"}`})
	require.NoError(t, err)
	require.NoError(t, w.Check())
	require.Empty(t, w.Instance().Inputs())
	w.Erase()
	require.Equal(t, 1, w.(*statement.RangeWitness).Value().IsZero())
	for _, v := range []string{"101", "256", "115792089237316195423570985008687907853"} {
		w, err := d.Witness(&statement.Job{Payload: `{"value":"` + v + `"}`})
		require.NoError(t, err)
		require.ErrorIs(t, w.Check(), statement.ErrValueOutOfRange)
	}
	for _, text := range []string{"", "null", "[]", `{"value":77}`, `{"value":"077"}`, `{"value":"-1"}`, `{"value":"1","x":"2"}`, `{"x":"1"}`, `{"value":"` + fp.Modulus().String() + `"}`} {
		_, err := d.Witness(&statement.Job{Payload: text})
		require.ErrorIs(t, err, statement.ErrPayload, text)
	}
	_, err = d.ParseInstance(make([]fp.Element, 1))
	require.ErrorIs(t, err, statement.ErrInputs)
	i, err := d.ParseInstance(nil)
	require.NoError(t, err)
	require.Equal(t, statement.RangeInstance{}, i)
}

func TestSealedRangeDefinition(t *testing.T) {
	var d statement.SealedRangeDefinition
	require.Equal(t, "sealed-range", d.Name())
	require.True(t, d.Sealed())
	s, key := instance(t, statement.O1jsV2, `{"value":"77"}`)
	w, err := d.Witness(&statement.Job{Opened: s, Key: key})
	require.NoError(t, err)
	require.NoError(t, w.Check())
	again, err := d.ParseInstance(w.Instance().Inputs())
	require.NoError(t, err)
	require.Equal(t, s.Inputs(), again.Inputs())
	w.Erase()
	require.True(t, key.Erased())
	require.Error(t, w.Check())
	_, err = d.Witness(&statement.Job{Payload: `{"value":"77"}`})
	require.ErrorIs(t, err, statement.ErrKey)
	_, err = d.ParseInstance(nil)
	require.ErrorIs(t, err, statement.ErrInputs)
}
