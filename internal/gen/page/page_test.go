package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func specification(t *testing.T) []byte {
	t.Helper()
	source, err := os.ReadFile("../../../SPEC.md")
	require.NoError(t, err)
	return source
}

// TestPage renders SPEC.md: each requirement of its index and each section has an anchor,
// every link leads to one, and the page asks for nothing from elsewhere.
func TestPage(t *testing.T) {
	source := specification(t)
	var out bytes.Buffer
	require.NoError(t, write(&out, source))
	text := out.String()

	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		ids[m[1]]++
	}
	delete(ids, "tip") // of each figure
	for id, n := range ids {
		require.Equal(t, 1, n, id)
	}
	indexed := regexp.MustCompile(`(?m)^\| ([A-Z0-9-]+-\d+) \| (MUST|SHOULD|MAY)`).FindAllSubmatch(source, -1)
	require.Greater(t, len(indexed), 350)
	for _, m := range indexed {
		require.Contains(t, ids, string(m[1]))
	}
	links := regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(text, -1)
	require.Greater(t, len(links), 1000)
	for _, m := range links {
		if id, within := strings.CutPrefix(m[1], "#"); within {
			require.Contains(t, ids, id)
		}
	}
	require.NotRegexp(t, `(src|@import|url\()\s*=?\s*"?http`, text)
	require.Equal(t, 7, strings.Count(text, "<svg"), "two sequences, five tables of states")
	require.Contains(t, text, `<a class="error" href="#ERR-7"><code>malformed_json</code></a>`)
}

func TestUnknownCitation(t *testing.T) {
	_, err := render([]byte("# Title\n\n**[ABC-1]** It MUST be so, as [ABC-2] says.\n"))
	require.ErrorContains(t, err, "ABC-2")
	p, err := render([]byte("# Title\n\n**[ABC-1]** It MUST be so, as section 9 says.\n\n## 9. Nine\n\nSee [ABC-1].\n"))
	require.NoError(t, err)
	require.Contains(t, string(p.Body), `as section <a href="#s9">9</a> says`)
	require.Contains(t, string(p.Body), `See <a class="citation" href="#ABC-1">[ABC-1]</a>`)
	require.Equal(t, []entry{{"ABC-1", "requirement", "It MUST be so, as section 9 says."}, {"s9", "section", "9. Nine"}}, p.Entries)
}

func TestSequence(t *testing.T) {
	require.Nil(t, parseSequence("app  start\n"))
	s := parseSequence("worker" + strings.Repeat(" ", 30) + "app\n" +
		"  |                              |  listens\n" +
		"  |  ask                         |\n" +
		"  |----------------------------->|  checks\n" +
		"  |                       answer |\n" +
		"  |<-----------------------------|\n" +
		"  |  computes\n")
	require.Equal(t, &sequence{"worker", "app", []step{
		{remark: "listens"}, {text: "ask", toRight: true, remark: "checks"}, {text: "answer", toLeft: true}, {text: "computes"},
	}}, s)
}
