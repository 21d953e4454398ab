package circuit

import (
	"math/big"
	"slices"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/statement"
)

// sealedInstance encrypts the text to the key.
func sealedInstance(t testing.TB, scheme elgamal.Scheme, key *address.PrivateKey, text string) *statement.SealedRange {
	t.Helper()
	ciphertext, err := scheme.EncryptText(key.PublicKey(), text)
	require.NoError(t, err)
	s, err := statement.NewSealedRange(scheme, key.PublicKey(), ciphertext)
	require.NoError(t, err)
	return s
}

// assignSealed returns the assignment that an honest prover makes.
func assignSealed(s *statement.SealedRange, key *address.PrivateKey) (assignment, error) {
	return SealedRange{Scheme: s.Scheme(), Fields: s.Fields()}.assign(statement.NewSealedRangeWitness(s, key))
}

// forge returns the assignment that a prover without the native check could make:
// any public inputs, the digits of any scalar, any payload.
func forge(inputs []fp.Element, w *fq.Element, payload payloadWitness) *sealedRangeCircuit {
	c := SealedRange{Fields: len(inputs) - statement.O1jsV2.InputC() - 1}.assignPublic(inputs)
	a, b := splitKey(w)
	for i := range keyDigits {
		c.Key.A[i], c.Key.B[i] = a.Bit(i), b.Bit(i)
	}
	c.Payload = payload
	return c
}

// wholeSealed is the circuit for one element in both arithmetisations, which the
// tests share.
var wholeSealed = sync.OnceValues(func() (out compiled, err error) {
	for _, s := range systems {
		cs, err := frontend.Compile(ecc.BN254.ScalarField(), engineOf(s).builder(), SealedRange{}.blank())
		if err != nil {
			return nil, err
		}
		out = append(out, cs)
	}
	return out, nil
})

// sealedR1CS is the one for Groth16.
func sealedR1CS(t *testing.T) compiled {
	t.Helper()
	whole, err := wholeSealed()
	require.NoError(t, err)
	return whole[:1]
}

// compileWithout compiles the circuit for Groth16 without some constraints.
func compileWithout(t *testing.T, omit omitted) compiled {
	t.Helper()
	c := SealedRange{}.blank().(*sealedRangeCircuit)
	c.omit = omit
	cs, err := frontend.Compile(ecc.BN254.ScalarField(), engineOf(Groth16BN254).builder(), c)
	require.NoError(t, err)
	return compiled{cs}
}

func digitsOf(digits, lengths [3]int) (p payloadWitness) {
	for i := range digits {
		p.Digits[i], p.Lengths[i] = digits[i], lengths[i]
	}
	return p
}

// Honest witnesses of every scheme and of messages of several elements.
func TestSealedRangeSolves(t *testing.T) {
	key := address.GeneratePrivateKey()
	one, err := wholeSealed()
	require.NoError(t, err)
	for _, scheme := range []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2} {
		for _, value := range []uint64{0, 9, 10, 99, 100} {
			a, err := assignSealed(sealedInstance(t, scheme, key, string(statement.Payload(value, 1))), key)
			require.NoError(t, err)
			require.True(t, one.solves(t, a.circuit()), "%s %d", scheme, value)
		}
		for _, fields := range []int{2, 3} {
			s := sealedInstance(t, scheme, key, string(statement.Payload(42, fields)))
			def := SealedRange{Scheme: s.Scheme(), Fields: fields}
			cs, err := frontend.Compile(ecc.BN254.ScalarField(), engineOf(Groth16BN254).builder(), def.blank())
			require.NoError(t, err)
			require.True(t, def.covers(s))
			a, err := assignSealed(s, key)
			require.NoError(t, err)
			require.True(t, compiled{cs}.solves(t, a.circuit()), "%s %d", scheme, fields)
			// The other scheme, and a last element that is not the padding's.
			other := s.Inputs()
			other[0].SetUint64(3)
			other[0].Subtract(&other[0], &s.Inputs()[0])
			require.False(t, compiled{cs}.solves(t, forge(other, key.Scalar(), newPayloadWitness(42))))
			text := string(statement.Payload(42, fields))
			noPadding := sealedInstance(t, scheme, key, text[:len(text)-1]+"x")
			require.False(t, compiled{cs}.solves(t, forge(noPadding.Inputs(), key.Scalar(), newPayloadWitness(42))))
		}
	}
}

