package roles

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// Arguments are what a program under test is told.
type Arguments struct {
	NATS     string
	Profile  string
	Client   string        // worker: address of the app
	Options  string        // app: JSON text
	Payload  string        // app: JSON text
	Timeout  time.Duration // worker: for one reply
	Deadline time.Duration // of the run

	// For sealed-v1.
	Job      string
	Launcher string // the launcher's public key
	Identity string // worker: file with the private key of its identity
	Ticket   string // worker: file with its ticket
}

// Program is one side of the handshake, as the package's documentation describes it.
type Program struct {
	// Run carries out one run and returns its exit code, soon after the end of ctx at
	// the latest. The error says why the program could not be started.
	Run func(ctx context.Context, arguments Arguments, stdout, stderr io.Writer) (code int, err error)

	// KeepsTimeout and KeepsDeadline say that the program obeys the two arguments.
	KeepsTimeout, KeepsDeadline bool
}

// The arguments of a command line that names none.
var (
	appArguments    = []string{"--nats", "{nats}", "--profile", "{profile}", "--options", "{options}", "--payload", "{payload}"}
	workerArguments = []string{"--nats", "{nats}", "--profile", "{profile}", "--client", "{client}"}

	// In sealed-v1, those that a command line without {launcher} or {ticket} gets beside.
	sealedAppArguments    = []string{"--job", "{job}", "--launcher", "{launcher}"}
	sealedWorkerArguments = []string{"--identity-key", "{identity}", "--ticket", "{ticket}"}
)

// AppCommand returns the app that a command line starts. words is not empty.
func AppCommand(words []string) *Program { return command(words, appArguments, sealedAppArguments) }

// WorkerCommand returns the worker that a command line starts. words is not empty.
func WorkerCommand(words []string) *Program {
	return command(words, workerArguments, sealedWorkerArguments)
}

func command(words, standard, sealed []string) *Program {
	line := strings.Join(words, " ")
	if Arguments.replacer(Arguments{}).Replace(line) == line {
		words = append(words[:len(words):len(words)], standard...)
	}
	return &Program{
		KeepsTimeout: strings.Contains(line, "{timeout}"), KeepsDeadline: strings.Contains(line, "{deadline}"),
		Run: func(ctx context.Context, arguments Arguments, stdout, stderr io.Writer) (int, error) {
			values := arguments.replacer()
			all := words
			if arguments.Job != "" && !strings.Contains(line, sealed[len(sealed)-1]) {
				all = append(words[:len(words):len(words)], sealed...)
			}
			full := make([]string, len(all))
			for i, word := range all {
				full[i] = values.Replace(word)
			}
			return runCommand(ctx, full, stdout, stderr)
		},
	}
}

// replacer puts the arguments in place of their names. Values are not searched again.
func (a Arguments) replacer() *strings.Replacer {
	milliseconds := func(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
	return strings.NewReplacer(
		"{nats}", a.NATS, "{profile}", a.Profile, "{client}", a.Client, "{options}", a.Options, "{payload}", a.Payload,
		"{job}", a.Job, "{launcher}", a.Launcher, "{identity}", a.Identity, "{ticket}", a.Ticket,
		"{timeout}", milliseconds(a.Timeout), "{deadline}", milliseconds(a.Deadline))
}

// pipesOpen bounds how long a program's descendants may hold its pipes after its end.
const pipesOpen = 2 * time.Second

// runCommand runs a command line. The end of ctx kills it and what it started.
func runCommand(ctx context.Context, words []string, stdout, stderr io.Writer) (int, error) {
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	cmd.WaitDelay = pipesOpen
	ownGroup(cmd)
	cmd.Cancel = func() error { return killGroup(cmd) }
	err := cmd.Run()
	if cmd.ProcessState == nil {
		return 0, err
	}
	_ = killGroup(cmd) // as a rule there is nobody left
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) && ctx.Err() == nil {
		return 0, err
	}
	return cmd.ProcessState.ExitCode(), nil
}
