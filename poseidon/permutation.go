package poseidon

import (
	"encoding/hex"
	"slices"
	"sync"

	"github.com/minaseal/minaseal/internal/permutation"
	"github.com/minaseal/minaseal/pasta/fp"
)

// parameters is a parameter set: a matrix, a row of constants for each round
// (one more, in front, if legacy), and the S-box, x^7 or x^5 if legacy.
type parameters struct {
	legacy  bool
	matrix  [3][3]fp.Element
	rows    [][3]fp.Element
	modulus permutation.Modulus
	scaled  []fp.Element // schedule of the assembly kernel; kimchi only
	radix52 permutation.Radix52
	batch   [][5]uint64 // schedule of the kernel for eight states; kimchi only
	lanes   []uint64    // schedule of the kernel for one state in vectors; kimchi only
}

var (
	kimchi = sync.OnceValue(func() *parameters { return decodeParameters(kimchiText, false) })
	legacy = sync.OnceValue(func() *parameters { return decodeParameters(legacyText, true) })
)

// Permute replaces state by its image under the kimchi permutation over Fp
// (SPEC 5.2 [PSD-2]). It does not allocate; time does not depend on the state.
//
// Source: o1js src/bindings/crypto/poseidon.ts, permutation.
func Permute(state *[3]fp.Element) {
	kimchi().permute(state)
}

// Matrix returns the matrix of the kimchi set over Fp (SPEC 5.1 [PSD-1]), row by row.
func Matrix() [3][3]fp.Element { return kimchi().matrix }

// RoundConstants returns the constants of the kimchi set over Fp (SPEC 5.1 [PSD-1]),
// added after the matrix in rounds 0 to 54.
func RoundConstants() [][3]fp.Element { return slices.Clone(kimchi().rows) }

// PermuteLegacy replaces state by its image under the legacy permutation over
// Fp (SPEC 5.2 [PSD-3]). It does not allocate; time does not depend on the
// state.
func PermuteLegacy(state *[3]fp.Element) {
	legacy().permute(state)
}

func (p *parameters) permute(state *[3]fp.Element) {
	if p.legacy {
		p.permuteFifth(state)
	} else {
		p.permuteKimchi(state)
	}
}

// permuteSeventh is permute_kimchi of SPEC 5.2.
func (p *parameters) permuteSeventh(state *[3]fp.Element) {
	for r := range p.rows {
		seventhPower(&state[0])
		seventhPower(&state[1])
		seventhPower(&state[2])
		p.mix(state, &p.rows[r])
	}
}

// permuteFifth is permute_legacy of SPEC 5.2.
func (p *parameters) permuteFifth(state *[3]fp.Element) {
	for i := range state {
		state[i].Add(&state[i], &p.rows[0][i])
	}
	for r := 1; r < len(p.rows); r++ {
		fifthPower(&state[0])
		fifthPower(&state[1])
		fifthPower(&state[2])
		p.mix(state, &p.rows[r])
	}
}

// seventhPower sets x = x^7: two squares, two multiplications.
func seventhPower(x *fp.Element) {
	var square, cube fp.Element
	square.Square(x)
	cube.Multiply(&square, x)
	square.Square(&square)
	x.Multiply(&square, &cube)
}

// fifthPower sets x = x^5: two squares, one multiplication.
func fifthPower(x *fp.Element) {
	var fourth fp.Element
	fourth.Square(x)
	fourth.Square(&fourth)
	x.Multiply(&fourth, x)
}

// mix sets s = matrix * s + row.
func (p *parameters) mix(s, row *[3]fp.Element) {
	var out [3]fp.Element
	innerProduct(&out[0], &p.matrix[0], s, &row[0])
	innerProduct(&out[1], &p.matrix[1], s, &row[1])
	innerProduct(&out[2], &p.matrix[2], s, &row[2])
	*s = out
}

// innerProduct sets z = a[0]*b[0] + a[1]*b[1] + a[2]*b[2] + c. The receiver z
// aliases none of the arguments.
func innerProduct(z *fp.Element, a, b *[3]fp.Element, c *fp.Element) {
	var t fp.Element
	z.Multiply(&a[0], &b[0])
	t.Multiply(&a[1], &b[1])
	z.Add(z, &t)
	t.Multiply(&a[2], &b[2])
	z.Add(z, &t)
	z.Add(z, c)
}

// decodeParameters reads a generated constant.
func decodeParameters(text string, legacy bool) *parameters {
	b, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	row := func() (r [3]fp.Element) {
		for i := range r {
			if _, err := r[i].SetCanonicalBytes(b[:32]); err != nil {
				panic(err)
			}
			b = b[32:]
		}
		return r
	}
	p := &parameters{legacy: legacy, modulus: permutation.NewModulus(fp.Modulus()), radix52: permutation.NewRadix52(fp.Modulus())}
	for i := range p.matrix {
		p.matrix[i] = row()
	}
	p.rows = make([][3]fp.Element, 0, len(b)/96)
	for len(b) > 0 {
		p.rows = append(p.rows, row())
	}
	if !legacy {
		p.scaled = p.scaledSchedule(new(fp.Element).One())
		p.batch = p.scheduleRadix52()
		p.lanes = permutation.ScheduleOfLanes(p.batch)
	}
	return p
}
