package statement_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

var schemes = []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2}

// instance encrypts the text to a new key.
func instance(t require.TestingT, scheme elgamal.Scheme, text string) (*statement.SealedRange, *address.PrivateKey) {
	key := address.GeneratePrivateKey()
	ciphertext, err := scheme.EncryptText(key.PublicKey(), text)
	require.NoError(t, err)
	s, err := statement.NewSealedRange(scheme, key.PublicKey(), ciphertext)
	require.NoError(t, err)
	return s, key
}

func TestPayloads(t *testing.T) {
	for _, fields := range []int{1, 2, 4} {
		for v := range uint64(1000) {
			text := statement.Payload(v, fields)
			require.Len(t, elgamal.EncodeBytes(text), fields)
			require.Equal(t, fmt.Sprintf(`{"value":"%d"}`, v), strings.TrimRight(string(text), " "))
			got, err := statement.ParsePayload(text, fields)
			if v > statement.Bound {
				require.Equal(t, statement.ErrValueOutOfRange, err)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, v, got)
		}
	}
	require.Nil(t, statement.Payload(1000, 1))
	require.Nil(t, statement.Payload(1, 0))
}

// covers: PRF-18, PRF-19
func TestOpenRefuses(t *testing.T) {
	for _, scheme := range schemes {
		for _, text := range []string{
			"", "{}", `{"value":""}`, `{"value":"01"}`, `{"value":"00"}`, `{"value":"-1"}`, `{"value":"+1"}`, `{"value":"1000"}`,
			`{"value":"0100"}`, `{"value":"1e1"}`, `{"value":" 1"}`, `{"value":"1"} `, ` {"value":"1"}`, `{"value":1}`,
			`{"Value":"1"}`, `{"value":"1"}x`, `{"value":"1"}"}`, `{"value":"7` + strings.Repeat(" ", 40) + `"}`,
			string(statement.Payload(7, 2)) + " ",
		} {
			s, key := instance(t, scheme, text)
			_, err := s.Open(key)
			require.Equal(t, statement.ErrPayload, err, text)
			require.Equal(t, "malformed_json", coded.Code(err))
		}
		for _, text := range []string{`{"value":"101"}`, `{"value":"999"}`, string(statement.Payload(101, 2))} {
			s, key := instance(t, scheme, text)
			_, err := s.Open(key)
			require.Equal(t, statement.ErrValueOutOfRange, err, text)
			require.Equal(t, "value_out_of_range", coded.Code(err))
		}
	}
}

// covers: PRF-17, PRF-20
func TestOpenTamperedOrForeign(t *testing.T) {
	s, key := instance(t, elgamal.O1jsV2, `{"value":"7"}`)
	for i := statement.InputC; i < len(s.Inputs()); i++ {
		altered := s.Inputs()
		altered[i].Add(&altered[i], new(fp.Element).One())
		bad, err := statement.ParseSealedRange(altered)
		require.NoError(t, err)
		_, err = bad.Open(key)
		require.ErrorIs(t, err, elgamal.ErrTag)
	}
	_, err := s.Open(address.GeneratePrivateKey())
	require.Equal(t, statement.ErrKey, err)
	require.Equal(t, "statement_unsatisfied", coded.Code(err))
	other := s.Inputs()
	other[statement.InputScheme].SetUint64(1)
	foreign, err := statement.ParseSealedRange(other)
	require.NoError(t, err)
	require.Equal(t, elgamal.O1jsV1, foreign.Scheme())
	_, err = foreign.Open(key)
	require.ErrorIs(t, err, elgamal.ErrTag)
	key.Erase()
	_, err = s.Open(key)
	require.ErrorIs(t, err, address.ErrErased)
}

// Instances and lists of inputs are the same thing.
//
// covers: PRF-14
func TestInputsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scheme := rapid.SampledFrom(schemes).Draw(t, "scheme")
		value := rapid.Uint64Range(0, 100).Draw(t, "value")
		fields := rapid.IntRange(1, 4).Draw(t, "fields")
		s, key := instance(t, scheme, string(statement.Payload(value, fields)))
		require.Equal(t, fields, s.Fields())
		require.Len(t, s.Inputs(), fields+6)
		again, err := statement.ParseSealedRange(s.Inputs())
		require.NoError(t, err)
		require.Equal(t, s.Inputs(), again.Inputs())
		require.Equal(t, scheme, again.Scheme())
		require.True(t, again.Worker().Equal(key.PublicKey()))
		got, err := again.Open(key)
		require.NoError(t, err)
		require.Equal(t, value, got)
	})
}

// covers: PRF-15, PRF-16
func TestInputsRefused(t *testing.T) {
	s, _ := instance(t, elgamal.O1jsV2, `{"value":"7"}`)
	for _, number := range []uint64{0, 3, 1 << 40} {
		bad := s.Inputs()
		bad[statement.InputScheme].SetUint64(number)
		_, err := statement.ParseSealedRange(bad)
		require.Equal(t, statement.ErrInputs, err)
		require.Equal(t, "bad_request", coded.Code(err))
	}
	for _, i := range []int{statement.InputWorkerX, statement.InputWorkerY, statement.InputR, statement.InputR + 1} {
		bad := s.Inputs()
		bad[i].SetUint64(0)
		_, err := statement.ParseSealedRange(bad)
		require.ErrorIs(t, err, elgamal.ErrNotOnCurve)
	}
	for n := range statement.InputC + 2 {
		_, err := statement.ParseSealedRange(s.Inputs()[:n])
		require.Equal(t, statement.ErrInputs, err)
	}
	_, err := statement.NewSealedRange(elgamal.Scheme(0), s.Worker(), s.Ciphertext())
	require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
	_, err = statement.NewSealedRange(elgamal.O1jsV2, s.Worker(), new(elgamal.Ciphertext))
	require.Error(t, err)
}

func FuzzParsePayload(f *testing.F) {
	f.Add([]byte(`{"value":"77"}`), 1)
	f.Add([]byte(`{"value":"100"}                                              `), 2)
	f.Add([]byte(`{"value":"007"}`), 1)
	f.Fuzz(func(t *testing.T, text []byte, fields int) {
		if fields < 1 || fields > 20 {
			return
		}
		value, err := statement.ParsePayload(text, fields)
		if err != nil {
			require.Contains(t, []string{"malformed_json", "value_out_of_range"}, coded.Code(err))
			return
		}
		require.LessOrEqual(t, value, uint64(statement.Bound))
		require.Equal(t, statement.Payload(value, fields), text)
	})
}

func Example() {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	ciphertext, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	if err != nil {
		panic(err)
	}
	s, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), ciphertext)
	if err != nil {
		panic(err)
	}
	value, err := s.Open(key)
	fmt.Println(len(s.Inputs()), value, err)
	// Output: 7 77 <nil>
}
