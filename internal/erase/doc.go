// Package erase overwrites what a computation with secrets leaves on its stack: values of
// local variables, and registers that were saved there.
//
// What a computation keeps in slices it erases itself. Nothing can be done about copies in
// the processor's registers, and those that the runtime makes of them when it interrupts a
// goroutine by a signal.
package erase
