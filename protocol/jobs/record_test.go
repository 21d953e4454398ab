package jobs

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
)

var (
	testKey         = address.GeneratePrivateKey()
	testCiphertexts = func() (texts []string) {
		for range 4 {
			c, err := elgamal.O1jsV2.EncryptText(testKey.PublicKey(), "result")
			if err != nil {
				panic(err)
			}
			text, err := c.MarshalJSON()
			if err != nil {
				panic(err)
			}
			texts = append(texts, string(text))
		}
		return texts
	}()
)

func testCiphertext(i int) string { return testCiphertexts[i%len(testCiphertexts)] }

// exampleRecord is the record of SPEC 10.1.
func exampleRecord(t testing.TB) string {
	text, err := os.ReadFile("../../SPEC.md")
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, `{"v":"minaseal-job-v1"`) {
			return strings.TrimSpace(line)
		}
	}
	t.Fatal("no example")
	return ""
}

// covers: JOB-1
func TestExampleOfTheSpecification(t *testing.T) {
	text := exampleRecord(t)
	job, err := ParseJob([]byte(text))
	require.NoError(t, err)
	require.Equal(t, StateStarted, job.State)
	require.Equal(t, 15*time.Minute, job.Deadline.Sub(job.Created))
	again, err := job.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, text, string(again))
}

func sealedRecord(t testing.TB) string {
	ticket, err := protocol.IssueTicket(testKey, "job-1", testKey.PublicKey(), testKey.PublicKey(), time.Unix(1, 0))
	require.NoError(t, err)
	job := Job{
		ID: "job-1", Profile: protocol.SealedV1, App: testKey.PublicKey(), Tickets: []*protocol.Ticket{ticket}, Attempts: 3,
		Created: instant(1), Deadline: instant(2), State: StateUsed, Attempt: 2, Worker: "w.1", Lost: true,
		Started: instant(3), Ended: instant(4), Used: instant(5), Result: testCiphertext(0),
	}
	data, err := job.MarshalJSON()
	require.NoError(t, err)
	back, err := ParseJob(data)
	require.NoError(t, err)
	require.Equal(t, &job, back)
	return string(data)
}

// covers: JOB-2, JOB-3
func TestInvalidRecords(t *testing.T) {
	good, sealed := exampleRecord(t), sealedRecord(t)
	other := address.GeneratePrivateKey().PublicKey().String()
	replace := func(text, old, new string) string {
		require.Contains(t, text, old)
		return strings.Replace(text, old, new, 1)
	}
	for name, x := range map[string]struct{ text, code string }{
		"empty":             {"", "malformed_json"},
		"null":              {"null", "malformed_json"},
		"space":             {good + " ", "malformed_json"},
		"order":             {replace(good, `"v":"minaseal-job-v1","id":"job-1"`, `"id":"job-1","v":"minaseal-job-v1"`), "malformed_json"},
		"version":           {replace(good, "job-v1", "job-v2"), "malformed_json"},
		"unknown member":    {replace(good, `"attempts"`, `"x":1,"attempts"`), "malformed_json"},
		"member twice":      {replace(good, `"attempts":3`, `"attempts":3,"attempts":3`), "malformed_json"},
		"case":              {replace(good, `"id"`, `"ID"`), "malformed_json"},
		"id":                {replace(good, `"job-1"`, `"job.1"`), "malformed_json"},
		"no id":             {replace(good, `"job-1"`, `""`), "malformed_json"},
		"profile":           {replace(good, "zkcw-v2", "zkcw-v3"), "malformed_json"},
		"args":              {replace(good, "clientAddress", "client"), "malformed_json"},
		"address":           {replace(good, "B62qnib4", "B62qnib5"), "base58_checksum"},
		"attempts":          {replace(good, `"attempts":3`, `"attempts":101`), "malformed_json"},
		"no attempts":       {replace(good, `"attempts":3`, `"attempts":0`), "malformed_json"},
		"attempt":           {replace(good, `"attempt":1`, `"attempt":4`), "malformed_json"},
		"attempt, negative": {replace(good, `"attempt":1`, `"attempt":-1`), "malformed_json"},
		"no attempt":        {replace(good, `"attempt":1,`, ``), "malformed_json"},
		"no worker":         {replace(good, `,"worker":"east.5c1f0a9e"`, ``), "malformed_json"},
		"worker":            {replace(good, `east.`, `east `), "malformed_json"},
		"state":             {replace(good, `"started","attempt"`, `"none","attempt"`), "malformed_json"},
		"state, not result": {replace(good, `"started","attempt"`, `"finished","attempt"`), "malformed_json"},
		"state, not code":   {replace(good, `"started","attempt"`, `"failed","attempt"`), "malformed_json"},
		"lost, false":       {replace(good, `,"started":`, `,"lost":false,"started":`), "malformed_json"},
		"code in started":   {replace(good, `,"started":`, `,"code":"timeout","started":`), "malformed_json"},
		"ended in started":  {replace(good, `,"started":`, `,"started":1795824000100,"ended":`), "malformed_json"},
		"time":              {replace(good, `1795824000000`, `0`), "malformed_json"},
		"time, text":        {replace(good, `1795824000000`, `"1795824000000"`), "malformed_json"},
		"time, large":       {replace(good, `1795824000000`, `9007199254740992`), "malformed_json"},
		"time, exponent":    {replace(good, `1795824000000`, `1e3`), "malformed_json"},
		"result in started": {strings.TrimSuffix(good, "}") + `,"result":"x"}`, "malformed_json"},
		"tickets in zkcw":   {replace(sealed, "sealed-v1", "zkcw-v1"), "malformed_json"},
		"no ticket":         {replace(sealed, `"tickets":[`, `"tickets":[null,`), "malformed_json"},
		"empty tickets":     {replace(good, `"attempts"`, `"tickets":[],"attempts"`), "malformed_json"},
		"ticket's job":      {replace(sealed, `"job":"job-1"`, `"job":"job-2"`), "malformed_json"},
		"ticket's app":      {replace(sealed, `"app":"`+testKey.PublicKey().String(), `"app":"`+other), "malformed_json"},
		"ticket's key":      {replace(sealed, `"worker":"B62`, `"worker":"C62`), "base58_checksum"},
		"result":            {replace(sealed, `cipherText`, `ciphertext`), "malformed_json"},
		"too long":          {good + strings.Repeat(" ", maxRecord), "malformed_json"},
	} {
		t.Run(name, func(t *testing.T) {
			job, err := ParseJob([]byte(x.text))
			require.Equal(t, x.code, coded.Code(err), "%v", err)
			require.Nil(t, job)
		})
	}
}

// FuzzParseJob: a record that is read is written as it was.
func FuzzParseJob(f *testing.F) {
	f.Add([]byte(exampleRecord(f)))
	f.Add([]byte(sealedRecord(f)))
	f.Fuzz(func(t *testing.T, data []byte) {
		job, err := ParseJob(data)
		if err != nil {
			require.NotEmpty(t, coded.Code(err))
			require.Nil(t, job)
			return
		}
		again, err := job.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
	})
}

// FuzzParseLine: a line of the log that is read holds names and codes alone.
func FuzzParseLine(f *testing.F) {
	f.Add([]byte(`{"time":1,"attempt":1,"worker":"w","event":"take","code":"timeout","bytes":3}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		line, err := parseLine(data)
		if err != nil {
			require.Equal(t, "malformed_json", coded.Code(err))
			return
		}
		for _, c := range line.String() {
			require.True(t, c >= ' ' && c <= '~', "%q", line.String())
		}
	})
}
