package conformance

import (
	"bytes"
	"io"
	"os/exec"
	"sync"
	"time"
)

// lastWords is how much of a program's standard error is kept, and hardStop how
// long its pipes may stay open after its end.
const (
	lastWords = 4 << 10
	hardStop  = 2 * time.Second
)

// child is a running program whose standard output is read line by line. The
// reader waits for each line to be taken: a program that floods its output fills
// the pipe and waits, and the suite's memory holds one line.
type child struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	lines  chan outputLine // closed at the end of the output
	killed chan struct{}
	once   sync.Once
	stderr *tail

	mu   sync.Mutex
	half string // the beginning of the line that is being read
}

// outputLine is a line without its end.
type outputLine struct {
	text    []byte
	tooLong bool // text is the beginning
	half    bool // the output ended within the line
}

// startChild starts a program, with more variables in its environment.
func startChild(args, env []string) (*child, error) {
	c := &child{
		cmd:    exec.Command(args[0], args[1:]...),
		lines:  make(chan outputLine),
		killed: make(chan struct{}),
		stderr: &tail{limit: lastWords},
	}
	c.cmd.Env = append(c.cmd.Environ(), env...)
	c.cmd.Stderr = c.stderr
	c.cmd.WaitDelay = hardStop
	ownGroup(c.cmd)
	var err error
	if c.stdin, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go c.read(stdout)
	return c, nil
}

// read passes the lines of the output on until its end or the child's death. After a
// line that is too long it reads no more: nothing that follows is of use.
func (c *child) read(stdout io.Reader) {
	defer close(c.lines)
	chunk := make([]byte, 1<<16)
	var line []byte
	for {
		n, err := stdout.Read(chunk)
		data := chunk[:n]
		for len(data) > 0 {
			part, rest, ended := bytes.Cut(data, []byte("\n"))
			line = append(line, part...)
			data = rest
			tooLong := len(line) > MaxAnswer
			if !ended && !tooLong {
				c.setHalf(line)
				break
			}
			c.setHalf(nil)
			if !c.pass(outputLine{text: line, tooLong: tooLong}) || tooLong {
				return
			}
			line = nil
		}
		if err != nil {
			if len(line) > 0 {
				c.pass(outputLine{text: line, half: true})
			}
			return
		}
	}
}

// pass hands a line over; false if nobody will take it.
func (c *child) pass(line outputLine) bool {
	select {
	case c.lines <- line:
		return true
	case <-c.killed:
		return false
	}
}

// setHalf keeps the beginning of the line that is being read.
func (c *child) setHalf(line []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.half = string(line[:min(len(line), lastWords)])
}

// halfLine returns the beginning of the line that is being read.
func (c *child) halfLine() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.half
}

// kill ends the program and what it started, and waits for the end.
func (c *child) kill() {
	c.once.Do(func() {
		close(c.killed)
		killGroup(c.cmd)
		_ = c.stdin.Close() // unblocks a writer
		_ = c.cmd.Wait()    // killed: there is nothing to learn
	})
	for range c.lines { // ends soon: the pipe is closed
	}
}

// finish closes the input, reads the output to its end and waits, no longer than
// limit; then it kills. It returns the lines that came and how the program ended:
// its exit code, or false if it had to be killed.
func (c *child) finish(limit time.Duration) (rest []outputLine, code int, ok bool) {
	defer c.kill()
	if err := c.stdin.Close(); err != nil {
		return nil, 0, false
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case line, more := <-c.lines:
			if more {
				rest = append(rest, line)
				continue
			}
		case <-timer.C:
			return rest, 0, false
		}
		break
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.once.Do(func() {
			close(c.killed)
			_ = c.cmd.Wait() // the code says it
		})
	}()
	select {
	case <-ended:
		return rest, c.cmd.ProcessState.ExitCode(), c.cmd.ProcessState.ExitCode() >= 0
	case <-timer.C:
		killGroup(c.cmd)
		<-ended
		return rest, 0, false
	}
}

// tail keeps the end of what is written to it.
type tail struct {
	mu    sync.Mutex
	limit int
	text  []byte
}

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p[max(0, len(p)-t.limit):]...)
	if over := len(t.text) - t.limit; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
