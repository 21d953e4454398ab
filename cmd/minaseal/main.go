// Command minaseal makes Mina keys, encrypts and signs with them as o1js does,
// and runs the sealed handshake between an app and a worker over NATS.
//
// Run `minaseal demo` to see a whole handshake, and `minaseal help` for the
// rest.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