// The test engine runs the definition on integers.
func TestSealedRangeInTestEngine(t *testing.T) {
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`)
	blank := SealedRange{}.blank()
	good := forge(s.Inputs(), key.Scalar(), newPayloadWitness(77))
	require.NoError(t, test.IsSolved(blank, good, ecc.BN254.ScalarField()))
	bad := forge(s.Inputs(), key.Scalar(), newPayloadWitness(78))
	require.Error(t, test.IsSolved(blank, bad, ecc.BN254.ScalarField()))
}

// forgery is a witness that breaks what one group of constraints is for, or more.
type forgery struct {
	name    string
	witness *sealedRangeCircuit
	// without accepts the witness; only lacks what witness breaks besides the group.
	without, only omitted
}

// forgeries returns a dishonest witness for every group of constraints.
func forgeries(t *testing.T) []forgery {
	key := address.GeneratePrivateKey()
	w := key.Scalar()
	seven := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"7"}`)
	text := func(text string, p payloadWitness) *sealedRangeCircuit {
		return forge(sealedInstance(t, elgamal.O1jsV2, key, text).Inputs(), w, p)
	}
	altered := func(i int, delta uint64) *sealedRangeCircuit {
		inputs := seven.Inputs()
		inputs[i].Add(&inputs[i], new(fp.Element).SetUint64(delta))
		return forge(inputs, w, newPayloadWitness(7))
	}
	other := address.GeneratePrivateKey().PublicKey()
	otherWorker := seven.Inputs()
	otherWorker[statement.InputWorkerX], otherWorker[statement.InputWorkerY] = other.X(), other.Y()

	emptyMessage, err := elgamal.O1jsV2.Encrypt(key.PublicKey(), make([]fp.Element, 1))
	require.NoError(t, err)
	empty, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), emptyMessage)
	require.NoError(t, err)

	// A digit 2*3-1 = 5, whose multiple of the point is none: what follows from it
	// is no private key, so the rest cannot be right either.
	badDigit := forge(seven.Inputs(), w, newPayloadWitness(7))
	badDigit.Key.A[5] = 3
	anything := omitted{key: true, payload: true, tag: true}

	return []forgery{
		{"tag", altered(6, 1), omitted{tag: true}, omitted{}},
		{"element of the ciphertext", altered(5, 1), omitted{payload: true, tag: true}, omitted{tag: true}},
		{"another worker's key", forge(otherWorker, w, newPayloadWitness(7)), omitted{key: true}, omitted{}},
		{"the worker's key off the curve", altered(2, 1), omitted{key: true}, omitted{}},
		{"an ephemeral key off the curve", offCurve(w), omitted{curve: true}, omitted{}},
		{"another payload", text(`{"value":"8"}`, newPayloadWitness(7)), omitted{payload: true}, omitted{}},
		{"101", text(`{"value":"101"}`, newPayloadWitness(101)), omitted{bound: true}, omitted{}},
		{"999", text(`{"value":"999"}`, newPayloadWitness(999)), omitted{bound: true}, omitted{}},
		{"leading zero", text(`{"value":"07"}`, digitsOf([3]int{0, 7, 0}, [3]int{0, 1, 0})), omitted{leadingZero: true}, omitted{}},
		{"two leading zeros", text(`{"value":"007"}`, digitsOf([3]int{0, 0, 7}, [3]int{0, 0, 1})), omitted{leadingZero: true}, omitted{}},
		{"a colon, the tenth digit", text(`{"value":":"}`, digitsOf([3]int{10, 0, 0}, [3]int{1, 0, 0})), omitted{digits: true}, omitted{}},
		{"no digits at all", forge(empty.Inputs(), w, digitsOf([3]int{7, 0, 0}, [3]int{0, 0, 0})),
			omitted{lengths: true, leadingZero: true}, omitted{leadingZero: true}},
		{"scheme 3", schemeThree(t, key), omitted{scheme: true}, omitted{}},
		{"a digit of the key that is none", badDigit,
			omitted{key: true, payload: true, tag: true, keyBits: true}, anything},
		{"an exceptional addition", exceptional(t, seven),
			omitted{key: true, payload: true, tag: true, exceptional: true}, anything},
	}
}

// Every group of constraints is needed: with it the forgery fails, without it it
// is accepted.
func TestSealedRangeForgeries(t *testing.T) {
	whole, err := wholeSealed()
	require.NoError(t, err)
	variants := map[omitted]compiled{{}: whole}
	variant := func(o omitted) compiled {
		if variants[o] == nil {
			variants[o] = compileWithout(t, o)
		}
		return variants[o]
	}
	for _, f := range forgeries(t) {
		require.False(t, whole.solves(t, f.witness), f.name)
		require.False(t, variant(f.only).solves(t, f.witness), "%s: the group alone refuses it", f.name)
		require.True(t, variant(f.without).solves(t, f.witness), "%s: nothing else refuses it", f.name)
	}
}

