package conformance

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// frameLayer tests the driver protocol itself.
type frameLayer struct{ sessions []*frameSession }

// Frames returns the layer of the driver protocol (SPEC A.2 [DRV-3] to [DRV-7],
// [DRV-9]): what a driver does with lines that are none, with several at once, and
// at the end of its input. It talks to a process of its own, beside the one that
// answers the operations. Drivers that are no programs have one case of it.
func Frames() Layer { return &frameLayer{} }

// Name implements [Layer].
func (l *frameLayer) Name() string { return "driver" }

// frameCase sends lines and compares the answers.
type frameCase struct {
	comment      string
	requirements []string
	lines        []string // all written at once
	want         []string // the answers, as frameOf shows them; nil: the program ends
}

// frameRefused is the answer to a line that is no request [DRV-6].
const frameRefused = `{"id":null,"status":"error","code":"bad_request"}`

func frameCases() []frameCase {
	hello := func(id string) string { return `{"id":` + id + `,"op":"hello"}` }
	ok := func(id string) string { return `{"id":` + id + `,"status":"ok"}` }
	after := func(line string) []string { return []string{line, hello("2")} }
	refused := []string{frameRefused, ok("2")}
	return []frameCase{
		{"an operation that nobody knows", []string{"DRV-5"}, []string{`{"id":1,"op":"conformance.unknown","in":{}}`}, []string{`{"id":1,"status":"unsupported"}`}},
		{"three requests at once are answered in their order", []string{"DRV-3", "DRV-4"}, []string{hello("31"), `{"id":30,"op":"conformance.unknown"}`, hello("32")}, []string{ok("31"), `{"id":30,"status":"unsupported"}`, ok("32")}},
		{"an id that is a string", []string{"DRV-4"}, []string{hello(`"a b"`)}, []string{ok(`"a b"`)}},
		{"members in another order, white space between them", []string{"DRV-3", "DRV-4"}, []string{" { \"in\" : { } , \"op\" :\t\"hello\" , \"id\" : 5 } "}, []string{ok("5")}},
		{"a line that is not JSON, then a request", []string{"DRV-6"}, after("hello"), refused},
		{"half an object, then a request", []string{"DRV-6"}, after(`{"id":1,"op":`), refused},
		{"an object without id, then a request", []string{"DRV-6"}, after(`{"op":"hello"}`), refused},
		{"an array, then a request", []string{"DRV-6"}, after(`[1]`), refused},
		{"an empty line, then a request", []string{"DRV-6"}, after(""), refused},
		{"a number that is not canonical", []string{"DRV-8", "DRV-9"}, []string{`{"id":1,"op":"field.eval","in":{"field":"fp","fn":"neg","a":"01"}}`}, []string{`{"id":1,"status":"invalid"}`}},
		{"a number that is a JSON number", []string{"DRV-8", "DRV-9"}, []string{`{"id":1,"op":"field.eval","in":{"field":"fp","fn":"neg","a":1}}`}, []string{`{"id":1,"status":"invalid"}`}},
		{"the end of the input", []string{"DRV-7"}, nil, nil},
	}
}

// Plan implements [Layer].
func (l *frameLayer) Plan(env *Environment) ([]Job, error) {
	var jobs []Job
	for _, implementation := range env.Implementations {
		if implementation.Driver == nil {
			continue
		}
		session := &frameSession{command: implementation.Command, limit: env.Deadline, trace: env.Trace}
		if session.limit == 0 {
			session.limit = defaultReply
		}
		l.sessions = append(l.sessions, session)
		for i, f := range frameCases() {
			c := Case{
				ID: "driver/" + strconv.Itoa(i+1), Op: "driver", Comment: f.comment, Requirements: f.requirements,
				Expect: Expectation{Text: strings.Join(f.want, "\n")},
			}
			if f.want == nil {
				c.Expect.Text = "exit code 0, and no further line"
			}
			jobs = append(jobs, Job{
				Case: c, Subject: implementation.Label, Lane: implementation.Label,
				Run: func(ctx context.Context) Outcome { return session.run(ctx, f) },
			})
		}
	}
	return jobs, nil
}

// Close ends the programs that the cases left running.
func (l *frameLayer) Close() error {
	for _, s := range l.sessions {
		s.kill()
	}
	return nil
}

// frameSession is a program that the cases of an implementation talk to in turn. It
// is started anew after a fault.
type frameSession struct {
	command []string
	limit   time.Duration
	trace   *Trace
	child   *child
}

