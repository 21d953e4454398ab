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

// instance encrypts the text to a new key; with sealed-v1 from a new one, at a place.
func instance(t require.TestingT, scheme statement.Scheme, text string) (*statement.SealedRange, *address.PrivateKey) {
	key := address.GeneratePrivateKey()
	if scheme == statement.SealedV1 {
		sender := address.GeneratePrivateKey()
		at := elgamal.Place{Transcript: *new(fp.Element).SetRandom(), Direction: elgamal.ToWorker, Sequence: 3}
		ciphertext, err := elgamal.Seal(sender, key.PublicKey(), at, elgamal.EncodeText(text))
		require.NoError(t, err)
		s, err := statement.NewSealedMessageRange(sender.PublicKey(), key.PublicKey(), at, ciphertext)
		require.NoError(t, err)
		return s, key
	}
	o1js, err := elgamal.ParseScheme(scheme.String())
	require.NoError(t, err)
	ciphertext, err := o1js.EncryptText(key.PublicKey(), text)
	require.NoError(t, err)
	s, err := statement.NewSealedRange(o1js, key.PublicKey(), ciphertext)
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
	for _, scheme := range statement.Schemes() {
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
	for _, scheme := range statement.Schemes() {
		s, key := instance(t, scheme, `{"value":"7"}`)
		for i := scheme.InputC(); i < len(s.Inputs()); i++ {
			altered := s.Inputs()
			altered[i].Add(&altered[i], new(fp.Element).One())
			_, err := parse(t, altered).Open(key)
			require.ErrorIs(t, err, elgamal.ErrTag)
		}
		_, err := s.Open(address.GeneratePrivateKey())
		require.Equal(t, statement.ErrKey, err)
		require.Equal(t, "statement_unsatisfied", coded.Code(err))
		key.Erase()
		_, err = s.Open(key)
		require.ErrorIs(t, err, address.ErrErased)
	}
	s, key := instance(t, statement.O1jsV2, `{"value":"7"}`)
	other := s.Inputs()
	other[statement.InputScheme].SetUint64(1)
	foreign := parse(t, other)
	require.Equal(t, statement.O1jsV1, foreign.Scheme())
	_, err := foreign.Open(key)
	require.ErrorIs(t, err, elgamal.ErrTag)
}

func parse(t *testing.T, inputs []fp.Element) *statement.SealedRange {
	s, err := statement.ParseSealedRange(inputs)
	require.NoError(t, err)
	return s
}

// A sealed message is what it is at its place and from its sender alone, with the signs
// of all points.
//
// covers: PRF-20
func TestOpenAtAnotherPlace(t *testing.T) {
	s, key := instance(t, statement.SealedV1, `{"value":"7"}`)
	for i, v := range map[int]uint64{statement.InputTranscript: 5, statement.InputDirection: 0, statement.InputSequence: 1} {
		moved := s.Inputs()
		moved[i].SetUint64(v)
		_, err := parse(t, moved).Open(key)
		require.ErrorIs(t, err, elgamal.ErrTag)
	}
	for _, y := range []int{statement.InputSenderY, statement.SealedV1.InputR() + 1} {
		negated := s.Inputs()
		negated[y].Negate(&negated[y])
		_, err := parse(t, negated).Open(key)
		require.ErrorIs(t, err, elgamal.ErrTag)
	}
	other, _ := instance(t, statement.SealedV1, `{"value":"7"}`)
	foreign := s.Inputs()
	foreign[statement.InputSenderX], foreign[statement.InputSenderY] = other.Sender().X(), other.Sender().Y()
	_, err := parse(t, foreign).Open(key)
	require.ErrorIs(t, err, elgamal.ErrTag)
}

// Instances and lists of inputs are the same thing.
//
// covers: PRF-14
func TestInputsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scheme := rapid.SampledFrom(statement.Schemes()).Draw(t, "scheme")
		value := rapid.Uint64Range(0, 100).Draw(t, "value")
		fields := rapid.IntRange(1, 4).Draw(t, "fields")
		s, key := instance(t, scheme, string(statement.Payload(value, fields)))
		require.Equal(t, fields, s.Fields())
		require.Len(t, s.Inputs(), fields+1+map[statement.Scheme]int{statement.O1jsV1: 5, statement.O1jsV2: 5, statement.SealedV1: 10}[scheme])
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

// covers: PRF-15, PRF-16, PRF-22
func TestInputsRefused(t *testing.T) {
	for _, scheme := range statement.Schemes() {
		s, _ := instance(t, scheme, `{"value":"7"}`)
		for _, number := range []uint64{0, 4, 1 << 40} {
			bad := s.Inputs()
			bad[statement.InputScheme].SetUint64(number)
			_, err := statement.ParseSealedRange(bad)
			require.Equal(t, statement.ErrInputs, err)
			require.Equal(t, "bad_request", coded.Code(err))
		}
		coordinates := []int{statement.InputWorkerX, statement.InputWorkerY, scheme.InputR(), scheme.InputR() + 1}
		if scheme == statement.SealedV1 {
			coordinates = append(coordinates, statement.InputSenderX, statement.InputSenderY)
		}
		for _, i := range coordinates {
			bad := s.Inputs()
			bad[i].SetUint64(0)
			_, err := statement.ParseSealedRange(bad)
			require.ErrorIs(t, err, elgamal.ErrNotOnCurve)
		}
		for n := range scheme.InputC() + 2 {
			_, err := statement.ParseSealedRange(s.Inputs()[:n])
			require.Equal(t, statement.ErrInputs, err)
		}
	}
	s, _ := instance(t, statement.SealedV1, `{"value":"7"}`)
	for i, values := range map[int][]uint64{
		statement.InputDirection: {2, 256, 257, 1 << 63}, statement.InputSequence: {1 << 32, 1<<32 + 3, 1 << 63},
	} {
		for _, v := range values {
			bad := s.Inputs()
			bad[i].SetUint64(v)
			_, err := statement.ParseSealedRange(bad)
			require.Equal(t, statement.ErrInputs, err)
		}
	}
	_, err := statement.NewSealedRange(elgamal.Scheme(0), s.Worker(), s.Ciphertext())
	require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
	_, err = statement.NewSealedRange(elgamal.O1jsV2, s.Worker(), new(elgamal.Ciphertext))
	require.Error(t, err)
	_, err = statement.NewSealedMessageRange(s.Sender(), s.Worker(), elgamal.Place{Direction: 2}, s.Ciphertext())
	require.Equal(t, statement.ErrInputs, err)
	_, err = statement.NewSealedMessageRange(s.Sender(), s.Worker(), s.Place(), new(elgamal.Ciphertext))
	require.Error(t, err)
	require.Equal(t, "unknown", statement.Scheme(0).String())
	require.Equal(t, "unknown", statement.Scheme(4).String())
}

// FuzzParseSealedRange reads lists of elements: what it takes, it writes back.
func FuzzParseSealedRange(f *testing.F) {
	for _, scheme := range statement.Schemes() {
		s, _ := instance(f, scheme, `{"value":"7"}`)
		var data []byte
		for _, x := range s.Inputs() {
			b := x.Bytes()
			data = append(data, b[:]...)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var inputs []fp.Element
		for ; len(data) >= 32; data = data[32:] {
			var x fp.Element
			if _, err := x.SetCanonicalBytes(data[:32]); err != nil {
				return
			}
			inputs = append(inputs, x)
		}
		if s, err := statement.ParseSealedRange(inputs); err == nil {
			require.Equal(t, inputs, s.Inputs())
		}
	})
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
