package kimchi

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// maxKeyText is the longest text of a key that is looked at: about ten times that of a
// key with everything in it.
const maxKeyText = 1 << 16

// maxLogDomain is that of the largest circuit: as many rows as there are points.
const maxLogDomain = tick.LogSize

// keyJSON is the JSON form of a key, with its members in their order (SPEC 11.12
// [KIM-19]).
type keyJSON struct {
	Domain          hexBytes         `json:"domain"`
	MaxPolySize     int              `json:"max_poly_size"`
	ZkRows          int              `json:"zk_rows"`
	Public          int              `json:"public"`
	PrevChallenges  int              `json:"prev_challenges"`
	Sigma           []commitmentJSON `json:"sigma_comm"`
	Coefficients    []commitmentJSON `json:"coefficients_comm"`
	Generic         commitmentJSON   `json:"generic_comm"`
	Poseidon        commitmentJSON   `json:"psm_comm"`
	CompleteAdd     commitmentJSON   `json:"complete_add_comm"`
	VarBaseMul      commitmentJSON   `json:"mul_comm"`
	EndoMul         commitmentJSON   `json:"emul_comm"`
	EndoMulScalar   commitmentJSON   `json:"endomul_scalar_comm"`
	RangeCheck0     *commitmentJSON  `json:"range_check0_comm"`
	RangeCheck1     *commitmentJSON  `json:"range_check1_comm"`
	ForeignFieldAdd *commitmentJSON  `json:"foreign_field_add_comm"`
	ForeignFieldMul *commitmentJSON  `json:"foreign_field_mul_comm"`
	Xor             *commitmentJSON  `json:"xor_comm"`
	Rot             *commitmentJSON  `json:"rot_comm"`
	Shift           []hexBytes       `json:"shift"`
	Lookup          *lookupIndexJSON `json:"lookup_index"`
}

type lookupIndexJSON struct {
	JointUsed       bool             `json:"joint_lookup_used"`
	Table           []commitmentJSON `json:"lookup_table"`
	Selectors       selectorsJSON    `json:"lookup_selectors"`
	TableIDs        *commitmentJSON  `json:"table_ids"`
	Info            lookupInfoJSON   `json:"lookup_info"`
	RuntimeSelector *commitmentJSON  `json:"runtime_tables_selector"`
}

type selectorsJSON struct {
	Xor             *commitmentJSON `json:"xor"`
	Lookup          *commitmentJSON `json:"lookup"`
	RangeCheck      *commitmentJSON `json:"range_check"`
	ForeignFieldMul *commitmentJSON `json:"ffmul"`
}

type lookupInfoJSON struct {
	MaxPerRow    int `json:"max_per_row"`
	MaxJointSize int `json:"max_joint_size"`
	Features     struct {
		Patterns struct {
			Xor             bool `json:"xor"`
			Lookup          bool `json:"lookup"`
			RangeCheck      bool `json:"range_check"`
			ForeignFieldMul bool `json:"foreign_field_mul"`
		} `json:"patterns"`
		JointUsed bool `json:"joint_lookup_used"`
		Runtime   bool `json:"uses_runtime_tables"`
	} `json:"features"`
}

type commitmentJSON struct {
	Chunks []hexBytes `json:"chunks"`
}

// hexBytes is a byte string in lower-case hexadecimal.
type hexBytes []byte

func (h hexBytes) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h), nil }

func (h *hexBytes) UnmarshalText(text []byte) (err error) {
	*h, err = hex.AppendDecode(nil, text)
	return err
}

// ParseVerificationKey reads a key in the form of o1js's KimchiVerificationKey: base64
// of JSON (SPEC 11.12 [KIM-19]). The errors are [ErrMalformedKey], [ErrNonCanonical]
// and [ErrNotOnCurve]; the memory it takes is a small multiple of the text.
func ParseVerificationKey(text string) (*VerificationKey, error) {
	if len(text) > maxKeyText {
		return nil, fmt.Errorf("%w: longer than %d characters", ErrMalformedKey, maxKeyText)
	}
	raw, err := strictjson.Base64(text)
	if err != nil {
		return nil, fmt.Errorf("%w: not base64", ErrMalformedKey)
	}
	var form keyJSON
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&form); err != nil { // it names the member
		return nil, fmt.Errorf("%w: not the JSON of a key: %.100v", ErrMalformedKey, err)
	}
	if err := form.checkConstants(); err != nil {
		return nil, err
	}
	index, err := form.index()
	if err != nil {
		return nil, err
	}
	key := &VerificationKey{index: *index}
	if again := key.json(); !bytes.Equal(again, raw) { // members, numbers, domain, order
		return nil, fmt.Errorf("%w: not the form that o1js writes", ErrMalformedKey)
	}
	return key, nil
}

