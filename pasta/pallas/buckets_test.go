package pallas

import (
	"runtime"
	"slices"
	"testing"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestBucketAdder adds small multiples with few keys, so that equal and opposite
// points meet often, in spaces so small that keys go over their ends.
func TestBucketAdder(t *testing.T) {
	const keys = 6
	var multiples [9]Affine // of -4 to 4
	for i := range multiples {
		multiples[i] = *affineOf(smallMultiple(i - 4))
	}
	rapid.Check(t, func(t *rapid.T) {
		entryKeys := rapid.SliceOfN(rapid.Uint32Range(0, keys-1), 0, 40).Draw(t, "keys")
		slices.Sort(entryKeys)
		var want [keys]int
		entries := make([]Affine, len(entryKeys))
		for i, key := range entryKeys {
			k := rapid.SampledFrom([]int{-4, -3, -2, -1, 1, 2, 3, 4}).Draw(t, "multiple")
			want[key] += k
			entries[i] = multiples[k+4]
		}
		adder := newBucketAdder(keys, rapid.IntRange(2, 12).Draw(t, "capacity"))
		for done := 0; done < len(entries); {
			points, places := adder.space(min(len(entries)-done, rapid.IntRange(1, 5).Draw(t, "piece")))
			copy(places, entryKeys[done:])
			done += copy(points, entries[done:])
		}
		adder.finish()
		for key := range want {
			requireSame(t, smallMultiple(want[key]), adder.sums[key].Point(), "key %d", key)
		}
	})
}

// checkBuckets runs the bucket method with a plan and compares the sum with the
// one multiple of the generator that it is.
func checkBuckets(t require.TestingT, scalars []fq.Element, multiples []int, change func(*bucketPlan)) {
	points := make([]Point, len(multiples))
	var sum, k fq.Element
	for i, m := range multiples {
		points[i] = *smallMultiple(m)
		k.SetUint64(uint64(max(m, -m)))
		if m < 0 {
			k.Negate(&k)
		}
		sum.Add(&sum, k.Multiply(&k, &scalars[i]))
	}
	s := newPippenger(scalars, BatchAffine(points))
	change(&s.bucketPlan)
	requireSame(t, NewIdentity().ScalarBaseMultiply(&sum), s.sumVarTime(new(Point)))
}

func randomScalars(n int) []fq.Element {
	scalars := make([]fq.Element, n)
	for i := range scalars {
		scalars[i].SetRandom()
		switch i % 7 {
		case 0:
			scalars[i].SetUint64(uint64(i / 7))
		case 1:
			scalars[i].Negate(new(fq.Element).SetUint64(uint64(i)))
		case 2:
			scalars[i].Set(&scalars[i-1]) // equal points with equal digits
		}
	}
	return scalars
}

// TestBucketPlans runs several widths, with the terms in one and several parts,
// and with single and joint windows.
func TestBucketPlans(t *testing.T) {
	const size = 50
	scalars, multiples := randomScalars(size), make([]int, size)
	for i := range multiples {
		multiples[i] = i%9 - 4 // with identities
	}
	for _, width := range []int{2, 3, 4, 5, 7, 8, 11} {
		for _, cut := range [][2]int{{1, 1}, {1, 3}, {3, 1}, {7, 2}, {2, 100}} {
			checkBuckets(t, scalars, multiples, func(p *bucketPlan) {
				p.width, p.parts, p.batch = width, cut[0], cut[1]
				p.cut(127)
			})
		}
	}
}

// TestBucketCosts checks what the plan must obey whatever the cost model says.
func TestBucketCosts(t *testing.T) {
	for terms := 2; terms < 1<<21; terms = terms*3/2 + 1 {
		for _, length := range []int{0, 1, 2, 63, 64, 65, 126, 127} {
			for _, workers := range []int{1, 2, 5, 16, 128} {
				p := newBucketPlan(terms, length, workers)
				require.GreaterOrEqual(t, p.width, 2)
				require.GreaterOrEqual(t, p.windows*p.width, length+1)
				require.Less(t, (p.windows-1)*p.width, max(1, length+1), "a window without digits")
				require.GreaterOrEqual(t, p.batch, 1)
				require.LessOrEqual(t, p.parts, max(1, terms/1000))
			}
		}
	}
}

// TestLongSum has enough points for windows of their own, and runs on one and
// on several processors.
func TestLongSum(t *testing.T) {
	const size = 3000
	scalars, multiples := randomScalars(size), make([]int, size)
	for i := range multiples {
		multiples[i] = (i*i)%41 - 20
	}
	checkBuckets(t, scalars, multiples, func(*bucketPlan) {})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	checkBuckets(t, scalars, multiples, func(*bucketPlan) {})
	runtime.GOMAXPROCS(64)
	checkBuckets(t, scalars, multiples, func(*bucketPlan) {})
}

// TestEqualScalars puts all points in one bucket of each window.
func TestEqualScalars(t *testing.T) {
	const size = 700
	scalars, multiples := make([]fq.Element, size), make([]int, size)
	scalars[0].SetRandom()
	for i := range scalars {
		scalars[i].Set(&scalars[0])
		multiples[i] = 1 + i%3
	}
	checkBuckets(t, scalars, multiples, func(*bucketPlan) {})
}
