package load_test

import (
	"context"
	"fmt"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/natstransport/load"
)

// Twenty handshakes, ten at a time, through a server in the same process.
func Example() {
	hub, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	hub.Start()
	defer hub.WaitForShutdown()
	defer hub.Shutdown()
	report, err := load.Run(context.Background(), load.Config{
		Server: natstransport.Options{URL: hub.ClientURL()}, Profile: protocol.SealedV1, Handshakes: 20, AtOnce: 10,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Completed, "completed,", report.Failures(), "failed")
	// Output: 20 completed, 0 failed
}
