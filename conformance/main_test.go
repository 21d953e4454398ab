package conformance_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/driver"
)

// drive is the argument with which the test program runs as a driver.
const drive = "drive-as"

func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == drive {
		misbehave(os.Args[2])
		return
	}
	os.Exit(m.Run())
}

// self is the command line of the test program as a driver of a manner.
func self(t testing.TB, manner string) []string {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	return []string{program, drive, manner}
}

// misbehave serves this module's driver until the first request that is not hello,
// and then does as the manner says.
func misbehave(manner string) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, driver.MaxLine)
	switch manner {
	case "banner":
		fmt.Println("listening")
	case "mute":
		time.Sleep(time.Hour)
	case "dead":
		fmt.Fprintln(os.Stderr, "no license file")
		os.Exit(4)
	}
	last := ""
	for lines.Scan() {
		line := lines.Text()
		if misframe(manner, line) {
			continue
		}
		if strings.Contains(line, `"op":"hello"`) {
			fmt.Println(answer(line))
			continue
		}
		react(manner, line, last)
		last = line
	}
	lastAct(manner)
}

// misframe breaks the frames of SPEC A.2 for the manners that do; all other manners
// leave the line alone.
func misframe(manner, line string) bool {
	right := answer(line)
	bad := strings.Contains(right, `"id":null`)
	unknown := strings.Contains(line, "conformance.unknown")
	switch {
	case manner == "answers twice" && !strings.Contains(line, `"id":0`):
		fmt.Println(right + "\n" + right)
	case manner == "ends on bad lines" && bad:
		os.Exit(1)
	case manner == "silent on bad lines" && bad:
	case manner == "unknown is an error" && unknown:
		fmt.Println(strings.Replace(right, "unsupported", "error", 1))
	case manner == "ids are numbers":
		fmt.Println(strings.Replace(right, `"a b"`, "0", 1))
	case manner == "reduces numbers" && strings.Contains(line, "field.eval"):
		fmt.Println(right[:strings.Index(right, ",")] + `,"status":"ok","out":{"value":"1"}}`)
	case manner == "no fields" && strings.Contains(line, "field.eval"):
		fmt.Println(right[:strings.Index(right, ",")] + `,"status":"unsupported"}`)
	case slices.Contains([]string{"exit code 1", "never ends", "last words", "ends on bad lines", "silent on bad lines", "unknown is an error", "reduces numbers", "no fields", "right"}, manner):
		fmt.Println(right)
	default:
		return false
	}
	return true
}

// lastAct is what a manner does at the end of the input.
func lastAct(manner string) {
	switch manner {
	case "exit code 1":
		os.Exit(1)
	case "never ends":
		time.Sleep(time.Hour)
	case "last words":
		fmt.Println("goodbye")
	}
}

// answer returns the right answer to a request.
func answer(line string) string {
	text, err := json.Marshal(driver.HandleLine([]byte(line)))
	if err != nil {
		panic(err)
	}
	return string(text)
}

// react answers a request in a wrong way.
func react(manner, line, last string) {
	right := answer(line)
	switch manner {
	case "hang":
		time.Sleep(time.Hour)
	case "hang on 1":
		if strings.Contains(line, `"a":"1"`) {
			time.Sleep(time.Hour)
		}
		fmt.Println(right)
	case "die":
		fmt.Fprintln(os.Stderr, "panic: out of luck")
		os.Exit(3)
	case "die and leave a child":
		orphan := exec.Command("sleep", "3600")
		orphan.Stdout, orphan.Stderr = os.Stdout, os.Stderr
		if err := orphan.Start(); err != nil {
			panic(err)
		}
		os.Exit(0)
	case "flood":
		for {
			fmt.Println("flood")
		}
	case "flood standard error":
		fmt.Fprint(os.Stderr, strings.Repeat("noise\n", 100_000))
		fmt.Println(right)
	case "answer the request before":
		if last != "" {
			fmt.Println(answer(last))
			return
		}
		fmt.Println(right)
	case "other id":
		fmt.Println(strings.Replace(right, `"id":`, `"id":1`, 1))
	case "id as text":
		fmt.Println(strings.Replace(right, `{"id":`, `{"id":"7","i":`, 1))
	case "garbage":
		fmt.Println("Field.add(1, 2) = \x1b[31m3")
	case "half a line":
		fmt.Print(right[:20])
		time.Sleep(time.Hour)
	case "half a line, then die":
		fmt.Print(right[:20])
		os.Exit(0)
	case "huge line":
		fmt.Println(strings.Repeat("7", conformance.MaxAnswer+10))
	case "say more":
		fmt.Println(right + "\n" + right)
	case "no status":
		fmt.Println(`{"id"` + strings.TrimPrefix(right[:strings.Index(right, ",")], `{"id"`) + `}`)
	case "wrong form":
		fmt.Println(strings.Replace(right, `"out":{`, `"out":{"more":1,`, 1))
	case "own error":
		fmt.Println(strings.Replace(right[:strings.Index(right, ",")], "}", "", 1) + `,"status":"error","message":"segmentation fault"}`)
	default:
		panic(manner)
	}
}
