package elgamal_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

const (
	generatorY = "12418654782883325593414442427049395787963493412651469444558597405572177144507"
	modulus    = "28948022309329048855892746252171976963363056481941560715954676764349967630337"
	point      = `"publicKey":{"x":"1","y":"` + generatorY + `"}`
	list       = `"cipherText":["5","7"]`
	canonical  = `{` + point + `,` + list + `}`
)

// TestJSON is the example of SPEC 6.4 [ENC-13].
func TestJSON(t *testing.T) {
	c, err := elgamal.NewCiphertext(pallas.NewGenerator(), numbers(5, 7))
	require.NoError(t, err)
	text, err := c.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, canonical, string(text))
	text, err = json.Marshal(c)
	require.NoError(t, err)
	require.Equal(t, canonical, string(text))
}

// TestParseForms are the spellings that a decoder accepts [ENC-20].
func TestParseForms(t *testing.T) {
	for _, text := range []string{
		canonical,
		" \t\r\n" + canonical + "\n",
		`{` + list + `,` + point + `}`,
		`{"publicKey":{"y":"` + generatorY + `","x":"1"},` + list + `}`,
		`{ "publicKey" : { "x" : "1" , "y" : "` + generatorY + `" } , "cipherText" : [ "5" , "7" ] }`,
		`{"public\u004bey":{"\u0078":"\u0031","y":"` + generatorY + `"},"cipher\u0054ext":["\u0035","7"]}`,
	} {
		c, err := elgamal.ParseCiphertext([]byte(text))
		require.NoError(t, err, text)
		again, err := c.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, canonical, string(again))
	}
}

func ciphertext(x, y string, fields ...string) string {
	for i := range fields {
		fields[i] = `"` + fields[i] + `"`
	}
	return fmt.Sprintf(`{"publicKey":{"x":"%s","y":"%s"},"cipherText":[%s]}`, x, y, strings.Join(fields, ","))
}

// refused are the texts that a decoder refuses, by code; they are also seeds of
// the fuzz target.
var refused = map[string][]string{
	"malformed_json": {
		``, ` `, `null`, `[]`, `"` + strings.ReplaceAll(canonical, `"`, `\"`) + `"`, `1`, `true`, canonical + canonical, canonical + `x`, "\ufeff" + canonical, `x` + canonical,
		`{}`, `{` + point + `}`, `{` + list + `}`, `{` + point + `,` + list, `{` + point + `,` + list + `,}`, `{` + point + ` ` + list + `}`,
		strings.Replace(canonical, "publicKey", "PublicKey", 1), strings.Replace(canonical, "cipherText", "ciphertext", 1), strings.Replace(canonical, `"x"`, `"X"`, 1),
		`{` + point + `,` + list + `,"messageLength":3}`, `{` + point + `,` + list + `,"":""}`, `{` + point + `,` + list + `,` + list + `}`, `{` + point + `,` + point + `,` + list + `}`,
		`{` + point + `,` + point + `}`, `{` + list + `,` + list + `}`, `{` + point + `,` + list + `,"cipher\u0054ext":["5","7"]}`,
		`{"publicKey":{"x":"1"},` + list + `}`, `{"publicKey":{},` + list + `}`, `{"publicKey":{"x":"1","x":"1"},` + list + `}`, `{"publicKey":{"x":"1","y":"2","z":"3"},` + list + `}`,
		`{"publicKey":{"x":1,"y":"2"},` + list + `}`, `{"publicKey":{"x":"1","y":null},` + list + `}`, `{"publicKey":"B62","cipherText":["5","7"]}`, `{"publicKey":null,` + list + `}`, `{"publicKey":["1","2"],` + list + `}`,
		`{` + point + `,"cipherText":"5"}`, `{` + point + `,"cipherText":[5,7]}`, `{` + point + `,"cipherText":["5",7]}`, `{` + point + `,"cipherText":null}`, `{` + point + `,"cipherText":{"0":"5"}}`,
		`{` + point + `,"cipherText":["5","7",]}`, `{` + point + `,"cipherText":["5" "7"]}`, `{` + point + `,"cipherText":["5","7"`, `{` + point + `,"cipherText":[["5"],"7"]}`,
		strings.Replace(canonical, "5", "\xff", 1), strings.Replace(canonical, "5", "\xed\xa0\x80", 1), strings.Replace(canonical, "5", "\n", 1),
		// a wrong form is reported before a wrong number and a wrong point
		`{"publicKey":{"x":"0","y":"0"},"cipherText":["05"],"more":1}`, ciphertext("01", "2", "x") + `x`,
	},
	"non_canonical": {
		ciphertext("01", generatorY, "5", "7"), ciphertext("0x1", generatorY, "5", "7"), ciphertext("", generatorY, "5", "7"), ciphertext("1", "+"+generatorY, "5", "7"),
		ciphertext("28948022309329048855892746252171976963363056481941560715954676764349967630338", generatorY, "5", "7"),
		ciphertext("1", generatorY, "-1", "7"), ciphertext("1", generatorY, "5", "07"), ciphertext("1", generatorY, "5", modulus), ciphertext("1", generatorY, ""),
		ciphertext("1", generatorY, " 5", "7"), ciphertext("1", generatorY, "5n", "7"), ciphertext("1", generatorY, "1e3", "7"), ciphertext("1", generatorY, "٣", "7"),
		ciphertext("1", generatorY, `\ud800`, "7"), ciphertext("1", generatorY, strings.Repeat("9", 5000), "7"), ciphertext("1", generatorY, `5\u0000`, "7"),
		ciphertext("0", "0", "00", "7"), ciphertext("1", "1", "5", "-7"), // before the point
		ciphertext("0", "00", "5", "7"),
	},
	"point_not_on_curve": {ciphertext("1", "1", "5", "7"), ciphertext("0", "1", "5", "7"), ciphertext("1", "0", "5", "7"), ciphertext("1", "1")},
	"identity_point":     {ciphertext("0", "0", "5", "7"), ciphertext("0", "0")},
	"empty_ciphertext":   {ciphertext("1", generatorY), ciphertext("1", generatorY, "5")},
}

