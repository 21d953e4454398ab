package natstransport_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

func TestRecordsAreLines(t *testing.T) {
	for _, x := range []struct {
		record natstransport.Record
		line   string
	}{
		{
			natstransport.Record{
				Direction: natstransport.Received, Subject: "zkcw:B62", Size: 7, Message: protocol.EventRequestReady,
				Outcome: protocol.Outcome{
					Event: protocol.EventRequestReady, From: protocol.StateListening, Action: protocol.ActionIgnore,
					To: protocol.StateListening, Code: protocol.OutcomeOutOfOrder,
				},
				Err: protocol.ErrOutOfOrder,
			},
			`received request-ready "zkcw:B62" 7 bytes: listening --request-ready/ignore--> listening (out_of_order): protocol: out of order`,
		},
		{
			natstransport.Record{Direction: natstransport.Sent, Subject: "\x1b[2J\n", Size: 9, Message: protocol.EventReplyClose},
			`sent reply-close "\x1b[2J\n" 9 bytes`,
		},
		{
			natstransport.Record{
				Direction: natstransport.Local, Message: protocol.EventStart,
				Outcome: protocol.Outcome{
					Event: protocol.EventStart, From: protocol.StateCreated, Action: protocol.ActionListen,
					To: protocol.StateListening, Code: protocol.OutcomeOK,
				},
			},
			"local start: created --start/listen--> listening (ok)",
		},
	} {
		require.Equal(t, x.line, fmt.Sprint(x.record))
	}
}
