package roles_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// resultOf is the result of the workers in this process.
const resultOf = `{"verified":true,"by":"a worker in the process of the test"}`

// ownApp is package natstransport's app, in this process.
func ownApp() *roles.Program {
	return &roles.Program{KeepsDeadline: true, Run: func(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
		profile, err := protocol.ParseProfile(a.Profile)
		if err != nil {
			return 2, nil
		}
		key := address.GeneratePrivateKey()
		defer key.Erase()
		config := protocol.AppConfig{Profile: profile, PrivateKey: key, Options: a.Options, Payload: a.Payload, Job: a.Job}
		if a.Launcher != "" {
			if config.Trust.Launcher, err = address.ParsePublicKey(a.Launcher); err != nil {
				return exit(stdout, err), nil
			}
		}
		app, err := protocol.NewApp(config)
		if err != nil {
			return exit(stdout, err), nil
		}
		fmt.Fprintln(stdout, "app", key.PublicKey())
		result, err := natstransport.RunApp(ctx, natstransport.Config{Server: natstransport.Options{URL: a.NATS}, Deadline: a.Deadline, Observe: printer(stdout)}, app)
		fmt.Fprintln(stdout, result)
		return exit(stdout, err), nil
	}}
}

// ownWorker is package natstransport's worker, in this process.
func ownWorker() *roles.Program {
	return &roles.Program{KeepsTimeout: true, Run: func(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
		profile, err := protocol.ParseProfile(a.Profile)
		if err != nil {
			return 2, nil
		}
		client, err := address.ParsePublicKey(a.Client)
		if err != nil {
			return exit(stdout, err), nil
		}
		config := protocol.WorkerConfig{Profile: profile, App: client}
		if err := readCredentials(&config, a); err != nil {
			return exit(stdout, err), nil
		}
		worker, err := protocol.NewWorker(config)
		if err != nil {
			return exit(stdout, err), nil
		}
		_, err = natstransport.RunWorker(ctx, natstransport.Config{Server: natstransport.Options{URL: a.NATS}, RequestTimeout: a.Timeout, Deadline: a.Deadline}, worker,
			func(context.Context, string, string) (string, error) { return resultOf, nil })
		return exit(stdout, err), nil
	}}
}

// readCredentials reads what a worker of sealed-v1 is told by files.
func readCredentials(config *protocol.WorkerConfig, a roles.Arguments) error {
	if a.Identity == "" {
		return nil
	}
	key, err := os.ReadFile(a.Identity)
	if err != nil {
		return err
	}
	ticket, err := os.ReadFile(a.Ticket)
	if err != nil {
		return err
	}
	if config.Identity, err = address.ParsePrivateKey(strings.TrimSpace(string(key))); err != nil {
		return err
	}
	config.Ticket, err = protocol.ParseTicket(ticket)
	return err
}

// printer prints the code of every message that a machine has received.
func printer(stdout io.Writer) func(natstransport.Record) {
	return func(r natstransport.Record) {
		if r.Direction == natstransport.Received {
			printCode(stdout, r.Outcome.Code)
		}
	}
}

func printCode(stdout io.Writer, code string) {
	line, _ := json.Marshal(map[string]string{"event": "outcome", "code": code})
	fmt.Fprintf(stdout, "%s\n", line)
}

// exit prints the code of an error and returns the exit code.
func exit(stdout io.Writer, err error) int {
	if err == nil {
		return 0
	}
	printCode(stdout, coded.Code(err))
	return 1
}

// ownCommand builds this module's command and returns it as an implementation.
func ownCommand(t *testing.T) *conformance.Implementation {
	t.Helper()
	program := filepath.Join(t.TempDir(), "minaseal")
	out, err := exec.Command("go", "build", "-o", program, "github.com/minaseal/minaseal/cmd/minaseal").CombinedOutput()
	require.NoError(t, err, string(out))
	keys := filepath.Join(t.TempDir(), "keys")
	return &conformance.Implementation{
		Label: "minaseal", StrictCodes: true,
		App: []string{program, "app", "--json", "--nats", "{nats}", "--profile", "{profile}",
			"--options", "{options}", "--payload", "{payload}", "--deadline", "{deadline}ms", "--key-cache", keys},
		Worker: []string{program, "worker", "--json", "--nats", "{nats}", "--profile", "{profile}",
			"--client", "{client}", "--timeout", "{timeout}ms", "--deadline", "{deadline}ms", "--key-cache", keys},
	}
}

// run carries out a plan, lane by lane, and returns the outcomes in the plan's order.
func run(t *testing.T, layer *roles.Layer, env *conformance.Environment) []conformance.Result {
	t.Helper()
	jobs, err := layer.Plan(env)
	require.NoError(t, err)
	lanes := map[string][]int{}
	for i, job := range jobs {
		lanes[job.Lane] = append(lanes[job.Lane], i)
	}
	results := make([]conformance.Result, len(jobs))
	var group sync.WaitGroup
	for _, lane := range lanes {
		group.Go(func() {
			for _, i := range lane {
				from := time.Now()
				outcome := jobs[i].Run(t.Context())
				results[i] = conformance.Result{Case: jobs[i].Case, Layer: layer.Name(), Subject: jobs[i].Subject, Outcome: outcome, Duration: time.Since(from)}
			}
		})
	}
	group.Wait()
	return results
}

// requirePass demands PASS of every case.
func requirePass(t *testing.T, results []conformance.Result) {
	t.Helper()
	require.NotEmpty(t, results)
	for _, r := range results {
		if r.Verdict != conformance.Pass {
			t.Errorf("%s, %s: %s: %s\nwanted: %s\n%s", r.Case.ID, r.Subject, r.Verdict, r.Remark, r.Case.Expect, r.Detail)
		}
	}
}
