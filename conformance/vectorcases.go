package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"github.com/minaseal/minaseal/vectors"
)

// vectorLayer runs the cases of package vectors.
type vectorLayer struct {
	cases []Case
	flags map[string]vectors.Flag
}

// Vectors returns the layer of the operations: every case of package vectors, for
// every implementation with a driver, in the order of the files.
func Vectors() (Layer, error) {
	files, err := vectors.Load()
	if err != nil {
		return nil, err
	}
	l := &vectorLayer{flags: map[string]vectors.Flag{}}
	for _, file := range files {
		maps.Copy(l.flags, file.Flags)
		for _, group := range file.TestGroups {
			for i := range group.Tests {
				test := &group.Tests[i]
				l.cases = append(l.cases, Case{
					ID: file.CaseName(test), Op: group.Op, Comment: test.Comment,
					Requirements: group.Requirements, Flags: test.Flags, In: test.In, Chain: test.Chain,
					Expect: Expectation{Kind: Expected(test.Result), Out: test.Out, Code: test.Code},
				})
			}
		}
	}
	return l, nil
}

// Flags returns the flags of the vectors.
func (l *vectorLayer) Flags() map[string]vectors.Flag { return l.flags }

// Name implements [Layer].
func (l *vectorLayer) Name() string { return "operations" }

// Plan implements [Layer].
func (l *vectorLayer) Plan(env *Environment) ([]Job, error) {
	var jobs []Job
	for _, implementation := range env.Implementations {
		if implementation.Driver == nil {
			continue
		}
		for i := range l.cases {
			jobs = append(jobs, operationJob(implementation, &l.cases[i]))
		}
	}
	return jobs, nil
}

// operationJob asks the driver and judges the answer.
func operationJob(implementation *Implementation, c *Case) Job {
	return Job{
		Case: *c, Subject: implementation.Label, Lane: implementation.Label,
		Run: func(ctx context.Context) Outcome {
			if c.Chain != nil {
				return runChain(ctx, implementation, c)
			}
			response, err := implementation.Driver.Call(ctx, c.Op, c.In)
			if err != nil {
				return judgeError(err)
			}
			return Judge(c, response, implementation.StrictCodes)
		},
	}
}

// errChainEnds ends a chain at a call that has no output.
var errChainEnds = errors.New("no output")

// runChain makes the calls of a chain (SPEC A.1 [DRV-11]). A call that goes wrong is
// judged as a case of its own, and shown.
func runChain(ctx context.Context, implementation *Implementation, c *Case) Outcome {
	var response *Response
	var sent json.RawMessage
	calls := 0
	_, digest, err := c.Chain.Run(c.In, func(in json.RawMessage) (_ json.RawMessage, err error) {
		sent = in
		calls++
		if response, err = implementation.Driver.Call(ctx, c.Op, in); err != nil {
			return nil, err
		}
		if response.Status != StatusOK || CheckOut(c.Op, response.Out) != nil {
			return nil, errChainEnds
		}
		return response.Out, nil
	})
	var outcome Outcome
	switch {
	case err != nil && !errors.Is(err, errChainEnds):
		outcome = judgeError(err)
	default:
		outcome = Judge(c, response, implementation.StrictCodes)
	}
	if outcome.Verdict == Pass && digest != c.Chain.SHA256 {
		outcome.Verdict, outcome.Remark = Fail, "the last output is right, one before it is not"
	}
	if outcome.Verdict != Pass && calls > 1 {
		outcome.Request = fmt.Sprintf("call %d of %d: %s %s", calls, c.Chain.Length, c.Op, sent)
	}
	return outcome
}
