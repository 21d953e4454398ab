package main

import (
	"io"
	"os"
	"sync"
)

// shared returns a writer for what is said at the same time: a connection to NATS reports
// beside the command that uses it. A file is one already, and stays what it is, since
// progress is shown on terminals alone.
func shared(w io.Writer) io.Writer {
	if file, ok := w.(*os.File); ok {
		return file
	}
	return &sharedWriter{w: w}
}

type sharedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *sharedWriter) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(b)
}
