//go:build !amd64 || purego

package pallas

type pairSpace struct{}

func genericPairs(pairs int) int { return pairs }

func newPairSpace(int) pairSpace { return pairSpace{} }

// pairCost is as measured with the other kernels.
func pairCost() int { return 8 }

func (s *pairSpace) erase() {}

func (a *bucketAdder) addPairs() { a.addPairsGeneric() }
