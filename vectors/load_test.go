package vectors

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
)

const sound = `{"schema":"minaseal-vectors/1","name":"a/b","producers":[{"package":"o1js","version":"2.15.0"}],
"flags":{"F":{"bugType":"EDGE_CASE","description":"d","effect":"e"}},"numberOfTests":3,"testGroups":[
{"op":"field.eval","requirements":["FLD-3"],"tests":[
{"id":1,"comment":"c","in":{},"result":"valid","out":{}},
{"id":2,"comment":"c","in":{},"result":"invalid","code":"no_inverse","peer":{"verdict":"threw","detail":"d"}},
{"id":3,"comment":"c","in":{},"result":"acceptable","out":{},"code":"non_canonical","flags":["F"],"peer":{"verdict":"ok"}}]}]}`

func TestParseAcceptsASoundFile(t *testing.T) {
	file, err := parse("a/b", []byte(sound))
	require.NoError(t, err)
	require.Equal(t, "a/b/3", file.CaseName(&file.TestGroups[0].Tests[2]))
}

// covers: DRV-1
func TestParseRefusesFaultyFiles(t *testing.T) {
	for name, change := range map[string][2]string{
		"another schema":                {"vectors/1", "vectors/2"},
		"another name":                  {"a/b", "a/c"},
		"no producer":                   {`{"package":"o1js","version":"2.15.0"}`, ""},
		"unknown member":                {`"comment":"c","in"`, `"note":"c","in"`},
		"unknown flag":                  {`["F"]`, `["G"]`},
		"unused flag":                   {`"flags":{"F"`, `"flags":{"E":{"bugType":"b","description":"d","effect":"e"},"F"`},
		"fewer cases than announced":    {`"numberOfTests":3`, `"numberOfTests":4`},
		"more cases than announced":     {`"numberOfTests":3`, `"numberOfTests":2`},
		"an ID twice":                   {`"id":2`, `"id":1`},
		"ID 0":                          {`"id":2`, `"id":0`},
		"no requirement":                {`["FLD-3"]`, `[]`},
		"no operation":                  {`"op":"field.eval",`, ""},
		"no input":                      {`"in":{},"result":"valid"`, `"result":"valid"`},
		"an unknown result":             {`"valid"`, `"fine"`},
		"valid without output":          {`"valid","out":{}`, `"valid"`},
		"valid with a code":             {`"valid",`, `"valid","code":"no_inverse",`},
		"valid, the peer threw":         {`"valid",`, `"valid","peer":{"verdict":"threw"},`},
		"invalid without code":          {`"code":"no_inverse",`, ""},
		"invalid with output":           {`"invalid",`, `"invalid","out":{},`},
		"invalid, the peer accepted":    {`"threw"`, `"ok"`},
		"invalid without the peer":      {`,"peer":{"verdict":"threw","detail":"d"}`, ""},
		"acceptable without flag":       {`"flags":["F"],`, ""},
		"acceptable without code":       {`"code":"non_canonical",`, ""},
		"acceptable without output":     {`"acceptable","out":{}`, `"acceptable"`},
		"acceptable, the peer threw":    {`{"verdict":"ok"}`, `{"verdict":"threw"}`},
		"a chain of one call":           {`"valid",`, `"valid","chain":{"length":1,"next":{},"sha256":"00"},`},
		"a chain without a digest":      {`"valid",`, `"valid","chain":{"length":2,"next":{}},`},
		"a chain of refusals":           {`"invalid",`, `"invalid","chain":{"length":2,"next":{},"sha256":"00"},`},
		"text after the object":         {`]}]}`, `]}]}{}`},
		"the last brace is missing":     {`]}]}`, `]}]`},
		"a number in place of a string": {`"comment":"c"`, `"comment":1`},
	} {
		changed := strings.Replace(sound, change[0], change[1], 1)
		require.NotEqual(t, sound, changed, name)
		file, err := parse("a/b", []byte(changed))
		require.ErrorIs(t, err, ErrFile, name)
		require.Equal(t, "malformed_json", coded.Code(err), name)
		require.Nil(t, file, name)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"testGroups":[{"tests":[{}]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := parse("a/b", text)
		if err != nil {
			require.ErrorIs(t, err, ErrFile)
			require.Nil(t, file)
			return
		}
		count := 0
		for _, group := range file.TestGroups {
			count += len(group.Tests)
		}
		require.Equal(t, file.NumberOfTests, count)
	})
}
