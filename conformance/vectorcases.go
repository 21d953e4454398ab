package conformance

import (
	"context"
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
					Requirements: group.Requirements, Flags: test.Flags, In: test.In,
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
			response, err := implementation.Driver.Call(ctx, c.Op, c.In)
			if err != nil {
				return judgeError(err)
			}
			return Judge(c, response, implementation.StrictCodes)
		},
	}
}
