package jobs_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// A job on a server in the same process: an app listens, launches the job of its
// address, and a worker takes it from the queue.
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

	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key, Payload: `{"value":"77"}`})
	if err != nil {
		fmt.Println(err)
		return
	}
	results, listening := make(chan string), make(chan struct{})
	go func() {
		result, err := natstransport.RunApp(ctx, natstransport.Config{Server: at, Observe: func(r natstransport.Record) {
			if r.Message == protocol.EventStart {
				close(listening)
			}
		}}, app)
		if err != nil {
			result = err.Error()
		}
		results <- result
	}()
	<-listening

	job, err := client.Launch(ctx, jobs.Launch{Profile: protocol.ZKCWv2, App: key.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(job.State)
	fmt.Println(<-results)
	if job, err = client.Wait(ctx, job.ID); err == nil {
		fmt.Println(job.State)
	}
	if job, err = client.Retrieve(ctx, job.ID); err == nil {
		fmt.Println(job.State)
	}
	stop()
	fmt.Println(<-working)
	// Output:
	// created
	// {"inRange":true}
	// finished
	// used
	// <nil>
}
