package conformance

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// serverStart bounds the start of the embedded server; it takes milliseconds.
const serverStart = 10 * time.Second

// StartServer starts a NATS server inside this process and returns its URL and the
// function that ends it. It listens on address, or, if that is empty, on a free
// port of this machine.
func StartServer(address string) (url string, stop func(), err error) {
	host, port := "127.0.0.1", server.RANDOM_PORT
	if address != "" {
		var text string
		if host, text, err = net.SplitHostPort(address); err == nil {
			port, err = strconv.Atoi(text)
		}
		if err != nil {
			return "", nil, fmt.Errorf("address %q: %w", address, err)
		}
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "minaseal-conformance", Host: host, Port: port, MaxPayload: 2 * MaxAnswer, NoLog: true, NoSigs: true,
	})
	if err != nil {
		return "", nil, err
	}
	s.Start()
	stop = func() {
		s.Shutdown()
		s.WaitForShutdown()
	}
	if !s.ReadyForConnections(serverStart) {
		stop()
		return "", nil, errors.New("the embedded NATS server did not start")
	}
	return s.ClientURL(), stop, nil
}
