package roles_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// mutantApp is an app of sealed-v1 whose configuration, and whose output, were changed.
func mutantApp(change func(*protocol.AppConfig), silent bool) *roles.Program {
	return &roles.Program{KeepsDeadline: true, Run: func(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
		key := address.GeneratePrivateKey()
		launcher, err := address.ParsePublicKey(a.Launcher)
		if err != nil {
			return 2, nil
		}
		config := protocol.AppConfig{
			Profile: protocol.SealedV1, PrivateKey: key, Options: a.Options, Payload: a.Payload, Job: a.Job,
			Trust: protocol.Trust{Launcher: launcher},
		}
		change(&config)
		app, err := protocol.NewApp(config)
		if err != nil {
			return exit(stdout, err), nil
		}
		fmt.Fprintln(stdout, "app", key.PublicKey())
		result, err := natstransport.RunApp(ctx, natstransport.Config{Server: natstransport.Options{URL: a.NATS}, Deadline: a.Deadline}, app)
		if !silent {
			fmt.Fprintln(stdout, result)
		}
		return exit(stdout, err), nil
	}}
}

// mutantWorker is the worker of this process with other arguments, and another exit code.
func mutantWorker(change func(*roles.Arguments), code func(int) int) *roles.Program {
	own := ownWorker()
	return &roles.Program{KeepsTimeout: true, Run: func(ctx context.Context, a roles.Arguments, stdout, stderr io.Writer) (int, error) {
		change(&a)
		result, err := own.Run(ctx, a, stdout, stderr)
		return code(result), err
	}}
}

// partsWithoutEnd answers every part with its pointer.
func partsWithoutEnd(sound appStep, _ protocol.AppConfig) appStep {
	return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
		if r, ok := event.(protocol.Request); ok {
			request, err := wire.DecodeSealedRequest(r.Data)
			if part, ok := request.(wire.Part); ok && err == nil && part.Part < part.Parts-1 {
				data, err := wire.EncodeSealedReply(wire.Pointer{Job: part.Job, Seq: part.Seq, Part: part.Part})
				return []protocol.AppEffect{protocol.SendReply{Data: data}}, protocol.Outcome{}, err
			}
		}
		return sound(event)
	}
}

// TestSealedMutants: each broken side fails the case that is there for it.
func TestSealedMutants(t *testing.T) {
	t.Parallel()
	same := func(code int) int { return code }
	nothing := func(*protocol.AppConfig) {}
	for name, x := range map[string]struct {
		app, worker *roles.Program
		killer      string
	}{
		"tickets for ever": {app: mutantApp(func(c *protocol.AppConfig) {
			c.Trust.Now = func() time.Time { return time.Unix(0, 0) }
		}, false), killer: "app-unauthenticated"},
		"another job":      {app: mutantApp(func(c *protocol.AppConfig) { c.Job = "mine" }, false), killer: "app-handshake"},
		"another payload":  {app: mutantApp(func(c *protocol.AppConfig) { c.Payload = "{}" }, false), killer: "app-handshake"},
		"keeps the result": {app: mutantApp(nothing, true), killer: "app-parts"},
		"another launcher": {app: mutantApp(func(c *protocol.AppConfig) {
			c.Trust.Launcher = address.GeneratePrivateKey().PublicKey()
		}, false), killer: "app-handshake"},
		"no limit of a message": {app: appFault{wrap: func(sound appStep, _ protocol.AppConfig) appStep {
			return func(event protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error) {
				if r, ok := event.(protocol.Request); ok {
					event = protocol.Request{Data: bytes.TrimSpace(r.Data)} // as if it had any length
				}
				return sound(event)
			}
		}}.program(), killer: "app-oversized"},
		"no limit of the joined parts":   {app: appFault{wrap: partsWithoutEnd}.program(), killer: "app-parts-too-long"},
		"a worker that always ends well": {worker: mutantWorker(func(*roles.Arguments) {}, func(int) int { return 0 }), killer: "worker-spoofed-payload"},
		"a worker that always fails":     {worker: mutantWorker(func(*roles.Arguments) {}, func(int) int { return 1 }), killer: "worker-parts"},
		"a worker of another profile":    {worker: mutantWorker(func(a *roles.Arguments) { a.Profile = "zkcw-v2"; a.Identity = "" }, same), killer: "worker-handshake"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			layer := &roles.Layer{
				Profiles: []string{"sealed-v1"}, Start: 3 * time.Second, Timeout: 500 * time.Millisecond,
				Apps: map[string]*roles.Program{"mutant": x.app}, Workers: map[string]*roles.Program{"mutant": x.worker},
			}
			env := &conformance.Environment{Implementations: []*conformance.Implementation{{Label: "mutant", StrictCodes: true}}, Deadline: 3 * time.Second}
			jobs, err := layer.Plan(env)
			require.NoError(t, err)
			for _, job := range jobs {
				if strings.HasSuffix(job.Case.ID, "/"+x.killer) {
					outcome := job.Run(t.Context())
					require.Contains(t, []conformance.Verdict{conformance.Fail, conformance.Timeout}, outcome.Verdict, outcome.Remark)
					return
				}
			}
			t.Fatalf("no case %s", x.killer)
		})
	}
}
