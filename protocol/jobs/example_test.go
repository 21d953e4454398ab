package jobs_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// A job on a server in the same process: a worker takes it from the queue and does it.
func Example() {
	directory, err := os.MkdirTemp("", "jobs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(directory)
	hub, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true, JetStream: true, StoreDir: directory,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	hub.Start()
	defer hub.WaitForShutdown()
	defer hub.Shutdown()
	hub.ReadyForConnections(10 * time.Second)

	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	at := natstransport.Options{URL: hub.ClientURL()}
	client, err := jobs.Open(context.Background(), at, jobs.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()
	working := make(chan error)
	go func() {
		working <- client.Work(ctx, jobs.Worker{
			Profile: protocol.ZKCWv2,
			Prove: func(_ context.Context, _, payload string) (string, error) {
				return `{"inRange":true}`, nil
			},
		})
	}()

	done, err := client.Execute(ctx, jobs.Execution{Profile: protocol.ZKCWv2, Payload: `{"value":"77"}`, OnJob: func(job *jobs.Job) {
		fmt.Println(job.State)
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(done.Result)
	stop()
	fmt.Println(<-working)
	// Output:
	// created
	// finished
	// used
	// {"inRange":true}
	// <nil>
}