// run runs one case.
func (s *frameSession) run(ctx context.Context, f frameCase) Outcome {
	if s.command == nil {
		return Outcome{Verdict: Unsupported, Remark: "the driver is no program"}
	}
	outcome := s.judge(ctx, f)
	outcome.Request = strings.Join(f.lines, "\n")
	if outcome.Verdict.Bad() {
		outcome.Detail = s.kill()
	}
	return outcome
}

// kill ends the program, if one runs, and returns the end of its standard error.
func (s *frameSession) kill() string {
	if s.child == nil {
		return ""
	}
	s.child.kill()
	stderr := s.child.stderr.String()
	s.child = nil
	return stderr
}

// judge sends the lines and judges what comes back.
func (s *frameSession) judge(ctx context.Context, f frameCase) Outcome {
	if s.child == nil {
		child, err := startChild(s.command, nil)
		if err != nil {
			return Outcome{Verdict: Fail, Remark: "cannot be started: " + err.Error()}
		}
		s.child = child
		if _, failed := s.ask(ctx, []string{`{"id":0,"op":"hello"}`}, 1, defaultStart); failed != nil {
			return *failed
		}
	}
	if f.want == nil {
		return s.end()
	}
	answers, failed := s.ask(ctx, f.lines, len(f.want), s.limit)
	if failed != nil {
		return *failed
	}
	outcome := Outcome{Verdict: Pass, Got: strings.Join(answers, "\n")}
	for i, want := range f.want {
		got, status := frameOf(answers[i])
		if status == StatusUnsupported && len(f.want) == 1 && got != want {
			return Outcome{Verdict: Unsupported, Got: answers[i]}
		}
		if got != want {
			outcome.Verdict = Fail
			outcome.Remark = fmt.Sprintf("answer %d is %q", i+1, shorten(got))
			return outcome
		}
	}
	return outcome
}

// frameCalm is how long a program is watched for more lines after its answers.
const frameCalm = 50 * time.Millisecond

// ask writes lines and reads n answers, all within limit, and no more.
func (s *frameSession) ask(ctx context.Context, lines []string, n int, limit time.Duration) ([]string, *Outcome) {
	name := strings.Join(s.command, " ")
	for _, line := range lines {
		s.trace.To(name, line)
	}
	child := s.child
	go func() {
		_, _ = child.stdin.Write([]byte(strings.Join(lines, "\n") + "\n")) // a broken pipe shows as the end of the output
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var answers []string
	for len(answers) < n {
		select {
		case line, more := <-child.lines:
			if !more || line.half || line.tooLong {
				return nil, &Outcome{Verdict: Fail, Remark: "the program ended, or wrote no whole line", Got: strings.Join(append(answers, shorten(string(line.text))), "\n")}
			}
			s.trace.From(name, string(line.text))
			answers = append(answers, string(line.text))
		case <-timer.C:
			return nil, &Outcome{Verdict: Timeout, Remark: fmt.Sprintf("%d of %d answers within %v", len(answers), n, limit), Got: strings.Join(answers, "\n")}
		case <-ctx.Done():
			return nil, &Outcome{Verdict: Timeout, Remark: ctx.Err().Error()}
		}
	}
	select {
	case line, more := <-child.lines:
		remark := "a line that nobody asked for"
		if !more {
			remark = "the program ended"
		}
		return nil, &Outcome{Verdict: Fail, Remark: remark, Got: strings.Join(append(answers, shorten(string(line.text))), "\n")}
	case <-time.After(frameCalm):
		return answers, nil
	}
}

// end closes the input and judges how the program ends.
func (s *frameSession) end() Outcome {
	rest, code, ok := s.child.finish(s.limit)
	switch {
	case !ok:
		return Outcome{Verdict: Timeout, Remark: fmt.Sprintf("did not end within %v of the end of its input", s.limit)}
	case len(rest) > 0:
		return Outcome{Verdict: Fail, Remark: "a line that nobody asked for", Got: shorten(string(rest[0].text))}
	case code != 0:
		return Outcome{Verdict: Fail, Remark: fmt.Sprintf("exit code %d", code)}
	}
	s.child = nil
	return Outcome{Verdict: Pass}
}

// frameOf returns an answer as the cases write it, and its status; nothing for a
// line that is no answer. The code counts where there is no id: it is the same for
// all drivers [DRV-6].
func frameOf(line string) (string, Status) {
	members, unknown, err := readMembers([]byte(line))
	if err != nil || unknown != "" {
		return "", ""
	}
	frame := `{"id":` + members["id"] + `,"status":` + members["status"]
	if members["id"] == "null" {
		frame += `,"code":` + members["code"]
	}
	return frame + "}", Status(strings.Trim(members["status"], `"`))
}
