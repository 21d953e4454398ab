package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
)

// differential compares two drivers on random requests.
type differential struct{ n int }

// Differential returns the layer that asks n random requests of two drivers each, and
// compares the answers: the first implementation with every further one, or a
// single one with this module. A disagreement is shrunk to a small request on which
// the two still disagree. The requests follow from the environment's seed alone.
func Differential(n int) Layer { return differential{n} }

// Name implements [Layer].
func (differential) Name() string { return "differential" }

// Plan implements [Layer].
func (l differential) Plan(env *Environment) ([]Job, error) {
	var drivers []*Implementation
	for _, i := range env.Implementations {
		if i.Driver != nil {
			drivers = append(drivers, i)
		}
	}
	if len(drivers) == 1 {
		reference := &Implementation{Label: "minaseal", Driver: newGuard(Own(), 0), StrictCodes: true}
		drivers = append([]*Implementation{reference}, drivers...)
	}
	var jobs []Job
	for i := 1; i < len(drivers); i++ {
		pair := duel{drivers[0], drivers[i]}
		for n := 1; n <= l.n; n++ {
			generate := generator{rand.New(rand.NewPCG(env.Seed, uint64(n)))}
			op, in := generate.request()
			text, err := marshal(in)
			if err != nil {
				return nil, err
			}
			c := Case{
				ID: "differential/" + strconv.Itoa(n), Op: op, In: text,
				Comment: fmt.Sprintf("random request %d of seed %d", n, env.Seed),
				Expect:  Expectation{Text: "the same answer of both"},
			}
			jobs = append(jobs, Job{
				Case: c, Subject: pair.label(), Lane: pair.label(),
				Run: func(ctx context.Context) Outcome { return pair.run(ctx, &c) },
			})
		}
	}
	return jobs, nil
}

// duel is two implementations that are compared.
type duel struct{ a, b *Implementation }

func (d duel) label() string { return d.a.Label + " = " + d.b.Label }

// run compares the two on a case, and shrinks a disagreement.
func (d duel) run(ctx context.Context, c *Case) Outcome {
	outcome, answered := d.compare(ctx, c.Op, c.In)
	if outcome.Verdict != Fail || !answered {
		return outcome
	}
	disagree := func(in json.RawMessage) bool {
		smaller, answered := d.compare(ctx, c.Op, in)
		if smaller.Verdict != Fail || smaller.Remark != outcome.Remark || !answered {
			return false
		}
		outcome.Got = smaller.Got
		return true
	}
	in := shrink(ctx, c.In, disagree)
	if request, err := encodeRequest(1, c.Op, in); err == nil {
		outcome.Request = string(request)
	}
	return outcome
}

// compare asks both and judges; answered is false if one of them broke the protocol.
func (d duel) compare(ctx context.Context, op string, in json.RawMessage) (outcome Outcome, answered bool) {
	a, errA := d.a.Driver.Call(ctx, op, in)
	b, errB := d.b.Driver.Call(ctx, op, in)
	for _, one := range []struct {
		who *Implementation
		err error
	}{{d.a, errA}, {d.b, errB}} {
		if one.err != nil {
			outcome = judgeError(one.err)
			outcome.Remark = one.who.Label + ": " + outcome.Remark
			return outcome, false
		}
	}
	outcome = Outcome{Got: fmt.Sprintf("%s: %s\n%s: %s", d.a.Label, a.Raw, d.b.Label, b.Raw)}
	outcome.Verdict, outcome.Remark = judgeDuel(op, a, b, d.a.StrictCodes && d.b.StrictCodes)
	return outcome, true
}

// judgeDuel compares two answers.
func judgeDuel(op string, a, b *Response, strict bool) (Verdict, string) {
	switch {
	case a.Status == StatusUnsupported || b.Status == StatusUnsupported:
		return Unsupported, ""
	case a.Status == StatusError || b.Status == StatusError:
		return Fail, "an error of a driver's own"
	case a.Status != b.Status:
		return Fail, "one accepts, the other refuses"
	case a.Status == StatusInvalid && a.Code == b.Code:
		return Pass, ""
	case a.Status == StatusInvalid && strict:
		return Fail, "different codes"
	case a.Status == StatusInvalid:
		return Pass, fmt.Sprintf("codes %q and %q", a.Code, b.Code)
	}
	if err := errors.Join(CheckOut(op, a.Out), CheckOut(op, b.Out)); err != nil {
		return Fail, "an output of a wrong form"
	}
	if !sameJSON(a.Out, b.Out) {
		return Fail, "different outputs"
	}
	return Pass, ""
}
