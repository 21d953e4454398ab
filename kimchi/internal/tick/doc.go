// Package tick is the side of Kimchi whose circuits are over Fp and whose
// commitments are points of Vesta: plain Kimchi, and the step proofs of Pickles.
// Package tock, its twin made by internal/gen/twin, is the other side: the wrap
// proofs. Pickles calls the two Tick and Tock.
//
// The package holds everything up to the group equation to which a proof is reduced
// (SPEC 11.6 to 11.12). Its sums of points and its values are public: nothing is
// constant-time.
package tick
