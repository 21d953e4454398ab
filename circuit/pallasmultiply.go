package circuit

import (
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// A private key w stands in a circuit as two numbers of digits that are 1 or -1
// (SPEC 11.5):
//
//	w = (2^129 + sum 2^i a_i) + lambda*(2^129 + sum 2^i b_i)   modulo q,  0 <= i < 128
//
// lambda*(x, y) = (beta*x, y) is the endomorphism of Pallas. Every w has such
// digits ([splitKey]). They need not be unique: the statement says that a w exists.
//
// # Why incomplete additions serve
//
// The pairs (i, j) with i + j*lambda = 0 modulo q have q | i^2 - ij + j^2, so that
// all but (0, 0) have a coordinate of magnitude above sqrt(q/3) > 2^126. The sum of
// two points (i + j*lambda)P and (k + l*lambda)P is exceptional only if (i-k, j-l)
// or (i+k, j+l) is such a pair. Before the last steps the coordinates are below
// 2^126 and the pairs not (0, 0); the last steps assert that the x coordinates
// differ. A key for which they do not has no proof; there are none but with
// probability 2^-124.
const (
	keyDigits = 128
	// keyShift is the exponent in the offset 2^129.
	keyShift = keyDigits + 1
	// safeSteps is the number of digits after which the multiplication of a point
	// asserts that x coordinates differ.
	safeSteps = 124
	// safeWindows is the same for the windows of the fixed base.
	safeWindows = keyDigits/2 - 1
)

// beta and lambda are the constants of the endomorphism (SPEC 3.2).
var (
	beta   = mustDecimal[fp.Element]("20444556541222657078399132219657928148671392403212669005631716460534733845831")
	lambda = mustDecimal[fq.Element]("26005156700822196841419187675678338661165322343552424574062261873906994770353")
)

// mustDecimal parses a constant.
func mustDecimal[T any, P interface {
	*T
	SetDecimal(string) (P, error)
}](text string) P {
	z, err := P(new(T)).SetDecimal(text)
	if err != nil {
		panic(err)
	}
	return z
}

// keyBits are the digits of a private key, 1 for 1 and 0 for -1, lowest first.
type keyBits struct {
	A, B [keyDigits]frontend.Variable
}

// constrain asserts that the digits are booleans, and binds them.
func (k *keyBits) constrain(api frontend.API, f *congruence.Field, omit omitted) {
	for i := range k.A {
		if !omit.keyBits {
			api.AssertIsBoolean(k.A[i])
			api.AssertIsBoolean(k.B[i])
		}
		f.Bind(k.A[i], k.B[i])
	}
}

// point is an affine point in constraints.
type point struct{ x, y *congruence.Expr }

// assertOnCurve asserts y^2 = x^3 + 5.
func (p point) assertOnCurve(f *congruence.Field) {
	f.AssertZero(p.x.Square().Mul(p.x).Plus(congruence.Small(5)).Minus(p.y.Square()))
}

// multiplyX returns the x coordinate of w*p. Precondition: p is on the curve, as
// [point.assertOnCurve] asserts.
func (k *keyBits) multiplyX(api frontend.API, f *congruence.Field, p point, omit omitted) *congruence.Expr {
	acc, sum, difference := startMultiples(f, p)
	xA, yA := acc.x, acc.y
	for step := range keyDigits {
		a, b := k.A[keyDigits-1-step], k.B[keyDigits-1-step]
		// a*P + b*lambda*P is a times the sum or the difference.
		same := congruence.Scalar(api.Sub(1, api.Add(a, b), api.Mul(a, b, -2)))
		sign := congruence.Scalar(api.Sub(api.Mul(a, 2), 1))
		q := point{
			x: difference.x.Plus(same.Mul(sum.x.Minus(difference.x))),
			y: difference.y.Plus(same.Mul(sum.y.Minus(difference.y))).Mul(sign),
		}
		xA, yA = doubleAndAdd(f, xA, yA, q, step >= safeSteps && !omit.exceptional)
	}
	return xA
}

// startMultiples returns 2(P + lambda*P), P + lambda*P and P - lambda*P.
func startMultiples(f *congruence.Field, p point) (start, sum, difference point) {
	// The three points over one y are P, lambda*P and lambda^2*P, and their sum is 0.
	betaX := f.Reduce(congruence.Constant(beta).Mul(p.x))
	minusY := p.y.Times(-1)
	sum = point{x: f.Reduce(p.x.Plus(betaX).Times(-1)), y: minusY}

	// The line through P and -lambda*P: their x differ, for x is not 0.
	run, rise := betaX.Minus(p.x), p.y.Times(-2)
	slope := f.Element(rise, run)
	f.AssertZero(slope.Mul(run).Minus(rise))
	difference.x = f.Reduce(slope.Square().Minus(p.x).Minus(betaX))
	difference.y = f.Reduce(slope.Mul(p.x.Minus(difference.x)).Minus(p.y))

	// The tangent in the sum; its y is not 0, for the order of the group is odd.
	rise, run = sum.x.Square().Times(3), sum.y.Times(2)
	slope = f.Element(rise, run)
	f.AssertZero(slope.Mul(run).Minus(rise))
	start.x = f.Reduce(slope.Square().Minus(sum.x.Times(2)))
	start.y = f.Reduce(slope.Mul(sum.x.Minus(start.x)).Minus(sum.y))
	return start, sum, difference
}

// doubleAndAdd returns (A + Q) + A, with its y as an expression of degree 2. With
// the slopes s of A, Q and t of A, A+Q, and u = xA - x(A+Q):
//
//	s(xA - xQ) = yA - yQ            u = 2xA + xQ - s^2
//	(s + t)u = 2yA                  x = t^2 - s^2 + xQ       y = t(xA - x) - yA
//
// No y is an element: yA = s(xA - xQ) + yQ stands for it.
func doubleAndAdd(f *congruence.Field, xA, yA *congruence.Expr, q point, check bool) (x, y *congruence.Expr) {
	run := xA.Minus(q.x)
	s := f.Element(yA.Minus(q.y), run)
	line := s.Mul(run).Plus(q.y)
	f.AssertZero(line.Minus(yA))
	yA = line

	s2 := s.Square()
	u := xA.Times(2).Plus(q.x).Minus(s2)
	t := f.Element(yA.Times(2).Minus(s.Mul(u)), u)
	f.AssertZero(s.Plus(t).Mul(u).Minus(yA.Times(2)))
	if check {
		f.AssertNonZero(run)
		f.AssertNonZero(u)
	}
	x = f.Reduce(t.Square().Minus(s2).Plus(q.x))
	return x, t.Mul(xA.Minus(x)).Minus(yA)
}

// assertMultipleOfBase asserts that w*G is the point given. Its digits are taken
// in windows of two for each half, from the lowest.
func (k *keyBits) assertMultipleOfBase(api frontend.API, f *congruence.Field, want point, omit omitted) {
	var acc point
	table := newBaseTable()
	for i := range keyDigits / 2 {
		entry := table.look(api, []frontend.Variable{k.A[2*i], k.A[2*i+1], k.B[2*i], k.B[2*i+1]})
		table.next()
		if i == 0 {
			acc = entry
			continue
		}
		acc = add(f, acc, entry, i >= safeWindows && !omit.exceptional)
	}
	acc = add(f, acc, constantPoint(offsetPoint()), !omit.exceptional)
	f.AssertZero(acc.x.Minus(want.x))
	f.AssertZero(acc.y.Minus(want.y))
}

// add returns p + q, with its y as an expression of degree 2.
func add(f *congruence.Field, p, q point, check bool) point {
	run, rise := q.x.Minus(p.x), q.y.Minus(p.y)
	slope := f.Element(rise, run)
	f.AssertZero(slope.Mul(run).Minus(rise))
	if check {
		f.AssertNonZero(run)
	}
	x := f.Reduce(slope.Square().Minus(p.x).Minus(q.x))
	return point{x: x, y: slope.Mul(q.x.Minus(x)).Minus(q.y)}
}

func constantPoint(p *pallas.Point) point {
	x, y := p.Affine()
	return point{x: congruence.Constant(&x), y: congruence.Constant(&y)}
}

// offsetPoint returns 2^129*(1 + lambda)*G.
func offsetPoint() *pallas.Point {
	p := pallas.NewGenerator()
	p.Add(p, endomorphism(p))
	for range keyShift {
		p.Double(p)
	}
	return p
}

// endomorphism returns lambda*p, for a p other than the identity.
func endomorphism(p *pallas.Point) *pallas.Point {
	x, y := p.Affine()
	x.Multiply(&x, beta)
	q, err := new(pallas.Point).SetAffine(&x, &y)
	if err != nil {
		panic(err) // the image of a point is a point
	}
	return q
}

// baseTable holds the multiples of the generator in one window: entry 8*b1 + 4*b0
// + 2*a1 + a0 is 4^i*(2a1+a0 as digits, and lambda times 2b1+b0 as digits).
type baseTable struct {
	power *pallas.Point // 4^i*G
}

func newBaseTable() *baseTable { return &baseTable{power: pallas.NewGenerator()} }

func (t *baseTable) next() { t.power.Double(t.power).Double(t.power) }

// entries returns the 16 points.
func (t *baseTable) entries() (points [16]*pallas.Point) {
	var bases [4]*pallas.Point
	bases[0], bases[1] = t.power, new(pallas.Point).Double(t.power)
	bases[2], bases[3] = endomorphism(bases[0]), endomorphism(bases[1])
	for i := range points {
		p := pallas.NewIdentity()
		for j, base := range bases {
			if i>>j&1 == 1 {
				p.Add(p, base)
			} else {
				p.Subtract(p, base)
			}
		}
		points[i] = p
	}
	return points
}

// look returns the entry with the given bits, lowest first. Each limb of an entry
// is a multilinear polynomial in the bits.
func (t *baseTable) look(api frontend.API, bits []frontend.Variable) point {
	products := []frontend.Variable{1}
	for _, bit := range bits {
		for _, p := range products[:len(products):len(products)] {
			products = append(products, api.Mul(p, bit))
		}
	}
	var x, y [16][]*big.Int
	for i, p := range t.entries() {
		px, py := p.Affine()
		x[i], y[i] = congruence.Limbs(&px), congruence.Limbs(&py)
	}
	return point{x: interpolate(api, products, x[:]), y: interpolate(api, products, y[:])}
}

// interpolate returns the element with the limbs values[i] at the bits of i.
// products[i] is the product of the bits that are 1 in i.
func interpolate(api frontend.API, products []frontend.Variable, values [][]*big.Int) *congruence.Expr {
	limbs := make([]frontend.Variable, len(values[0]))
	for l := range limbs {
		coefficients := make([]*big.Int, len(values))
		for i := range values {
			coefficients[i] = new(big.Int).Set(values[i][l])
		}
		for bit := 1; bit < len(coefficients); bit *= 2 {
			for i := range coefficients {
				if i&bit != 0 {
					coefficients[i].Sub(coefficients[i], coefficients[i^bit])
				}
			}
		}
		limbs[l] = frontend.Variable(0)
		for i, c := range coefficients {
			limbs[l] = api.Add(limbs[l], api.Mul(products[i], c))
		}
	}
	return congruence.Combination(limbs)
}
