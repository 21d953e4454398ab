package roles

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

const (
	// hubStart bounds the start of the server and its answers; they take milliseconds.
	hubStart = 10 * time.Second

	// hubPayload is the server's limit for a message, where a case sets none. It lets
	// messages through that SPEC refuses [MSG-2].
	hubPayload = 4 << 20

	// maxMessages and maxBytes bound what a case keeps of its server's traffic.
	maxMessages = 5000
	maxBytes    = 64 << 20
)

// hub is the NATS server of one case, with a connection that sees every message.
type hub struct {
	server *server.Server
	conn   *nats.Conn
	tap    *nats.Subscription // nil if nothing is kept
	log    []*nats.Msg        // every message so far, in the server's order
	bytes  int
}

// newHub starts a server. Before a call of listen, only the programs listen there.
func newHub(payload int32) (*hub, error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "minaseal-roles", Host: "127.0.0.1", Port: server.RANDOM_PORT, MaxPayload: payload,
		NoLog: true, NoSigs: true, DisableShortFirstPing: true,
	})
	if err != nil {
		return nil, err
	}
	h := &hub{server: s}
	s.Start()
	if !s.ReadyForConnections(hubStart) {
		h.close()
		return nil, errors.New("the embedded NATS server did not start")
	}
	if err := h.connect(); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *hub) connect() error {
	var err error
	// What the server complains of stays in LastError; the default handler prints.
	quiet := nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {})
	h.conn, err = nats.Connect("", nats.InProcessServer(h.server), nats.Name("suite"), nats.Timeout(hubStart), quiet)
	return err
}

// listen keeps every message from now on whose subject matches.
func (h *hub) listen(subject string) error {
	var err error
	if h.tap, err = h.conn.SubscribeSync(subject); err != nil {
		return err
	}
	return h.conn.Flush()
}

// unlisten ends listen.
func (h *hub) unlisten() error {
	if err := h.tap.Unsubscribe(); err != nil {
		return err
	}
	h.tap = nil
	return h.conn.Flush()
}

func (h *hub) url() string { return h.server.ClientURL() }

func (h *hub) close() {
	if h.conn != nil {
		h.conn.Close()
	}
	h.server.Shutdown()
	h.server.WaitForShutdown()
}

// errFlood reports more messages than a case keeps.
var errFlood = fmt.Errorf("more than %d messages or %d bytes", maxMessages, maxBytes)

// receive waits for the next message and adds it to the log.
func (h *hub) receive(ctx context.Context) error {
	message, err := h.tap.NextMsgWithContext(ctx)
	if err != nil {
		return err
	}
	h.log = append(h.log, message)
	h.bytes += len(message.Data)
	if len(h.log) > maxMessages || h.bytes > maxBytes {
		return errFlood
	}
	return nil
}

// catchUp adds to the log every message that has reached the server.
func (h *hub) catchUp(ctx context.Context) error {
	flushed, cancel := context.WithTimeout(ctx, hubStart)
	defer cancel()
	if err := h.conn.FlushWithContext(flushed); err != nil {
		return err
	}
	for {
		waiting, _, err := h.tap.Pending()
		if err != nil || waiting == 0 {
			return err
		}
		if err := h.receive(ctx); err != nil {
			return err
		}
	}
}

// listener is a subscription on the server.
type listener struct{ subject, queue string }

// listeners returns the subscriptions that receive what is sent to subject, without
// that of the hub's own connection.
func (h *hub) listeners(subject string) ([]listener, error) {
	found, err := h.server.Subsz(&server.SubszOptions{Subscriptions: true, Test: subject})
	if err != nil {
		return nil, err
	}
	var others []listener
	for _, s := range found.Subs {
		if s.Subject != ">" {
			others = append(others, listener{s.Subject, s.Queue})
		}
	}
	return others, nil
}

// payloadExceeded is one of closings.
var payloadExceeded = server.MaxPayloadExceeded.String()

// closings returns the reasons why connections to the server have ended.
func (h *hub) closings() ([]string, error) {
	closed, err := h.server.Connz(&server.ConnzOptions{State: server.ConnClosed})
	if err != nil {
		return nil, err
	}
	var reasons []string
	for _, c := range closed.Conns {
		reasons = append(reasons, c.Reason)
	}
	return reasons, nil
}

// wire describes the messages of the case, one a line, for a report.
func (h *hub) wire() string {
	const lines, shown = 40, 300
	var b strings.Builder
	for i, m := range h.log {
		if i == lines {
			fmt.Fprintf(&b, "… %d messages more\n", len(h.log)-lines)
			break
		}
		data := strings.ToValidUTF8(string(m.Data[:min(len(m.Data), shown)]), "\uFFFD")
		if len(m.Data) > shown {
			data += "…"
		}
		fmt.Fprintf(&b, "%q (reply %q) %d bytes: %s\n", m.Subject, m.Reply, len(m.Data), data)
	}
	return b.String()
}
