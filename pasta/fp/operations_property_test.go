package fp_test

import (
	"math/big"
	"reflect"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// operations gives, for every method that sets its receiver and returns it, the
// expected value: from the element arguments xs in order, and from the other
// argument, if there is one (cond of type int, or word of type uint64).
var operations = map[string]func(f *bigref.Field, xs []*big.Int, cond int, word uint64) *big.Int{
	"Set":           func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return xs[0] },
	"Zero":          func(f *bigref.Field, _ []*big.Int, _ int, _ uint64) *big.Int { return new(big.Int) },
	"One":           func(f *bigref.Field, _ []*big.Int, _ int, _ uint64) *big.Int { return big.NewInt(1) },
	"SetUint64":     func(f *bigref.Field, _ []*big.Int, _ int, word uint64) *big.Int { return new(big.Int).SetUint64(word) },
	"Add":           func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Add(xs[0], xs[1]) },
	"Subtract":      func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Subtract(xs[0], xs[1]) },
	"Multiply":      func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Multiply(xs[0], xs[1]) },
	"Negate":        func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Negate(xs[0]) },
	"Double":        func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Double(xs[0]) },
	"Halve":         func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Divide(xs[0], big.NewInt(2)) },
	"Square":        func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Square(xs[0]) },
	"Invert":        func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Invert(xs[0]) },
	"InvertVarTime": func(f *bigref.Field, xs []*big.Int, _ int, _ uint64) *big.Int { return f.Invert(xs[0]) },
	"Select":        func(f *bigref.Field, xs []*big.Int, cond int, _ uint64) *big.Int { return xs[1-cond] },
}

// otherMethods are the exported methods that tests of their own cover: those
// that can fail, and those that do not return the receiver.
var otherMethods = map[string]bool{
	"SetCanonicalBytes": true, "SetUniformBytes": true, "SetDecimal": true, // decoders_property_test.go
	"SquareRootVarTime": true, "TonelliShanksRootVarTime": true, "SetRandom": true, // laws_property_test.go
	"Equal": true, "IsZero": true, "IsOdd": true, "Bytes": true, "Decimal": true, "String": true, "Erase": true,
	"MarshalText": true, "UnmarshalText": true, "UnmarshalJSON": true, // marshal_test.go
}

var elementType = reflect.TypeFor[*fp.Element]()

// TestEveryMethodIsListed fails when a method is added without a test.
func TestEveryMethodIsListed(t *testing.T) {
	for i := range elementType.NumMethod() {
		name := elementType.Method(i).Name
		_, isOperation := operations[name]
		require.NotEqual(t, isOperation, otherMethods[name], "%s: list it in operations or in otherMethods, and test it", name)
	}
	require.Equal(t, elementType.NumMethod(), len(operations)+len(otherMethods), "a listed method is missing")
}

// TestOperations compares every operation with the oracle, with receivers that
// are zero, that hold something, and that are arguments themselves, and with
// arguments that are the same element.
func TestOperations(t *testing.T) {
	for i := range elementType.NumMethod() {
		method := elementType.Method(i)
		want, ok := operations[method.Name]
		if !ok {
			continue
		}
		t.Run(method.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				for _, slots := range sharings(1 + countElements(method)) {
					values := make([]*big.Int, len(slots))
					for i := range values {
						values[i] = testkit.Fp().Draw(t, "value")
					}
					cond, word := rapid.IntRange(0, 1).Draw(t, "cond"), rapid.Uint64().Draw(t, "word")
					checkOperation(t, method, slots, values, cond, word, want)
					values[0] = new(big.Int) // a zero receiver
					checkOperation(t, method, slots, values, cond, word, want)
				}
			})
		})
	}
}

