// Package report turns results in Go's benchmark format into a table and plots.
//
// The results are self-contained: lines "key: value" before the first benchmark name
// the machine and the peers, so that the report is a function of the results' text.
// The statistics are benchstat's: medians, intervals of 95 % confidence that assume
// no distribution, and the Mann-Whitney U test between samples.
//
// The package is part of the benchmark program and of no use elsewhere.
package report
