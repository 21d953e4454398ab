package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// patience is how many calls in a row may break a driver until it is given up.
const patience = 5

// guard calls a driver by one at a time, and gives it up if it breaks time after
// time, so that a run with it ends: from then on every call fails at once, with the
// kind of the last fault.
type guard struct {
	mu sync.Mutex
	Driver
	faults int // in a row
	last   *Fault
}

// Guard returns a driver that may be called concurrently and fails at once after
// several calls in a row broke it.
func Guard(d Driver) Driver {
	if guarded, ok := d.(*guard); ok {
		return guarded
	}
	return &guard{Driver: d}
}

// Hello implements [Driver].
func (g *guard) Hello(ctx context.Context) (*Hello, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.faults >= patience {
		return nil, g.givenUp()
	}
	hello, err := g.Driver.Hello(ctx)
	g.count(err)
	return hello, err
}

// Call implements [Driver].
func (g *guard) Call(ctx context.Context, op string, in json.RawMessage) (*Response, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.faults >= patience {
		return nil, g.givenUp()
	}
	response, err := g.Driver.Call(ctx, op, in)
	g.count(err)
	return response, err
}

func (g *guard) count(err error) {
	var fault *Fault
	if errors.As(err, &fault) && fault.Kind.broken() {
		g.faults++
		g.last = fault
	} else {
		g.faults = 0
	}
}

func (g *guard) givenUp() *Fault {
	given := *g.last
	given.Text = fmt.Sprintf("not asked, given up after %d faults in a row, the last: %s", patience, g.last.Text)
	return &given
}
