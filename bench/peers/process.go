package peers

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// patience bounds the wait for an answer of a child process.
const patience = 2 * time.Minute

// process is a peer in a child process. It serves one request at a time.
type process struct {
	name     string
	command  *exec.Cmd
	stdin    io.WriteCloser
	lines    chan string // closed when the child has ended and what follows is whole
	stderr   tail
	exit     error
	versions []string
	works    []string
}

// startProcess starts a peer and reads what it is and can do: lines "version: TEXT",
// then "works: NAME NAME …".
func startProcess(ctx context.Context, name, directory, program string, args ...string) (*process, error) {
	p := &process{name: name, command: exec.CommandContext(ctx, program, args...), lines: make(chan string)}
	p.command.Dir = directory
	p.command.Stderr = &p.stderr
	var err error
	if p.stdin, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	go p.read(stdout)
	for p.works == nil {
		line, err := p.next()
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "version":
			p.versions = append(p.versions, value)
		case "works":
			p.works = strings.Fields(value)
		default:
			return nil, errors.Join(fmt.Errorf("%s: unexpected line %q", name, line), p.close())
		}
	}
	return p, nil
}

// read hands out the lines of the child until it ends. Its standard error is whole
// only after Wait, which closes the pipe and so comes after the last line.
func (p *process) read(stdout io.Reader) {
	defer close(p.lines)
	for reader := bufio.NewReader(stdout); ; {
		line, err := reader.ReadString('\n')
		if err != nil {
			break
		}
		p.lines <- strings.TrimSuffix(line, "\n")
	}
	p.exit = p.command.Wait()
}

// next returns the next line of the child.
func (p *process) next() (string, error) {
	select {
	case line, ok := <-p.lines:
		if !ok {
			return "", fmt.Errorf("%s ended: %s", p.name, p.stderr.last())
		}
		return line, nil
	case <-time.After(patience):
		return "", fmt.Errorf("%s does not answer", p.name)
	}
}

// ask sends a request and returns the answer without its prefix.
func (p *process) ask(prefix, request string) (string, error) {
	if _, err := fmt.Fprintln(p.stdin, request); err != nil {
		return "", errors.Join(fmt.Errorf("%s: %w", p.name, err), p.close(), errors.New(p.stderr.last()))
	}
	line, err := p.next()
	if err != nil {
		return "", err
	}
	answer, ok := strings.CutPrefix(line, prefix+" ")
	if !ok {
		return "", fmt.Errorf("%s answers %q to %q", p.name, line, request)
	}
	return answer, nil
}

// check returns the digest of a work.
func (p *process) check(work string) (string, error) {
	return p.ask("check "+work, "check "+work)
}

// measure measures a work for about the time given.
func (p *process) measure(work string, each time.Duration) (Measurement, error) {
	answer, err := p.ask("Benchmark"+work+"/peer="+p.name, fmt.Sprintf("measure %s %d", work, each.Nanoseconds()))
	if err != nil {
		return Measurement{}, err
	}
	fields := strings.Fields(answer)
	if len(fields) != 3 || fields[2] != "ns/op" {
		return Measurement{}, fmt.Errorf("%s measures %q", p.name, answer)
	}
	operations, err1 := strconv.Atoi(fields[0])
	nanoseconds, err2 := strconv.ParseFloat(fields[1], 64)
	if err1 != nil || err2 != nil || operations < 1 || !(nanoseconds > 0) {
		return Measurement{}, fmt.Errorf("%s measures %q", p.name, answer)
	}
	return Measurement{operations, nanoseconds}, nil
}

// close ends the child by the end of its input; one that does not end is killed.
func (p *process) close() error {
	p.stdin.Close() // a child that ended has closed it
	kill := time.AfterFunc(5*time.Second, func() { p.command.Process.Kill() })
	defer kill.Stop()
	for range p.lines {
	}
	if p.exit != nil {
		return fmt.Errorf("%s: %w", p.name, p.exit)
	}
	return nil
}

// tail keeps the end of what is written to it.
type tail struct{ buffer bytes.Buffer }

func (t *tail) Write(data []byte) (int, error) {
	const limit = 1 << 16
	t.buffer.Write(data)
	if excess := t.buffer.Len() - limit; excess > 0 {
		t.buffer.Next(excess)
	}
	return len(data), nil
}

// last returns the last line that says something of an error, or the last line. That
// cargo could not compile says less than what the compiler said before.
func (t *tail) last() string {
	lines := strings.Split(strings.TrimSpace(t.buffer.String()), "\n")
	for _, line := range slices.Backward(lines) {
		text := strings.ToLower(line)
		if strings.Contains(text, "error") && !strings.HasPrefix(text, "error: could not compile") {
			return strings.TrimSpace(line)
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}
