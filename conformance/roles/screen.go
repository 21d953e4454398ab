package roles

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/minaseal/minaseal/address"
)

// maxOutput is how much of a program's standard output and standard error is kept.
const maxOutput = 1 << 20

// screen keeps what a program writes, from its beginning.
type screen struct {
	mu      sync.Mutex
	text    []byte
	dropped int
	changed chan struct{} // closed, and replaced, when something is written
}

func newScreen() *screen { return &screen{changed: make(chan struct{})} }

// Write implements io.Writer. It takes everything.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := min(len(p), maxOutput-len(s.text))
	s.text = append(s.text, p[:kept]...)
	s.dropped += len(p) - kept
	close(s.changed)
	s.changed = make(chan struct{})
	return len(p), nil
}

// read returns what was written and a channel that is closed when there is more.
func (s *screen) read() (string, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.text), s.changed
}

func (s *screen) String() string {
	text, _ := s.read()
	return text
}

// overflow says that the program wrote more than is kept.
func (s *screen) overflow() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped > 0
}

// end returns the last part of the output, for a report.
func (s *screen) end() string {
	const shown = 2 << 10
	text := s.String()
	if cut := len(text) - shown; cut > 0 {
		text = "…" + strings.ToValidUTF8(text[cut:], "")
	}
	if s.overflow() {
		text += fmt.Sprintf("… (more than %d bytes)", maxOutput)
	}
	return text
}

// addressPattern is the form of a public key's text (SPEC 4.5).
var addressPattern = regexp.MustCompile(`B62[1-9A-HJ-NP-Za-km-z]{52}`)

// firstAddress returns the public key in the first whole line that contains one.
func firstAddress(output string) (text string, ok bool) {
	whole := output[:strings.LastIndexByte(output, '\n')+1]
	text = addressPattern.FindString(whole)
	return text, text != ""
}

// privatePattern is the form of a private key's text (SPEC 4.6).
var privatePattern = regexp.MustCompile(`EK[1-9A-HJ-NP-Za-km-z]{50}`)

// hasPrivateKey says whether a private key stands in the output [ERR-3].
func hasPrivateKey(output string) bool {
	for _, text := range privatePattern.FindAllString(output, -1) {
		if sk, err := address.ParsePrivateKey(text); err == nil {
			sk.Erase()
			return true
		}
	}
	return false
}

// printedCodes returns the values of the members code of all lines that are JSON
// objects, but for ok.
func printedCodes(output string) []string {
	var codes []string
	for line := range strings.Lines(output) {
		var object struct{ Code string }
		if json.Unmarshal([]byte(line), &object) == nil && object.Code != "" && object.Code != "ok" {
			codes = append(codes, object.Code)
		}
	}
	return codes
}
