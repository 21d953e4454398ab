package pallas_test

import (
	"flag"
	"math/big"
	"reflect"
	"strconv"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// operand holds the arguments of one call: its points and its scalars, each in
// order, and the condition of Select.
type operand struct {
	points  []bigref.Point
	scalars []*big.Int
	cond    int
}

// operations gives, for every method that sets its receiver and returns it, the
// expected value.
var operations = map[string]func(c *bigref.Curve, in operand) bigref.Point{
	"Set":                   func(c *bigref.Curve, in operand) bigref.Point { return in.points[0] },
	"Add":                   func(c *bigref.Curve, in operand) bigref.Point { return c.Add(in.points[0], in.points[1]) },
	"Subtract":              func(c *bigref.Curve, in operand) bigref.Point { return c.Subtract(in.points[0], in.points[1]) },
	"Double":                func(c *bigref.Curve, in operand) bigref.Point { return c.Double(in.points[0]) },
	"Negate":                func(c *bigref.Curve, in operand) bigref.Point { return c.Negate(in.points[0]) },
	"Select":                func(c *bigref.Curve, in operand) bigref.Point { return in.points[1-in.cond] },
	"ScalarMultiply":        func(c *bigref.Curve, in operand) bigref.Point { return c.Scale(in.scalars[0], in.points[0]) },
	"ScalarMultiplyVarTime": func(c *bigref.Curve, in operand) bigref.Point { return c.Scale(in.scalars[0], in.points[0]) },
	"ScalarBaseMultiply":    func(c *bigref.Curve, in operand) bigref.Point { return c.ScaleBase(in.scalars[0]) },
	"DoubleScalarBaseMultiplyVarTime": func(c *bigref.Curve, in operand) bigref.Point {
		return c.Add(c.Scale(in.scalars[0], in.points[0]), c.ScaleBase(in.scalars[1]))
	},
}

// otherMethods are the exported methods that tests of their own cover.
var otherMethods = map[string]bool{
	"SetAffine": true, "SetXVarTime": true, "SetCanonicalBytes": true, "Affine": true, "Bytes": true, // encoding_property_test.go
	"MapToGroupVarTime": true,                                    // groupmap_test.go
	"Equal":             true, "IsIdentity": true, "Erase": true, // laws_property_test.go
	"MultiScalarMultiplyVarTime": true, "MultiScalarMultiplyAffineVarTime": true, // scalar_property_test.go
}

var (
	pointType  = reflect.TypeFor[*pallas.Point]()
	scalarType = reflect.TypeFor[*fq.Element]()
)

// TestEveryMethodIsListed fails when a method is added without a test.
func TestEveryMethodIsListed(t *testing.T) {
	for i := range pointType.NumMethod() {
		name := pointType.Method(i).Name
		_, isOperation := operations[name]
		require.NotEqual(t, isOperation, otherMethods[name], "%s: list it in operations or in otherMethods, and test it", name)
	}
	require.Equal(t, pointType.NumMethod(), len(operations)+len(otherMethods), "a listed method is missing")
}

// TestOperations compares every operation with the oracle, with receivers that
// are new, that hold something, and that are arguments themselves, and with
// arguments that are the same point.
func TestOperations(t *testing.T) {
	for i := range pointType.NumMethod() {
		method := pointType.Method(i)
		if _, ok := operations[method.Name]; !ok {
			continue
		}
		t.Run(method.Name, func(t *testing.T) {
			if countArguments(method, scalarType) > 0 {
				fewerChecks(t, 4) // the oracle multiplies slowly
			}
			rapid.Check(t, func(t *rapid.T) {
				slots := rapid.SampledFrom(sharings(1+countArguments(method, pointType))).Draw(t, "sharing")
				values := make([]bigref.Point, len(slots))
				for i, slot := range slots {
					values[i] = values[slot]
					if i == slot {
						values[i] = testkit.Point(bigref.Pallas()).Draw(t, "value")
					}
				}
				in := operand{cond: rapid.IntRange(0, 1).Draw(t, "cond")}
				for range countArguments(method, scalarType) {
					in.scalars = append(in.scalars, testkit.Scalar(bigref.Pallas()).Draw(t, "scalar"))
				}
				for _, slot := range slots[1:] {
					in.points = append(in.points, values[slot])
				}
				checkOperation(t, method, slots, values, in)
			})
		})
	}
}

// fewerChecks divides the number of inputs that rapid tries in this test.
func fewerChecks(t *testing.T, divisor int) {
	const name = "rapid.checks"
	before := flag.Lookup(name).Value.String()
	checks, err := strconv.Atoi(before)
	require.NoError(t, err)
	require.NoError(t, flag.Set(name, strconv.Itoa(max(1, checks/divisor))))
	t.Cleanup(func() { require.NoError(t, flag.Set(name, before)) })
}

// checkOperation calls the method with its receiver as it is, and, if it is no
// argument, with a receiver of value zero. The receiver is point slots[0], the
// i-th point argument is point slots[i+1]; equal numbers are one point.
func checkOperation(t *rapid.T, method reflect.Method, slots []int, values []bigref.Point, in operand) {
	expected := operations[method.Name](bigref.Pallas(), in)
	receiverIsArgument := false
	for _, slot := range slots[1:] {
		receiverIsArgument = receiverIsArgument || slot == slots[0]
	}
	for _, fresh := range []bool{false, true} {
		if fresh && receiverIsArgument {
			continue
		}
		points := make([]*pallas.Point, len(slots))
		for i, slot := range slots {
			if i == slot {
				points[i] = projective(t, values[i])
			}
		}
		if fresh {
			points[slots[0]] = new(pallas.Point)
		}
		scalars := make([]*fq.Element, len(in.scalars))
		for i := range scalars {
			scalars[i] = testkit.ToFq(in.scalars[i])
		}
		result := call(t, method, slots, points, scalars, in.cond)
		require.True(t, result == points[slots[0]], "the result is the receiver")
		requirePoint(t, expected, result, "sharing %v of %v, scalars %v", slots, values, in.scalars)
		for _, slot := range slots[1:] {
			if slot != slots[0] {
				requirePoint(t, values[slot], points[slot], "an argument was changed")
			}
		}
		for i := range scalars {
			require.Equal(t, in.scalars[i].String(), scalars[i].Decimal(), "a scalar was changed")
		}
	}
}

func call(t *rapid.T, method reflect.Method, slots []int, points []*pallas.Point, scalars []*fq.Element, cond int) *pallas.Point {
	in := []reflect.Value{reflect.ValueOf(points[slots[0]])}
	nextPoint, nextScalar := 1, 0
	for i := 1; i < method.Type.NumIn(); i++ {
		switch method.Type.In(i) {
		case pointType:
			in = append(in, reflect.ValueOf(points[slots[nextPoint]]))
			nextPoint++
		case scalarType:
			in = append(in, reflect.ValueOf(scalars[nextScalar]))
			nextScalar++
		case reflect.TypeFor[int]():
			in = append(in, reflect.ValueOf(cond))
		default:
			t.Fatalf("%s: argument of type %v", method.Name, method.Type.In(i))
		}
	}
	out := method.Func.Call(in)
	require.Len(t, out, 1)
	return out[0].Interface().(*pallas.Point)
}

func countArguments(method reflect.Method, of reflect.Type) (n int) {
	for i := 1; i < method.Type.NumIn(); i++ {
		if method.Type.In(i) == of {
			n++
		}
	}
	return n
}

// projective returns p with projective coordinates that are not normalised:
// another point was added and subtracted.
func projective(t *rapid.T, p bigref.Point) *pallas.Point {
	out := testkit.ToPallas(p)
	if rapid.Bool().Draw(t, "projective") {
		other := testkit.ToPallas(testkit.NonIdentity(bigref.Pallas()).Draw(t, "other"))
		out.Add(out, other)
		out.Subtract(out, other)
	}
	return out
}

// requirePoint compares a point with the oracle's.
func requirePoint(t require.TestingT, want bigref.Point, have *pallas.Point, message ...any) {
	require.Equal(t, want.String(), testkit.FromPallas(have).String(), message...)
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
