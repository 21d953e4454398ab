package conformance_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/driver"
)

// connect starts a server and connects a setup and a connection of its own to it.
func connect(t *testing.T) (*conformance.Setup, *nats.Conn) {
	t.Helper()
	url, stop, err := conformance.StartServer("")
	require.NoError(t, err)
	t.Cleanup(stop)
	setup, err := conformance.NewSetup(url, "")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, setup.Close()) })
	setup.Start, setup.Reply = 5*time.Second, time.Second
	conn, err := nats.Connect(url)
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	return setup, conn
}

// service registers this module's driver as a micro service of other make than the
// bridge: some operations only, answers changed.
func service(t *testing.T, conn *nats.Conn, instance string, change func(op string, answer []byte) []byte, ops ...string) micro.Service {
	t.Helper()
	s, err := micro.AddService(conn, micro.Config{Name: "minaseal-driver", Version: "0.1.0"})
	require.NoError(t, err)
	for i, op := range ops {
		handler := micro.HandlerFunc(func(r micro.Request) {
			answer, err := json.Marshal(driver.HandleLine(r.Data()))
			if err != nil {
				panic(err)
			}
			if answer = change(op, answer); answer != nil {
				_ = r.Respond(answer) // the test ends if nobody hears it
			}
		})
		require.NoError(t, s.AddEndpoint("e"+string(rune('a'+i)), handler, micro.WithEndpointSubject("conformance.v1."+instance+"."+op)))
	}
	require.NoError(t, conn.Flush())
	return s
}

func onService(t *testing.T, setup *conformance.Setup, instance, only string) *conformance.Report {
	t.Helper()
	implementation, err := setup.Service(t.Context(), instance)
	require.NoError(t, err)
	vectors, err := conformance.Vectors()
	require.NoError(t, err)
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{implementation}, NATS: setup.URL},
		Layers:      []conformance.Layer{conformance.Frames(), vectors},
		Selection:   &conformance.Selection{Only: []string{only}},
	})
	require.NoError(t, err)
	return report
}

// A driver that is a micro service is tested as one on standard input is; what it has
// no endpoint for is unsupported.
func TestService(t *testing.T) {
	setup, conn := connect(t)
	service(t, conn, "mine", func(_ string, a []byte) []byte { return a }, "hello", "field.eval")
	hello := func(op string, a []byte) []byte {
		if op == "hello" {
			return []byte(`{"id":1,"status":"ok","out":{"name":"mine","version":"1","ops":["field.eval"]}}`)
		}
		return a
	}
	report := onService(t, setup, "mine", "field/fp/1?")
	require.Zero(t, report.Exit())
	require.Equal(t, 10, report.Count(func(*conformance.Result) bool { return true }).Verdicts[conformance.Pass])

	service(t, conn, "half", hello, "hello", "field.eval")
	report = onService(t, setup, "half", "curve/pallas/1?")
	require.Equal(t, 10, report.Of("mine 1").Verdicts[conformance.Unsupported])
	require.Equal(t, []string{"mine 1"}, report.Untested())

	report = onService(t, setup, "mine", "driver/*")
	require.Positive(t, report.Of(report.Subjects()[0]).Verdicts[conformance.Unsupported], "a service has no lines")
}

// What a service does wrong is charged to it, with the message that it sent.
func TestServiceFaults(t *testing.T) {
	setup, conn := connect(t)
	for instance, c := range map[string]struct {
		change      func(op string, a []byte) []byte
		verdict     conformance.Verdict
		remark, got string
	}{
		"silent":  {func(op string, a []byte) []byte { return only("hello", op, a, nil) }, conformance.Timeout, "no answer within 1s", ""},
		"garbage": {func(op string, a []byte) []byte { return only("hello", op, a, []byte("3")) }, conformance.Fail, "not a response", "3"},
		"late": {func(op string, a []byte) []byte {
			return only("hello", op, a, []byte(`{"id":1,"status":"ok","out":{}}`))
		}, conformance.Fail, "another id than 2", `{"id":1`},
	} {
		service(t, conn, instance, c.change, "hello", "field.eval")
		first := onService(t, setup, instance, "field/fp/1").Results[0]
		require.Equal(t, c.verdict, first.Verdict, instance)
		require.Contains(t, first.Remark, c.remark, instance)
		require.Contains(t, first.Got, c.got, instance)
	}
	service(t, conn, "vague", func(string, []byte) []byte { return []byte(`{"id":1,"status":"ok","out":{"name":"x"}}`) }, "hello")
	_, err := setup.Service(t.Context(), "vague")
	require.ErrorContains(t, err, "hello without name, version or ops")
}

// only returns a for one operation and b for the others.
func only(want, op string, a, b []byte) []byte {
	if op == want {
		return a
	}
	return b
}

// A service that goes away during the run does not become unsupported.
func TestServiceGone(t *testing.T) {
	setup, conn := connect(t)
	s := service(t, conn, "gone", func(_ string, a []byte) []byte { return a }, "hello", "field.eval")
	implementation, err := setup.Service(t.Context(), "gone")
	require.NoError(t, err)
	require.NoError(t, s.Stop())
	require.NoError(t, conn.Flush()) // the server has taken note
	var fault *conformance.Fault
	_, err = implementation.Driver.Call(t.Context(), "field.eval", json.RawMessage(`{}`))
	require.ErrorAs(t, err, &fault)
	require.Equal(t, conformance.FaultExit, fault.Kind)

	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err = setup.Service(ctx, "never")
	require.ErrorContains(t, err, "nobody listens on conformance.v1.never.hello")
}

// The bridge answers what is no request for its operation with an error of the
// service, and everybody can see what it is.
func TestBridge(t *testing.T) {
	_, conn := connect(t)
	stop, err := conformance.Serve(conn, "own", conformance.Own())
	require.NoError(t, err)
	for _, request := range []string{`x`, `{"op":"hello"}`, `{"id":1,"op":"field.eval","in":{}}`} {
		reply, err := conn.Request("conformance.v1.own.hello", []byte(request), 5*time.Second)
		require.NoError(t, err)
		require.Equal(t, "bad-request", reply.Header.Get(micro.ErrorCodeHeader), request)
	}
	reply, err := conn.Request("conformance.v1.own.poseidon.hash", []byte(`{"id":"a","op":"poseidon.hash","in":{"inputs":["1"]}}`), 5*time.Second)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"a","status":"ok","out":{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}}`, string(reply.Data))

	reply, err = conn.Request("$SRV.INFO.minaseal-driver", nil, 5*time.Second)
	require.NoError(t, err)
	var info micro.Info
	require.NoError(t, json.Unmarshal(reply.Data, &info))
	require.Len(t, info.Endpoints, len(conformance.Operations()))
	require.Equal(t, "own", info.Metadata["instance"])
	require.NoError(t, stop())
	_, err = conn.Request("conformance.v1.own.hello", []byte(`{"id":1,"op":"hello"}`), 5*time.Second)
	require.ErrorIs(t, err, nats.ErrNoResponders)
}

func TestSetupErrors(t *testing.T) {
	_, err := conformance.NewSetup("nats://127.0.0.1:1", "")
	require.Error(t, err)
	_, err = conformance.NewSetup("", "nowhere")
	require.ErrorContains(t, err, "nowhere")
	setup, err := conformance.NewSetup("", "127.0.0.1:0")
	require.NoError(t, err)
	_, err = setup.Program([]string{"no-such-program"})
	require.ErrorIs(t, err, conformance.ErrCommand)
	require.NoError(t, setup.Close())
}