// checkOperation calls the method once. The receiver is element slots[0], the
// i-th element argument is element slots[i+1]; equal numbers are one element.
func checkOperation(t *rapid.T, method reflect.Method, slots []int, values []*big.Int, cond int, word uint64,
	want func(*bigref.Field, []*big.Int, int, uint64) *big.Int) {
	elements := make([]*fp.Element, len(slots))
	for i := range elements {
		elements[i] = testkit.ToFp(values[i])
	}
	in := []reflect.Value{reflect.ValueOf(elements[slots[0]])}
	var arguments []*big.Int
	for i := 1; i < method.Type.NumIn(); i++ {
		switch method.Type.In(i) {
		case elementType:
			slot := slots[len(arguments)+1]
			in = append(in, reflect.ValueOf(elements[slot]))
			arguments = append(arguments, values[slot])
		case reflect.TypeFor[int]():
			in = append(in, reflect.ValueOf(cond))
		case reflect.TypeFor[uint64]():
			in = append(in, reflect.ValueOf(word))
		default:
			t.Fatalf("%s: argument of type %v", method.Name, method.Type.In(i))
		}
	}
	expected := want(bigref.Fp(), arguments, cond, word)
	out := method.Func.Call(in)
	require.Len(t, out, 1)
	require.True(t, out[0].Pointer() == in[0].Pointer(), "the result is the receiver")
	require.Equal(t, expected.String(), testkit.FromFp(elements[slots[0]]).String(), "sharing %v of %v", slots, values)
	for _, slot := range slots[1:] {
		if slot != slots[0] {
			require.Equal(t, values[slot].String(), testkit.FromFp(elements[slot]).String(), "an argument was changed")
		}
	}
}

func countElements(method reflect.Method) (n int) {
	for i := 1; i < method.Type.NumIn(); i++ {
		if method.Type.In(i) == elementType {
			n++
		}
	}
	return n
}

// sharings lists the ways in which n pointers can be equal or not: for each
// pointer the number of the first one that it equals. For 2: 00, 01.
func sharings(n int) [][]int {
	if n == 1 {
		return [][]int{{0}}
	}
	var all [][]int
	for _, shorter := range sharings(n - 1) {
		for first := range n {
			if first == n-1 || shorter[first] == first {
				all = append(all, append(append([]int(nil), shorter...), first))
			}
		}
	}
	return all
}

func TestSharings(t *testing.T) {
	require.Equal(t, [][]int{{0, 0, 0}, {0, 0, 2}, {0, 1, 0}, {0, 1, 1}, {0, 1, 2}}, sharings(3))
}

// TestEdgePairs goes through all pairs of a fixed list of hard values.
func TestEdgePairs(t *testing.T) {
	f := bigref.Fp()
	r := new(big.Int).Lsh(big.NewInt(1), 256)
	edges := []*big.Int{new(big.Int).Rsh(f.Modulus(), 1), f.Reduce(r), f.Invert(f.Reduce(r)), f.Negate(f.Invert(f.Reduce(r)))}
	for _, k := range []uint{0, 1, 63, 64, 127, 128, 191, 192, 253, 254} {
		power := new(big.Int).Lsh(big.NewInt(1), k)
		below := new(big.Int).Sub(power, big.NewInt(1))
		edges = append(edges, power, below, f.Negate(power), f.Divide(below, f.Reduce(r)))
	}
	for _, x := range edges {
		for _, y := range edges {
			a, b := testkit.ToFp(x), testkit.ToFp(y)
			var z fp.Element
			require.Zero(t, f.Add(x, y).Cmp(testkit.FromFp(z.Add(a, b))), "%v + %v", x, y)
			require.Zero(t, f.Subtract(x, y).Cmp(testkit.FromFp(z.Subtract(a, b))), "%v - %v", x, y)
			require.Zero(t, f.Multiply(x, y).Cmp(testkit.FromFp(z.Multiply(a, b))), "%v * %v", x, y)
		}
	}
}

// TestLongChain feeds results back into operations: an unreduced or otherwise
// odd internal form shows after some of the steps.
func TestLongChain(t *testing.T) {
	f := bigref.Fp()
	x, y := big.NewInt(3), f.Negate(big.NewInt(5))
	a, b := testkit.ToFp(x), testkit.ToFp(y)
	for i := range 20000 {
		switch i % 4 {
		case 0:
			x, y = f.Multiply(x, y), x
			a, b = new(fp.Element).Multiply(a, b), a
		case 1:
			x, y = f.Subtract(x, y), x
			a, b = new(fp.Element).Subtract(a, b), a
		case 2:
			x, y = f.Square(x), x
			a, b = new(fp.Element).Square(a), a
		case 3:
			x, y = f.Add(x, y), f.Negate(f.Double(x))
			a, b = new(fp.Element).Add(a, b), new(fp.Element).Negate(new(fp.Element).Double(a))
		}
	}
	require.Equal(t, x.String(), a.Decimal())
	require.Equal(t, y.String(), b.Decimal())
}
