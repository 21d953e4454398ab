package conformance

import (
	"bufio"
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
	half   *tail // the line that is being read
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
		half:   &tail{limit: lastWords},
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

// read passes the lines of the output on until its end or the child's death.
func (c *child) read(stdout io.Reader) {
	defer close(c.lines)
	reader := bufio.NewReaderSize(stdout, 1<<16)
	for {
		var line outputLine
		var err error
		c.half.reset()
		for {
			var part []byte
			part, err = reader.ReadSlice('\n')
			_, _ = c.half.Write(part) // a tail takes everything
			if room := MaxAnswer + 1 - len(line.text); len(part) > room {
				line.tooLong = true
				part = part[:room]
			}
			line.text = append(line.text, part...)
			if err != bufio.ErrBufferFull || line.tooLong {
				break
			}
		}
		if n := len(line.text); n > 0 && line.text[n-1] == '\n' {
			line.text = line.text[:n-1]
		} else {
			line.half = !line.tooLong
		}
		if len(line.text) > 0 || err == nil {
			select {
			case c.lines <- line:
			case <-c.killed:
				return
			}
		}
		if err != nil && err != bufio.ErrBufferFull || line.tooLong {
			return
		}
	}
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

func (t *tail) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = t.text[:0]
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
