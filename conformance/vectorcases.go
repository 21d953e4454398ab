package conformance

import (
	"context"

	"github.com/minaseal/minaseal/vectors"
)

// vectorLayer runs the cases of package vectors.
type vectorLayer struct{ cases []Case }

// Vectors returns the layer of the operations: every case of package vectors, for
// every implementation with a driver.
func Vectors() (Layer, error) {
	cases, err := vectorCases()
	return &vectorLayer{cases}, err
}

// vectorCases returns the cases of all files, in their order.
func vectorCases() ([]Case, error) {
	files, err := vectors.Load()
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, file := range files {
		for _, group := range file.TestGroups {
			for i := range group.Tests {
				test := &group.Tests[i]
				cases = append(cases, Case{
					ID: file.CaseName(test), Op: group.Op, Comment: test.Comment,
					Requirements: group.Requirements, Flags: test.Flags, In: test.In,
					Expect: Expectation{Kind: Expected(test.Result), Out: test.Out, Code: test.Code},
				})
			}
		}
	}
	return cases, nil
}

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
			response, err := implementation.Driver.Call(ctx, c.Op, c.In)
			if err != nil {
				return judgeError(err)
			}
			return Judge(c, response, implementation.StrictCodes)
		},
	}
}
