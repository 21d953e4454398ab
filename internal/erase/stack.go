package erase

const (
	// depth is how much of the stack is overwritten: the functions of this module that
	// [Stack] runs need less.
	depth = 32 << 10

	// ballast keeps the collector from moving the stack to a smaller one while f runs, which
	// would leave the old one as it is: it does so if less than a quarter is in use. A stack
	// that has grown for depth and ballast has 128 KiB.
	ballast = 32 << 10
)

// Stack runs f, and overwrites what f leaves on the goroutine's stack, unless f panics. It
// takes a few microseconds. f may call Stack, but what that runs may not: the stack would
// grow, and leave the old one as it is.
func Stack(f func()) {
	overwrite() // the stack grows now, and not while it holds secrets
	run(f)
	overwrite()
}

//go:noinline
func run(f func()) {
	var space [ballast]byte
	touch(space[:])
	f()
	touch(space[:])
}

//go:noinline
func overwrite() {
	var space [ballast + depth]byte
	touch(space[:])
}

// touch keeps the compiler from leaving out what nobody reads.
//
//go:noinline
func touch(space []byte) {
	if len(space) > 0 {
		space[0] = 0
	}
}