// checkConstants names a number that is not that of every key.
func (f *keyJSON) checkConstants() error {
	for _, member := range []struct {
		name      string
		have, due int
	}{
		{"max_poly_size", f.MaxPolySize, 1 << tick.LogSize}, {"zk_rows", f.ZkRows, layout.ZkRows}, {"prev_challenges", f.PrevChallenges, 0},
	} {
		if member.have != member.due {
			return fmt.Errorf("%w: %s is %d, not %d", ErrMalformedKey, member.name, member.have, member.due)
		}
	}
	return nil
}

// String returns the key as o1js's KimchiVerificationKey.toString does.
func (k *VerificationKey) String() string { return base64.StdEncoding.EncodeToString(k.json()) }

// pointReader decodes commitments and keeps the first error.
type pointReader struct{ err error }

func (r *pointReader) point(c *commitmentJSON) (p vesta.Affine) {
	if len(c.Chunks) != 1 {
		r.fail(fmt.Errorf("%w: a commitment has not one chunk", ErrMalformedKey))
		return p
	}
	p, err := decodePoint(c.Chunks[0])
	r.fail(err)
	return p
}

func (r *pointReader) optional(c *commitmentJSON) *vesta.Affine {
	if c == nil {
		return nil
	}
	p := r.point(c)
	return &p
}

func (r *pointReader) list(out []vesta.Affine, in []commitmentJSON) {
	if len(in) != len(out) {
		r.fail(fmt.Errorf("%w: a wrong number of commitments", ErrMalformedKey))
		return
	}
	for i := range in {
		out[i] = r.point(&in[i])
	}
}

