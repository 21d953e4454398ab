package pallas_test

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// checkDecoder runs a decoder on a receiver that holds something, and on a new
// one, and compares point or error code with the oracle's.
func checkDecoder(t require.TestingT, decode func(p *pallas.Point) (*pallas.Point, error), want bigref.Point, wantErr error) {
	dirty := testkit.ToPallas(bigref.Pallas().ScaleBase(big.NewInt(3)))
	p := pallas.NewIdentity().Set(dirty)
	result, err := decode(p)
	if wantErr != nil {
		require.Error(t, err)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Nil(t, result)
		require.Equal(t, 1, p.Equal(dirty), "the receiver stays")
		return
	}
	require.NoError(t, err)
	require.True(t, result == p, "the result is the receiver")
	requirePoint(t, want, p)
	fresh, err := decode(new(pallas.Point))
	require.NoError(t, err)
	require.Equal(t, 1, fresh.Equal(p))
}

func checkCanonicalBytes(t require.TestingT, b []byte) {
	before := bytes.Clone(b)
	want, wantErr := bigref.Pallas().PointFromBytes(b)
	checkDecoder(t, func(p *pallas.Point) (*pallas.Point, error) { return p.SetCanonicalBytes(b) }, want, wantErr)
	require.Equal(t, before, b, "the input stays")
	if wantErr == nil {
		p, _ := new(pallas.Point).SetCanonicalBytes(b)
		again := p.Bytes()
		require.Equal(t, b, again[:])
	}
}

func checkAffine(t require.TestingT, x, y *big.Int) {
	want := bigref.Point{X: x, Y: y}
	var wantErr error
	switch {
	case want.IsIdentity():
		wantErr = bigref.IdentityPoint
	case !bigref.Pallas().IsOnCurve(want):
		wantErr = bigref.PointNotOnCurve
	}
	checkDecoder(t, func(p *pallas.Point) (*pallas.Point, error) {
		return p.SetAffine(testkit.ToFp(x), testkit.ToFp(y))
	}, want, wantErr)
}

func checkX(t require.TestingT, x *big.Int, odd int) {
	want, wantErr := bigref.Pallas().Decompress(x, uint(odd))
	checkDecoder(t, func(p *pallas.Point) (*pallas.Point, error) { return p.SetXVarTime(testkit.ToFp(x), odd) }, want, wantErr)
}

func TestBytesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Point(bigref.Pallas()).Draw(t, "x")
		p := projective(t, x)
		encoded := p.Bytes()
		require.Equal(t, bigref.Pallas().PointBytes(x), encoded)
		decoded, err := new(pallas.Point).SetCanonicalBytes(encoded[:])
		require.NoError(t, err)
		require.Equal(t, 1, decoded.Equal(p))
	})
}

func TestSetCanonicalBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkCanonicalBytes(t, bigref.ToLittleEndian(testkit.Integer256(bigref.Fp()).Draw(t, "x"), 32))
	})
	for length := range 70 {
		checkCanonicalBytes(t, make([]byte, length))
		checkCanonicalBytes(t, bytes.Repeat([]byte{0xFF}, length))
	}
	checkCanonicalBytes(t, nil)
	for k := range 256 { // one bit alone is never the identity
		b := make([]byte, 32)
		b[k/8] = 1 << (k % 8)
		checkCanonicalBytes(t, b)
	}
	_, err := new(pallas.Point).SetCanonicalBytes(make([]byte, 33))
	require.ErrorIs(t, err, pallas.ErrLength)
	_, err = new(pallas.Point).SetCanonicalBytes(bytes.Repeat([]byte{0xFF}, 32))
	require.ErrorIs(t, err, pallas.ErrNonCanonical)
	_, err = new(pallas.Point).SetCanonicalBytes(append(make([]byte, 31), 0x80)) // x = 0
	require.ErrorIs(t, err, pallas.ErrNotOnCurve)
}

func TestSetAffine(t *testing.T) {
	f := bigref.Fp()
	rapid.Check(t, func(t *rapid.T) {
		p := testkit.Point(bigref.Pallas()).Draw(t, "p")
		checkAffine(t, p.X, p.Y) // also the identity's (0, 0), which is refused
		checkAffine(t, p.X, f.Negate(p.Y))
		checkAffine(t, p.Y, p.X)
		checkAffine(t, f.Add(p.X, big.NewInt(1)), p.Y)
		checkAffine(t, p.X, testkit.Fp().Draw(t, "y"))
	})
	zero, one := new(fp.Element), new(fp.Element).One()
	_, err := new(pallas.Point).SetAffine(zero, zero)
	require.ErrorIs(t, err, pallas.ErrIdentity)
	_, err = new(pallas.Point).SetAffine(zero, one)
	require.ErrorIs(t, err, pallas.ErrNotOnCurve)
}

func TestSetXVarTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkX(t, testkit.Fp().Draw(t, "x"), rapid.IntRange(0, 1).Draw(t, "odd"))
	})
	for x := range int64(50) {
		checkX(t, big.NewInt(x), int(x&1))
	}
}

// TestCoordinatesStay checks that setters do not change or keep what they get.
func TestCoordinatesStay(t *testing.T) {
	g := bigref.Pallas().Generator()
	x, y := testkit.ToFp(g.X), testkit.ToFp(g.Y)
	p, err := new(pallas.Point).SetAffine(x, y)
	require.NoError(t, err)
	_, err = new(pallas.Point).SetXVarTime(x, 1)
	require.NoError(t, err)
	require.Equal(t, g.X.String(), x.Decimal())
	require.Equal(t, g.Y.String(), y.Decimal())
	x.Erase()
	y.Erase()
	requirePoint(t, g, p)
}

func TestAffine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := testkit.Point(bigref.Pallas()).Draw(t, "p")
		p := projective(t, want)
		x, y := p.Affine()
		require.Equal(t, want.X.String(), x.Decimal())
		require.Equal(t, want.Y.String(), y.Decimal())
	})
}

func FuzzPointSetCanonicalBytes(f *testing.F) {
	for k := range int64(3) {
		p := bigref.Pallas().ScaleBase(big.NewInt(k))
		for _, p := range []bigref.Point{p, bigref.Pallas().Negate(p)} {
			encoded := bigref.Pallas().PointBytes(p)
			f.Add(encoded[:])
		}
	}
	f.Add(bigref.ToLittleEndian(fp.Modulus(), 32))
	f.Add(append(make([]byte, 31), 0x80))
	f.Add([]byte{})
	f.Add(make([]byte, 33))
	f.Add(bytes.Repeat([]byte{0xFF}, 32))
	f.Fuzz(func(t *testing.T, b []byte) { checkCanonicalBytes(t, b) })
}