// What the statement refuses is refused whatever the prover claims.
func TestSealedRangeRefusesTexts(t *testing.T) {
	key := address.GeneratePrivateKey()
	cs := sealedR1CS(t)
	for _, text := range []string{`{"value":"-7"}`, `{"value":"1000"}`, `{"value":" 7"}`, `{"value":""}`, `{"value":7}`} {
		s := sealedInstance(t, elgamal.O1jsV2, key, text)
		for _, p := range []payloadWitness{
			newPayloadWitness(7), newPayloadWitness(100), digitsOf([3]int{0, 7, 0}, [3]int{0, 1, 0}),
		} {
			require.False(t, cs.solves(t, forge(s.Inputs(), key.Scalar(), p)), text)
		}
		_, err := assignSealed(s, key)
		require.ErrorIs(t, err, statement.ErrPayload)
	}
	// A message that is not below p cannot be written as a public input: the
	// verifier refuses the text, and the packed form of a larger integer is that of
	// another ciphertext.
	require.Equal(t, "malformed_json", coded.Code(statement.ErrPayload))
}

// Random changes of a true witness: the circuit says what the native check says.
func TestSealedRangeAgreesWithStatement(t *testing.T) {
	cs := sealedR1CS(t)
	key := address.GeneratePrivateKey()
	for i := range 16 {
		scheme := []elgamal.Scheme{elgamal.O1jsV1, elgamal.O1jsV2}[i%2]
		value := uint64(i * 9)
		inputs := sealedInstance(t, scheme, key, string(statement.Payload(value, 1))).Inputs()
		w := key.Scalar()
		switch i / 2 % 4 {
		case 1:
			inputs[0].SetUint64(uint64(2 - i%2)) // the other scheme
		case 2: // -R and the same Z.x: the same plaintext under the same key
			inputs[4].Negate(&inputs[4])
		case 3:
			w.Add(w, new(fq.Element).SetUint64(uint64(i)))
		}
		witness := newPayloadWitness(value)
		instance, err := statement.ParseSealedRange(inputs)
		require.NoError(t, err)
		private, err := address.NewPrivateKey(w)
		require.NoError(t, err)
		_, native := instance.Open(private)
		require.Equal(t, native == nil, cs.solves(t, forge(inputs, w, witness)), i)
	}
}

// offCurve returns a witness whose R is on y^2 = x^3 + b for another b, where the
// formulas work as well; all else fits.
func offCurve(w *fq.Element) *sealedRangeCircuit {
	x, y := new(fp.Element).SetUint64(2), new(fp.Element).SetUint64(1)
	shared := multiplyAnywhere(w, x, y)
	lanes := [3]fp.Element{*shared, *new(fp.Element).One(), {}}
	poseidon.Permute(&lanes)
	message := elgamal.EncodeBytes([]byte(`{"value":"7"}`))
	var masked fp.Element
	masked.Add(&message[0], &lanes[0])
	lanes[0].Add(&lanes[0], &masked)
	poseidon.Permute(&lanes)
	worker := new(pallas.Point).ScalarBaseMultiply(w)
	wx, wy := worker.Affine()
	return forge([]fp.Element{*new(fp.Element).SetUint64(2), wx, wy, *x, *y, masked, lanes[0]}, w, newPayloadWitness(7))
}

// multiplyAnywhere returns the x of the sum of the digits of w times (x, y), on
// whatever curve y^2 = x^3 + b that is, from the lowest digits up.
func multiplyAnywhere(w *fq.Element, x, y *fp.Element) *fp.Element {
	type affine struct{ x, y *big.Int }
	p := fp.Modulus()
	mod := func(v *big.Int) *big.Int { return v.Mod(v, p) }
	add := func(a, b affine) affine {
		var slope *big.Int
		if a.x.Cmp(b.x) == 0 { // doubling: the tests meet no inverse points
			slope = new(big.Int).Mul(a.x, a.x)
			slope.Mul(slope, big.NewInt(3)).Mul(slope, new(big.Int).ModInverse(new(big.Int).Lsh(a.y, 1), p))
		} else {
			d := mod(new(big.Int).Sub(b.x, a.x))
			slope = new(big.Int).Sub(b.y, a.y)
			slope.Mul(slope, d.ModInverse(d, p))
		}
		out := new(big.Int).Mul(slope, slope)
		mod(out.Sub(out, a.x).Sub(out, b.x))
		dy := new(big.Int).Sub(a.x, out)
		return affine{out, mod(dy.Mul(dy, slope).Sub(dy, a.y))}
	}
	integer := func(e *fp.Element) *big.Int { v, _ := new(big.Int).SetString(e.Decimal(), 10); return v }
	base := affine{integer(x), integer(y)}
	image := affine{mod(new(big.Int).Mul(base.x, integer(beta))), base.y}
	signed := func(a affine, bit uint) affine {
		if bit == 1 {
			return a
		}
		return affine{a.x, new(big.Int).Sub(p, a.y)}
	}
	a, b := splitKey(w)
	acc := add(base, image)
	acc = add(acc, acc)
	for i := keyDigits - 1; i >= 0; i-- {
		q := add(signed(base, a.Bit(i)), signed(image, b.Bit(i)))
		acc = add(add(acc, q), acc)
	}
	out, err := new(fp.Element).SetDecimal(acc.x.String())
	if err != nil {
		panic(err)
	}
	return out
}

