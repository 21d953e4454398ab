package roles

import (
	"context"
	"fmt"
	"time"
)

// killed bounds how long a program that was stopped may take to end.
const killed = 10 * time.Second

// running is a program that was started.
type running struct {
	name           string // app or worker, for messages
	stdout, stderr *screen
	ended          context.Context // done when the program has ended
	stop           context.CancelFunc
	code           int   // valid when ended
	err            error // likewise
}

// start starts a program. The end of ctx stops it.
func start(ctx context.Context, name string, p *Program, arguments Arguments) *running {
	ctx, stop := context.WithCancel(ctx)
	ended, end := context.WithCancel(context.WithoutCancel(ctx))
	r := &running{name: name, stdout: newScreen(), stderr: newScreen(), ended: ended, stop: stop}
	go func() {
		defer end()
		defer func() {
			if p := recover(); p != nil {
				r.err = fmt.Errorf("it panicked: %v", p)
			}
		}()
		r.code, r.err = p.Run(ctx, arguments, r.stdout, r.stderr)
	}()
	return r
}

// close stops the program and waits for its end.
func (r *running) close() error {
	r.stop()
	select {
	case <-r.ended.Done():
		return nil
	case <-time.After(killed):
		return fmt.Errorf("the %s did not end within %v after it was stopped", r.name, killed)
	}
}

// hasEnded says whether the program has ended.
func (r *running) hasEnded() bool { return r.ended.Err() != nil }

// ending describes the end of a program.
func (r *running) ending() string {
	if r.err != nil {
		return fmt.Sprintf("the %s could not be run: %v", r.name, r.err)
	}
	return fmt.Sprintf("the %s ended with exit code %d", r.name, r.code)
}

// output returns the last part of what the program wrote, for a report.
func (r *running) output() string {
	return fmt.Sprintf("%s, standard output:\n%s\n%s, standard error:\n%s", r.name, r.stdout.end(), r.name, r.stderr.end())
}
