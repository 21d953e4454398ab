package elgamal

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/poseidon"
)

// EncryptMany encrypts messages[i] to keys[i] for all i: it is [Scheme.Encrypt] of
// each, but faster where the processor can permute several sponges at once. The
// messages may differ in length. Result i is a ciphertext, or nil and error i is
// that of Encrypt. It panics unless there are as many keys as messages. Time
// depends on the lengths and the keys, not on the messages.
func (s Scheme) EncryptMany(keys []*address.PublicKey, messages [][]fp.Element) ([]*Ciphertext, []error) {
	ephemerals := make([]fq.Element, len(messages))
	for i := range ephemerals {
		setEphemeral(&ephemerals[i])
	}
	return s.encryptMany(keys, messages, ephemerals)
}

// encryptMany is encrypt of each message; it erases the ephemeral scalars.
func (s Scheme) encryptMany(keys []*address.PublicKey, messages [][]fp.Element, ephemerals []fq.Element) ([]*Ciphertext, []error) {
	checkLengths(len(keys), len(messages))
	out, errs := make([]*Ciphertext, len(messages)), make([]error, len(messages))
	var b batch
	b.grow(len(messages))
	for i, message := range messages {
		k := &ephemerals[i]
		if errs[i] = s.check(); errs[i] == nil && len(message) == 0 {
			errs[i] = ErrEmpty
		}
		if errs[i] == nil {
			c := &Ciphertext{fields: make([]fp.Element, len(message)+1)}
			shared := c.agree(keys[i], k)
			st := stream{in: message, out: c.masked(), masked: c.masked(), tag: &c.fields[len(message)]}
			st.start(s, len(message), &shared)
			b.streams = append(b.streams, st)
			out[i] = c
		}
		k.Erase()
	}
	b.run(s, func(out, in, mask *fp.Element) { out.Add(in, mask) })
	return out, errs
}

// DecryptMany decrypts ciphertexts[i] with keys[i] for all i: it is [Scheme.Decrypt]
// of each, but faster where the processor can permute several sponges at once. The
// ciphertexts may differ in length, and are not changed. Result i is a message, or
// nil and error i is that of Decrypt. It panics unless there are as many keys as
// ciphertexts. Time depends on the lengths alone.
func (s Scheme) DecryptMany(keys []*address.PrivateKey, ciphertexts []*Ciphertext) ([][]fp.Element, []error) {
	checkLengths(len(keys), len(ciphertexts))
	out, errs := make([][]fp.Element, len(ciphertexts)), make([]error, len(ciphertexts))
	tags := make([]fp.Element, len(ciphertexts))
	var b batch
	b.grow(len(ciphertexts))
	for i, c := range ciphertexts {
		shared, err := s.recover(keys[i], c)
		if err != nil {
			errs[i] = err
			continue
		}
		masked := c.masked()
		out[i] = make([]fp.Element, len(masked))
		st := stream{in: masked, out: out[i], masked: masked, tag: &tags[i]}
		st.start(s, len(masked), &shared)
		b.streams = append(b.streams, st)
	}
	b.run(s, func(out, in, mask *fp.Element) { out.Subtract(in, mask) })
	for i, c := range ciphertexts {
		if errs[i] == nil {
			out[i], errs[i] = c.release(out[i], &tags[i])
		}
	}
	return out, errs
}

func checkLengths(keys, messages int) {
	if keys != messages {
		panic("elgamal: wrong number of keys")
	}
}

// stream is one message of a batch.
type stream struct {
	schedule
	in, out []fp.Element // before and after the mask
	masked  []fp.Element // whichever of them is masked
	tag     *fp.Element
}

// batch runs the schedules of many messages of one scheme at the same time, so that
// their sponges are permuted together.
type batch struct {
	streams []stream
	active  []*stream // those that have the element at hand
	sponges []*poseidon.Sponge
	xs      []fp.Element
}

// grow makes place for n messages.
func (b *batch) grow(n int) {
	b.streams = make([]stream, 0, n)
	b.active = make([]*stream, 0, n)
	b.sponges = make([]*poseidon.Sponge, 0, n)
	b.xs = make([]fp.Element, n)
}

// run does what the schedule of each message says, and erases their sponges and all
// masks. apply puts a mask on an element, or takes it off.
func (b *batch) run(scheme Scheme, apply func(out, in, mask *fp.Element)) {
	for i := 0; b.choose(func(s *stream) bool { return i < s.n }); i++ {
		if scheme.framed() {
			b.absorb(func(s *stream) fp.Element { return s.frame(i) })
		}
		poseidon.SqueezeMany(b.xs[:len(b.sponges)], b.sponges)
		for k, s := range b.active {
			apply(&s.out[i], &s.in[i], &b.xs[k])
		}
		for j := i - 1; j <= i; j++ {
			if b.choose(func(s *stream) bool { return i < s.n && s.unfed(i) <= j }) {
				b.absorb(func(s *stream) fp.Element { return s.masked[j] })
			}
		}
	}
	if b.choose(func(*stream) bool { return true }) {
		poseidon.SqueezeMany(b.xs[:len(b.sponges)], b.sponges)
	}
	for k, s := range b.active {
		*s.tag = b.xs[k]
		s.sponge.Erase()
	}
	eraseAll(b.xs)
}

// choose makes the messages active for which there is something to do, and reports
// whether there are any. What it depends on is lengths.
func (b *batch) choose(has func(*stream) bool) bool {
	b.active, b.sponges = b.active[:0], b.sponges[:0]
	for k := range b.streams {
		if s := &b.streams[k]; has(s) {
			b.active = append(b.active, s)
			b.sponges = append(b.sponges, &s.sponge)
		}
	}
	return len(b.active) > 0
}

// absorb gives the sponge of each active message an element.
func (b *batch) absorb(element func(*stream) fp.Element) {
	for k, s := range b.active {
		b.xs[k] = element(s)
	}
	poseidon.AbsorbMany(b.sponges, b.xs[:len(b.sponges)])
}
