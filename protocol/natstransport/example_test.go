package natstransport_test

import (
	"context"
	"fmt"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// An app and a worker over a NATS server in the same process.
func Example() {
	hub, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	hub.Start()
	defer hub.WaitForShutdown()
	defer hub.Shutdown()

	ctx := context.Background()
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{
		Profile: protocol.ZKCWv2, PrivateKey: key, Options: `{"retries":3}`, Payload: `{"value":"77"}`,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	results, listening := make(chan string), make(chan struct{})
	go func() {
		result, err := natstransport.RunApp(ctx, natstransport.Config{
			Server: natstransport.Options{URL: hub.ClientURL()},
			Observe: func(r natstransport.Record) {
				if r.Message == protocol.EventStart {
					close(listening)
				}
			},
		}, app)
		if err != nil {
			result = err.Error()
		}
		results <- result
	}()
	<-listening

	worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: protocol.ZKCWv2, App: key.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	status, err := natstransport.RunWorker(ctx, natstransport.Config{Server: natstransport.Options{URL: hub.ClientURL()}}, worker,
		func(_ context.Context, options, payload string) (string, error) {
			fmt.Println("job:   ", options, payload)
			return `{"inRange":true}`, nil
		})
	fmt.Println("status:", status, err)
	fmt.Println("result:", <-results)
	// Output:
	// job:    {"retries":3} {"value":"77"}
	// status: {"success":true} <nil>
	// result: {"inRange":true}
}