// schemeThree returns the witness of a ciphertext made with a frame of 2.
func schemeThree(t *testing.T, key *address.PrivateKey) *sealedRangeCircuit {
	k := new(fq.Element).SetUint64(12345)
	r := new(pallas.Point).ScalarBaseMultiply(k)
	shared := new(pallas.Point).ScalarMultiply(k, key.PublicKey().Point())
	z, _ := shared.Affine()
	lanes := [3]fp.Element{z, *new(fp.Element).SetUint64(2), {}}
	poseidon.Permute(&lanes)
	message := elgamal.EncodeBytes([]byte(`{"value":"7"}`))
	var masked fp.Element
	masked.Add(&message[0], &lanes[0])
	lanes[0].Add(&lanes[0], &masked)
	poseidon.Permute(&lanes)
	rx, ry := r.Affine()
	w := key.PublicKey()
	return forge([]fp.Element{*new(fp.Element).SetUint64(3), w.X(), w.Y(), rx, ry, masked, lanes[0]}, key.Scalar(), newPayloadWitness(7))
}

// exceptional returns a witness whose digits lead to an addition of a point to
// itself, where any slope would do.
func exceptional(t *testing.T, s *statement.SealedRange) *sealedRangeCircuit {
	c := forge(s.Inputs(), new(fq.Element).One(), newPayloadWitness(7))
	basis := latticeBasis()
	for step := safeSteps; step < keyDigits; step++ {
		// After step digits a coordinate is 2^(step+1) and an odd number below 2^step.
		low, high := power(uint(step)), new(big.Int).Mul(power(uint(step)), big.NewInt(3))
		for c0 := int64(-16); c0 <= 16; c0++ {
			for c1 := int64(-16); c1 <= 16; c1++ {
				var v [2]*big.Int
				inside := true
				for i := range v {
					v[i] = new(big.Int).Mul(basis[0][i], big.NewInt(c0))
					v[i].Add(v[i], new(big.Int).Mul(basis[1][i], big.NewInt(c1)))
					// The point added has the digits 1 and 1.
					v[i].Add(v[i], big.NewInt(1))
					inside = inside && v[i].Bit(0) == 1 && v[i].Cmp(low) > 0 && v[i].Cmp(high) < 0
				}
				// The last two digits differ: otherwise the point before is exceptional, too,
				// and in a way that no slope satisfies.
				if !inside || v[0].Bit(1) == v[1].Bit(1) {
					continue
				}
				for i, digits := range []*[keyDigits]frontend.Variable{&c.Key.A, &c.Key.B} {
					rest := v[i].Sub(v[i], power(uint(step+1)))
					bits := new(big.Int).Add(rest, power(uint(step)))
					bits.Sub(bits, big.NewInt(1)).Rsh(bits, 1)
					for j := range step {
						digits[keyDigits-step+j] = bits.Bit(j)
					}
					digits[keyDigits-1-step] = 1
				}
				return c
			}
		}
	}
	t.Fatal("no exceptional digits")
	return nil
}

// covers: PRF-14
func TestPublicInputsOfSealedRange(t *testing.T) {
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`)
	inputs := s.Inputs()
	def := SealedRange{}
	c, err := def.public(inputs)
	require.NoError(t, err)
	w, err := frontend.NewWitness(c, ecc.BN254.ScalarField(), frontend.PublicOnly())
	require.NoError(t, err)
	require.Equal(t, 13, w.Vector().(interface{ Len() int }).Len())
	for i := range inputs {
		e, got := s.Inputs()[i], new(big.Int)
		if i == 0 {
			continue
		}
		p := pack(&e)
		got.Lsh(p.High.(*big.Int), congruence.LowBits).Add(got, p.Low.(*big.Int))
		require.Equal(t, e.Decimal(), got.String())
	}
	bad := func(i int, v uint64) []fp.Element {
		out := slices.Clone(inputs)
		out[i].SetUint64(v)
		return out
	}
	for name, in := range map[string][]fp.Element{
		"too few": inputs[:6], "too many": append(slices.Clone(inputs), inputs[0]), "none": nil,
		"scheme 0": bad(0, 0), "scheme 3": bad(0, 3),
		"W off the curve": bad(1, 1), "R off the curve": bad(4, 1), "R zero": bad(3, 0),
	} {
		_, err := def.public(in)
		require.ErrorIs(t, err, ErrProof, name)
	}
}