func (r *pointReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (f *keyJSON) index() (*tick.VerifierIndex, error) {
	log, err := parseDomain(f.Domain)
	if err != nil {
		return nil, err
	}
	if f.Public < 0 || f.Public > 1<<log-layout.ZkRows {
		return nil, fmt.Errorf("%w: more public inputs than rows", ErrMalformedKey)
	}
	v := &tick.VerifierIndex{LogDomain: log, Public: f.Public}
	var r pointReader
	r.list(v.Sigma[:], f.Sigma)
	r.list(v.Coefficients[:], f.Coefficients)
	selectors := [...]*commitmentJSON{
		&f.Generic, &f.Poseidon, &f.CompleteAdd, &f.VarBaseMul, &f.EndoMul, &f.EndoMulScalar,
	}
	for i, c := range selectors {
		v.Selectors[i] = r.point(c)
	}
	optional := [...]*commitmentJSON{
		f.RangeCheck0, f.RangeCheck1, f.ForeignFieldAdd, f.ForeignFieldMul, f.Xor, f.Rot,
	}
	for i, c := range optional {
		v.Optional[i] = r.optional(c)
	}
	if f.Lookup != nil {
		v.Lookup = f.Lookup.index(&r)
	}
	if r.err != nil {
		return nil, r.err
	}
	return v, nil
}

func (f *lookupIndexJSON) index(r *pointReader) *tick.LookupIndex {
	l := &tick.LookupIndex{
		JointUsed:       f.JointUsed,
		Table:           make([]vesta.Affine, len(f.Table)),
		TableIDs:        r.optional(f.TableIDs),
		RuntimeSelector: r.optional(f.RuntimeSelector),
	}
	r.list(l.Table, f.Table)
	patterns := [...]*commitmentJSON{
		f.Selectors.Xor, f.Selectors.Lookup, f.Selectors.RangeCheck, f.Selectors.ForeignFieldMul,
	}
	for i, c := range patterns {
		l.Selectors[i] = r.optional(c)
	}
	index := tick.VerifierIndex{Lookup: l}
	features := index.Features()
	if !features.Lookup() || len(l.Table) == 0 || len(l.Table) > features.JointSize() {
		r.fail(fmt.Errorf("%w: lookups and tables do not fit", ErrMalformedKey))
	}
	return l
}

// json returns the JSON form of the key.
func (k *VerificationKey) json() []byte {
	v := &k.index
	o := &v.Optional
	form := keyJSON{
		Domain: domainBytes(v.LogDomain), MaxPolySize: 1 << tick.LogSize, ZkRows: layout.ZkRows,
		Public: v.Public, Sigma: commitmentsOf(v.Sigma[:]), Coefficients: commitmentsOf(v.Coefficients[:]),
		Generic:     commitmentOf(&v.Selectors[layout.Generic]),
		Poseidon:    commitmentOf(&v.Selectors[layout.Poseidon]),
		CompleteAdd: commitmentOf(&v.Selectors[layout.CompleteAdd]),
		VarBaseMul:  commitmentOf(&v.Selectors[layout.VarBaseMul]),
		EndoMul:     commitmentOf(&v.Selectors[layout.EndoMul]), EndoMulScalar: commitmentOf(&v.Selectors[layout.EndoMulScalar]),
		RangeCheck0: optionalOf(o[0]), RangeCheck1: optionalOf(o[1]), ForeignFieldAdd: optionalOf(o[2]),
		ForeignFieldMul: optionalOf(o[3]), Xor: optionalOf(o[4]), Rot: optionalOf(o[5]),
	}
	for _, shift := range tick.Shifts() {
		b := shift.Bytes()
		form.Shift = append(form.Shift, b[:])
	}
	if l := v.Lookup; l != nil {
		form.Lookup = &lookupIndexJSON{
			JointUsed: l.JointUsed, Table: commitmentsOf(l.Table),
			Selectors: selectorsJSON{
				optionalOf(l.Selectors[0]), optionalOf(l.Selectors[1]), optionalOf(l.Selectors[2]), optionalOf(l.Selectors[3]),
			},
			TableIDs: optionalOf(l.TableIDs), RuntimeSelector: optionalOf(l.RuntimeSelector), Info: lookupInfo(v),
		}
	}
	out, err := json.Marshal(&form)
	if err != nil {
		panic(err) // it holds texts, numbers and truth values
	}
	return out
}

func lookupInfo(v *tick.VerifierIndex) (info lookupInfoJSON) {
	f := v.Features()
	info.MaxPerRow, info.MaxJointSize = f.PerRow(), f.JointSize()
	p := &info.Features.Patterns
	p.Xor, p.Lookup, p.RangeCheck, p.ForeignFieldMul = f.Patterns[0], f.Patterns[1], f.Patterns[2], f.Patterns[3]
	info.Features.JointUsed, info.Features.Runtime = v.Lookup.JointUsed, f.Runtime
	return info
}

func commitmentOf(p *vesta.Affine) commitmentJSON {
	b := encodePoint(p)
	return commitmentJSON{Chunks: []hexBytes{b[:]}}
}

func commitmentsOf(points []vesta.Affine) []commitmentJSON {
	out := make([]commitmentJSON, len(points))
	for i := range points {
		out[i] = commitmentOf(&points[i])
	}
	return out
}

func optionalOf(p *vesta.Affine) *commitmentJSON {
	if p == nil {
		return nil
	}
	c := commitmentOf(p)
	return &c
}

// domainBytes returns the domain of 2^log elements as arkworks writes it: size, its
// logarithm, size and 1/size in the field, omega, 1/omega, and three numbers of a coset
// that is the domain itself.
func domainBytes(log int) []byte {
	var size, inverse, omegaInverse, one fp.Element
	size.SetUint64(1 << log)
	inverse.Invert(&size)
	omega := tick.Omega(log)
	omegaInverse.Invert(&omega)
	one.One()
	out := binary.LittleEndian.AppendUint64(nil, 1<<log)
	out = binary.LittleEndian.AppendUint32(out, uint32(log))
	for _, x := range []*fp.Element{&size, &inverse, &omega, &omegaInverse, &one, &one, &one} {
		b := x.Bytes()
		out = append(out, b[:]...)
	}
	return out
}

func parseDomain(b []byte) (log int, err error) {
	if len(b) < 12 {
		return 0, fmt.Errorf("%w: no domain", ErrMalformedKey)
	}
	claimed := binary.LittleEndian.Uint32(b[8:])
	if claimed < 2 || claimed > maxLogDomain || !bytes.Equal(b, domainBytes(int(claimed))) {
		return 0, fmt.Errorf("%w: not a domain of 2^2 to 2^%d elements", ErrMalformedKey, maxLogDomain)
	}
	return int(claimed), nil
}
