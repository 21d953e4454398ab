package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// A driver is given up when calls in a row that broke it took longer than patience
// together, or when there are mostFaults of them.
const (
	defaultPatience = 30 * time.Second
	mostFaults      = 200
)

// guard calls a driver by one at a time, and gives it up if it breaks time after
// time, so that a run with it ends: from then on every call fails at once, with the
// kind of the last fault.
type guard struct {
	mu sync.Mutex
	Driver
	patience time.Duration
	faults   int           // in a row
	cost     time.Duration // of those faults
	last     *Fault
}

// newGuard returns a driver that may be called concurrently and fails at once after
// calls in a row that broke it and took longer than patience together; 0 is half a
// minute.
func newGuard(d Driver, patience time.Duration) Driver {
	if guarded, ok := d.(*guard); ok {
		return guarded
	}
	if patience == 0 {
		patience = defaultPatience
	}
	return &guard{Driver: d, patience: patience}
}

// Hello implements [Driver].
func (g *guard) Hello(ctx context.Context) (hello *Hello, err error) {
	err = g.watch(func() error {
		hello, err = g.Driver.Hello(ctx)
		return err
	})
	return hello, err
}

// Call implements [Driver].
func (g *guard) Call(ctx context.Context, op string, in json.RawMessage) (response *Response, err error) {
	err = g.watch(func() error {
		response, err = g.Driver.Call(ctx, op, in)
		return err
	})
	return response, err
}

// watch makes a call, unless the driver is given up, and counts its fault.
func (g *guard) watch(call func() error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.faults == mostFaults || g.faults > 1 && g.cost > g.patience {
		given := *g.last
		given.Text = fmt.Sprintf("not asked, given up after %d faults in a row, the last: %s", g.faults, g.last.Text)
		return &given
	}
	start := time.Now()
	err := call()
	var fault *Fault
	if errors.As(err, &fault) && fault.Kind.broken() {
		g.faults++
		g.cost += time.Since(start)
		g.last = fault
	} else {
		g.faults, g.cost = 0, 0
	}
	return err
}