// TestParseRefusals checks the code of every refused text [ENC-14] to [ENC-19].
func TestParseRefusals(t *testing.T) {
	for code, all := range refused {
		for _, text := range all {
			c, err := elgamal.ParseCiphertext([]byte(text))
			require.Error(t, err, text)
			require.Equal(t, code, coded.Code(err), "%s: %v", text, err)
			require.Nil(t, c)
		}
	}
}

// TestParseSize checks the limit, and that what is taken is bounded by the text
// alone.
func TestParseSize(t *testing.T) {
	text := []byte(canonical + strings.Repeat(" ", elgamal.MaxJSON-len(canonical)))
	_, err := elgamal.ParseCiphertext(text)
	require.NoError(t, err)
	_, err = elgamal.ParseCiphertext(append(text, ' '))
	require.ErrorIs(t, err, elgamal.ErrMalformed)

	const count = 100_000
	attack := []byte(`{` + point + `,"cipherText":["1"` + strings.Repeat(`,""`, count) + `]}`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = elgamal.ParseCiphertext(attack)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, elgamal.ErrNonCanonical)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(13*len(attack)))
}

// TestImmutable checks that neither what made a ciphertext nor what it gave out
// is tied to it.
func TestImmutable(t *testing.T) {
	fields, p := numbers(5, 7), pallas.NewGenerator()
	c, err := elgamal.NewCiphertext(p, fields)
	require.NoError(t, err)
	check := func() {
		text, err := c.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, canonical, string(text))
	}
	fields[0].Zero()
	p.Erase()
	check()
	c.Fields()[0].Zero()
	c.PublicKey().Erase()
	check()

	text := []byte(canonical)
	c, err = elgamal.ParseCiphertext(text)
	require.NoError(t, err)
	clear(text)
	check()
}

func TestNewCiphertextRefusals(t *testing.T) {
	for _, fields := range [][]fp.Element{nil, {}, numbers(1)} {
		c, err := elgamal.NewCiphertext(pallas.NewGenerator(), fields)
		require.ErrorIs(t, err, elgamal.ErrEmpty)
		require.Nil(t, c)
	}
	for _, fields := range [][]fp.Element{nil, numbers(1, 2)} {
		c, err := elgamal.NewCiphertext(pallas.NewIdentity(), fields)
		require.ErrorIs(t, err, elgamal.ErrIdentity)
		require.Nil(t, c)
	}
	_, err := new(elgamal.Ciphertext).MarshalJSON()
	require.ErrorIs(t, err, elgamal.ErrIdentity)
}
