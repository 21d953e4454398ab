package main

import (
	"fmt"
	"io"
	"os"
	"runtime/metrics"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/minaseal/minaseal/proof"
)

// patience is how long a stage may take before it is announced.
const patience = 2 * time.Second

// stageProgress announces stages of the prover that take longer than patience: a
// spinner with the memory in use on a terminal; elsewhere one line at the begin and
// one with time and memory at the end. It also warns of keys in the cache that had to
// be replaced.
type stageProgress struct {
	out io.Writer

	mu   sync.Mutex
	stop func()
}

// Report implements proof.Progress.
func (p *stageProgress) Report(e proof.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if !e.Done {
		p.stop = p.announceLater(e.Stage)
	}
	if e.Rejected != nil {
		fmt.Fprintf(p.out, "minaseal: %v; made new keys\n", e.Rejected)
	}
}

// announceLater returns the function that ends the announcement.
func (p *stageProgress) announceLater(stage proof.Stage) func() {
	done := make(chan struct{})
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		select {
		case <-done:
		case <-time.After(patience):
			p.announce(stage, done)
		}
	}()
	return func() {
		close(done)
		<-finished
	}
}

func (p *stageProgress) announce(stage proof.Stage, done <-chan struct{}) {
	if !isTerminal(p.out) {
		start := time.Now()
		fmt.Fprintf(p.out, "minaseal: %s takes a while\n", stage)
		<-done
		fmt.Fprintf(p.out, "minaseal: %s took %s, %s of memory\n", stage, round(patience+time.Since(start)), memoryInUse())
		return
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(p.out),
		progressbar.OptionSetDescription(stage.String()), progressbar.OptionClearOnFinish())
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			_ = bar.Finish() // a terminal that cannot be written to has nobody to tell
			return
		case <-tick.C:
			bar.Describe(fmt.Sprintf("%s, %s of memory", stage, memoryInUse()))
			_ = bar.Add(1)
		}
	}
}

// memoryInUse returns the memory that the process has from the system.
func memoryInUse() string {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return fmt.Sprintf("%d MB", (sample[0].Value.Uint64()-sample[1].Value.Uint64())>>20)
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
