// Command timing looks for operations whose time depends on secrets, by
// statistics.
//
//	go run -C bench ./timing
//
// It follows O. Reparaz, J. Balasch, I. Verbauwhede, "Dude, is my code constant
// time?", 2017 (https://eprint.iacr.org/2016/1123). Each operation runs very often
// on inputs of two classes, in a random order: one input that is always the same, at
// an edge, and random ones. Welch's t-test compares the mean times of the classes,
// over all measurements and over those below each of many percentiles, as rare long
// times hide differences. A large statistic shows that time depends on the input; a
// small one shows that this many measurements on this machine did not find it.
//
// A processor's own multiplication may take less power, and in the end a little less
// time, for a zero. It is measured along: a difference of at most three times its
// share, and never of more than 0.05 %, is reported, but is no finding.
//
// Controls, which are operations of variable time, show that the measurement sees
// something: if it does not flag all of them, the program fails, as it does if it
// flags an operation that ought to be constant-time.
package main
