package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// VerifierIndex is a circuit as the verifier knows it: commitments to its columns
// (SPEC 11.12). It is read-only.
type VerifierIndex struct {
	LogDomain    int
	Public       int // length of the public input
	Sigma        [layout.Permuted]vesta.Affine
	Coefficients [layout.Columns]vesta.Affine
	Selectors    [layout.BaseGates]vesta.Affine
	Optional     [layout.OptionalGates]*vesta.Affine
	Lookup       *LookupIndex // nil without lookups

	// Lagrange holds commitments to the first Lagrange polynomials of the domain, if
	// they are known. Without them the public input is interpolated.
	Lagrange []vesta.Affine
}

// LookupIndex is the lookup argument of a circuit.
type LookupIndex struct {
	JointUsed       bool // some table has more than one column
	Table           []vesta.Affine
	TableIDs        *vesta.Affine
	RuntimeSelector *vesta.Affine
	Selectors       [layout.Patterns]*vesta.Affine
}

// Features returns which optional parts the circuit has.
func (v *VerifierIndex) Features() (f layout.Features) {
	for i, p := range v.Optional {
		f.Gates[i] = p != nil
	}
	if v.Lookup != nil {
		f.Runtime = v.Lookup.RuntimeSelector != nil
		for i, p := range v.Lookup.Selectors {
			f.Patterns[i] = p != nil
		}
	}
	return f
}

// Commitments returns all commitments in the order of the digest, which has
// ForeignFieldMul before ForeignFieldAdd (SPEC 11.12 [KIM-17]).
func (v *VerifierIndex) Commitments() []vesta.Affine {
	list := append([]vesta.Affine(nil), v.Sigma[:]...)
	list = append(list, v.Coefficients[:]...)
	list = append(list, v.Selectors[:]...)
	add := func(points ...*vesta.Affine) {
		for _, p := range points {
			if p != nil {
				list = append(list, *p)
			}
		}
	}
	o := &v.Optional
	const first = layout.BaseGates
	add(o[layout.RangeCheck0-first], o[layout.RangeCheck1-first], o[layout.ForeignFieldMul-first],
		o[layout.ForeignFieldAdd-first], o[layout.Xor16-first], o[layout.Rot64-first])
	if l := v.Lookup; l != nil {
		list = append(list, l.Table...)
		add(l.TableIDs, l.RuntimeSelector)
		add(l.Selectors[:]...)
	}
	return list
}

// Digest returns the hash that stands for the circuit in the transcript.
func (v *VerifierIndex) Digest() fq.Element {
	var t Transcript
	t.AbsorbPoints(v.Commitments()...)
	return t.Squeeze()
}

// CommitPublic returns the commitment to the negated public input, blinded with 1
// (SPEC 11.9 [KIM-7]).
func (v *VerifierIndex) CommitPublic(public []fp.Element) vesta.Affine {
	reference := Reference()
	scalars, points := make([]fp.Element, len(public)), v.Lagrange
	for i := range public {
		scalars[i].Negate(&public[i])
	}
	if len(points) < len(public) {
		scalars = append(scalars, make([]fp.Element, 1<<v.LogDomain-len(public))...)
		fp.NewDomain(v.LogDomain).InverseFFT(scalars)
		points = reference.G
	}
	sum := vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(scalars, points[:len(scalars)])
	sum.Add(sum, reference.H.Point())
	return vesta.BatchAffine([]vesta.Point{*sum})[0]
}

// evaluatePublic returns the values of the polynomial of the negated public input.
func (v *VerifierIndex) evaluatePublic(public []fp.Element, p *point) Pair {
	roots := make([]fp.Element, len(public))
	denominators := make([]fp.Element, 2*len(public))
	root, omega := one(), Omega(v.LogDomain)
	for i := range public {
		roots[i] = root
		denominators[i] = sub(p.zeta, root)
		denominators[len(public)+i] = sub(p.next, root)
		root = mul(root, omega)
	}
	fp.InvertBatch(denominators)
	var pair Pair
	for i := range public {
		weight := mul(public[i], roots[i])
		pair.Zeta = sub(pair.Zeta, mul(weight, denominators[i]))
		pair.Next = sub(pair.Next, mul(weight, denominators[len(public)+i]))
	}
	scale := mul(p.vanishing, inverse(small(1<<v.LogDomain)))
	return Pair{mul(pair.Zeta, scale), mul(pair.Next, scale)}
}
