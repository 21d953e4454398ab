package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

const (
	storeLook  = time.Second // between two looks at the store
	storeProbe = 1 << 20     // bytes that have to fit for the store to be used again
)

// storeWatch brings the jobs of a server through a full disk. A stream whose write failed
// takes no more, whatever space there is later, and its clients wait for an answer that does
// not come; or the server shuts JetStream down for good. So it is shut down at once, which
// clients are told, and enabled again when the disk takes files: what was acknowledged is on
// it.
type storeWatch struct {
	server *natsServer
	config server.JetStreamConfig
	report func(level, text string)
	down   atomic.Bool
}

// newStoreWatch watches a server with JetStream.
func newStoreWatch(s *natsServer, report func(level, text string)) *storeWatch {
	w := &storeWatch{server: s, config: *s.JetStreamConfig(), report: report}
	w.config.StoreDir = filepath.Dir(w.config.StoreDir) // of the directory that enabling adds
	return w
}

// run looks at the store until ctx ends.
func (w *storeWatch) run(ctx context.Context) {
	ticker := time.NewTicker(storeLook)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			w.look()
		}
	}
}

// look changes between up and down.
func (w *storeWatch) look() {
	trouble := w.trouble()
	switch {
	case !w.down.Load() && trouble != "":
		w.down.Store(true)
		w.report("error", "the store cannot be written, so jobs are refused until it can: "+trouble)
		_ = w.server.ShutdownJetStream() // its error is that it is down already
	case w.down.Load() && w.probe() == nil:
		if err := w.enable(); err != nil {
			w.report("error", "the store cannot be opened again: "+err.Error())
			return
		}
		w.down.Store(false)
		w.report("notice", "the store can be written again; jobs go on")
	}
}

// trouble returns why the store cannot be used, or "".
func (w *storeWatch) trouble() string {
	if !w.server.JetStreamEnabled() {
		return "the server has shut JetStream down"
	}
	if health := w.server.Healthz(nil); strings.Contains(health.Error, "write error") {
		return health.Error
	}
	return ""
}

// enable opens the store again, unless the server does so itself.
func (w *storeWatch) enable() error {
	if !w.server.JetStreamEnabled() {
		config := w.config
		if err := w.server.EnableJetStream(&config); err != nil {
			return err
		}
	}
	if trouble := w.trouble(); trouble != "" {
		_ = w.server.ShutdownJetStream()
		return errors.New(trouble)
	}
	return nil
}

// probe writes a file beside the store.
func (w *storeWatch) probe() error {
	file, err := os.CreateTemp(w.config.StoreDir, "probe-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(make([]byte, storeProbe))
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("probe: %w", err)
	}
	return nil
}
