//go:build interop

package interop_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	drivers = "../drivers/o1js"

	// patience bounds every wait for a Node program. It covers a proof made with the
	// wasm backend on a busy machine; the waits themselves end with the event.
	patience = 10 * time.Minute
)

// event is a line of app.mjs or worker.mjs.
type event struct {
	Event           string
	Address         string
	Text            string
	Command         string
	Status          string
	Result          string
	Code            string
	Message         string
	Backend         string
	Verified        bool
	Milliseconds    int
	VerificationKey json.RawMessage
}

// program is a running Node program of the drivers' folder.
type program struct {
	t      *testing.T
	name   string
	cmd    *exec.Cmd
	events chan event
	stderr *lockedBuffer
}

// command makes sure that the folder is installed and returns a command in it.
func command(t *testing.T, script string, args ...string) *exec.Cmd {
	t.Helper()
	node, err := exec.LookPath("node")
	require.NoError(t, err, "the interop tests need node")
	_, err = os.Stat(filepath.Join(drivers, "node_modules", "o1js", "package.json"))
	require.NoError(t, err, "run: npm ci --prefix conformance/drivers/o1js")
	cmd := exec.CommandContext(t.Context(), node, append([]string{script}, args...)...)
	cmd.Dir = drivers
	return cmd
}

// start runs a program that prints events. It is killed when the test ends.
func start(t *testing.T, script string, args ...string) *program {
	t.Helper()
	p := &program{t: t, name: script, events: make(chan event, 64), stderr: new(lockedBuffer)}
	p.cmd = command(t, script, args...)
	p.cmd.Stderr = p.stderr
	stdout, err := p.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.cmd.Start())
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(p.events)
		p.read(stdout)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // it may have ended
		<-done
		_ = p.cmd.Wait() // exited reports the code
	})
	return p
}

// read passes events on; a line that is none becomes an event without a name.
func (p *program) read(stdout io.Reader) {
	lines := bufio.NewScanner(stdout)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			e = event{Message: lines.Text()}
		}
		p.events <- e
	}
}

// next returns the next event, which must have this name.
func (p *program) next(name string) event {
	p.t.Helper()
	select {
	case e, ok := <-p.events:
		require.True(p.t, ok, "%s ended in place of the event %s; stderr: %s", p.name, name, p.stderr)
		require.Equal(p.t, name, e.Event, "%s: %s %s; stderr: %s", p.name, e.Code, e.Message, p.stderr)
		return e
	case <-time.After(patience):
		require.FailNow(p.t, "no event "+name, "%s; stderr: %s", p.name, p.stderr)
		return event{}
	}
}

// exits waits for the end of the program, with this code and no further event.
func (p *program) exits(code int) {
	p.t.Helper()
	for e := range p.events {
		require.Fail(p.t, "unexpected event", "%s: %+v", p.name, e)
	}
	_ = p.cmd.Wait()
	require.Equal(p.t, code, p.cmd.ProcessState.ExitCode(), "%s; stderr: %s", p.name, p.stderr)
}

// lockedBuffer is a bytes.Buffer for a writer and a reader at the same time.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(data)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
