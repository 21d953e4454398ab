package pickles

import (
	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/fq"
)

// The records of the s-expression, in their order (SPEC 11.14).

// flags is the number of feature flags, and flagNames their names.
const flags = 8

var flagNames = [flags]string{
	"range_check0", "range_check1", "foreign_field_add", "foreign_field_mul", "xor", "rot", "lookup", "runtime_tables",
}

// selectorNames are those of the gates.
var selectorNames = [layout.Gates]string{
	"generic_selector", "poseidon_selector", "complete_add_selector", "mul_selector", "emul_selector", "endomul_scalar_selector",
	"range_check0_selector", "range_check1_selector", "foreign_field_add_selector", "foreign_field_mul_selector",
	"xor_selector", "rot_selector",
}

// patternNames are those of the lookup patterns.
var patternNames = [layout.Patterns]string{
	"xor_lookup_selector", "lookup_gate_lookup_selector", "range_check_lookup_selector", "foreign_field_mul_lookup_selector",
}

// domainAtoms are the logarithms of the step domain as OCaml writes characters.
var domainAtoms = [tick.LogSize + 1]string{
	`"\000"`, `"\001"`, `"\002"`, `"\003"`, `"\004"`, `"\005"`, `"\006"`, `"\007"`, `"\b"`,
	`"\t"`, `"\n"`, `"\011"`, `"\012"`, `"\r"`, `"\014"`, `"\015"`, `"\016"`,
}

func (r *sexpReader) proof(p *Proof) {
	r.literal("(")
	r.member("statement", func() {
		r.literal("(")
		r.member("proof_state", func() { r.proofState(&p.step) })
		r.member("messages_for_next_step_proof", func() { r.nextStep(&p.step) })
		r.literal(")")
	})
	r.member("prev_evals", func() { r.stepEvaluations(&p.step) })
	r.member("proof", func() { r.wrap(&p.wrap) })
	r.literal(")")
}

func (r *sexpReader) proofState(s *step) {
	r.literal("(")
	r.member("deferred_values", func() { r.deferredValues(s) })
	r.member("sponge_digest_before_evaluations", func() {
		r.literal("(")
		r.limbs(s.digest[:])
		r.literal(")")
	})
	r.member("messages_for_next_wrap_proof", func() {
		r.literal("(")
		r.member("challenge_polynomial_commitment", func() { s.accumulator = r.vesta() })
		r.member("old_bulletproof_challenges", func() {
			r.literal("(")
			for !r.optional(")") && r.err == nil && len(s.accumulated) < maxPrevious+1 {
				s.accumulated = append(s.accumulated, [tock.LogSize]layout.Challenge{})
				r.prechallenges(s.accumulated[len(s.accumulated)-1][:])
			}
		})
		r.literal(")")
	})
	r.literal(")")
}

func (r *sexpReader) deferredValues(s *step) {
	r.literal("(")
	r.member("plonk", func() {
		r.literal("(")
		r.member("alpha", func() { s.alpha = r.inner() })
		r.member("beta", func() { s.beta = r.challenge() })
		r.member("gamma", func() { s.gamma = r.challenge() })
		r.member("zeta", func() { s.zeta = r.inner() })
		r.member("joint_combiner", func() {
			r.literal("(")
			if !r.optional(")") {
				joint := r.inner()
				s.joint = &joint
				r.literal(")")
			}
		})
		r.member("feature_flags", func() { r.featureFlags(s) })
		r.literal(")")
	})
	r.member("bulletproof_challenges", func() { r.prechallenges(s.opening[:]) })
	r.member("branch_data", func() {
		r.literal("(")
		r.member("proofs_verified ", func() { s.proofsVerified = r.oneOf("N0", "N1", "N2") })
		r.member("domain_log2", func() { s.logDomain = r.oneOf(domainAtoms[:]...) })
		r.literal(")")
	})
	r.literal(")")
}

func (r *sexpReader) featureFlags(s *step) {
	r.literal("(")
	for i, name := range flagNames {
		r.member(name+" ", func() { s.flags[i] = r.oneOf("false", "true") == 1 })
	}
	r.literal(")")
	f := &s.features
	copy(f.Gates[:], s.flags[:layout.OptionalGates])
	has := func(g layout.Gate) bool { return f.Gates[g-layout.BaseGates] }
	f.Patterns = [layout.Patterns]bool{
		layout.XorPattern:             has(layout.Xor16),
		layout.LookupPattern:          s.flags[6],
		layout.RangeCheckPattern:      has(layout.RangeCheck0) || has(layout.RangeCheck1) || has(layout.Rot64),
		layout.ForeignFieldMulPattern: has(layout.ForeignFieldMul),
	}
	f.Runtime = s.flags[7]
}

// nextStep reads what is passed on to a next step proof: the commitments first, then
// their challenges.
func (r *sexpReader) nextStep(s *step) {
	r.literal("(")
	r.member("app_state", func() { r.literal("()") })
	r.member("challenge_polynomial_commitments", func() {
		r.literal("(")
		for !r.optional(")") && r.err == nil && len(s.previous) < maxPrevious+1 {
			s.previous = append(s.previous, previous{commitment: r.pallas()})
		}
	})
	r.member("old_bulletproof_challenges", func() {
		r.literal("(")
		for i := range s.previous {
			r.prechallenges(s.previous[i].challenges[:])
		}
		r.literal(")")
	})
	r.literal(")")
}

// chunkPair reads ((value)(value)): each of one chunk.
func (r *sexpReader) chunkPair() (p tick.Pair) {
	r.literal("((")
	p.Zeta = r.fp()
	r.literal(")(")
	p.Next = r.fp()
	r.literal("))")
	return p
}

func (r *sexpReader) chunkPairs(out []tick.Pair) {
	r.literal("(")
	for i := range out {
		out[i] = r.chunkPair()
	}
	r.literal(")")
}

// optionalPair reads () or (pair).
func (r *sexpReader) optionalPair() *tick.Pair {
	r.literal("(")
	if r.optional(")") {
		return nil
	}
	p := r.chunkPair()
	r.literal(")")
	return &p
}

func (r *sexpReader) stepEvaluations(s *step) {
	e := &s.evaluations
	r.literal("(")
	r.member("evals", func() {
		r.literal("(")
		r.member("public_input", func() {
			r.literal("(")
			s.public.Zeta = r.fp()
			r.literal(" ")
			s.public.Next = r.fp()
			r.literal(")")
		})
		r.member("evals", func() {
			r.literal("(")
			r.member("w", func() { r.chunkPairs(e.Witness[:]) })
			r.member("coefficients", func() { r.chunkPairs(e.Coefficients[:]) })
			r.member("z", func() { e.Permutation = r.chunkPair() })
			r.member("s", func() { r.chunkPairs(e.Sigma[:]) })
			for i := range e.Selectors {
				r.member(selectorNames[i], func() { e.Selectors[i] = r.chunkPair() })
			}
			for i := range e.Optional {
				r.member(selectorNames[layout.BaseGates+i], func() { e.Optional[i] = r.optionalPair() })
			}
			r.lookupEvaluations(&e.Lookup)
			r.literal(")")
		})
		r.literal(")")
	})
	r.member("ft_eval1 ", func() { s.ftNext = r.fp() })
	r.literal(")")
}

func (r *sexpReader) lookupEvaluations(l *tick.LookupEvaluations) {
	r.member("lookup_aggregation", func() { l.Aggregation = r.optionalPair() })
	r.member("lookup_table", func() { l.Table = r.optionalPair() })
	r.member("lookup_sorted", func() {
		r.literal("(")
		for i := range l.Sorted {
			l.Sorted[i] = r.optionalPair()
		}
		r.literal(")")
	})
	r.member("runtime_lookup_table", func() { l.Runtime = r.optionalPair() })
	r.member("runtime_lookup_table_selector", func() { l.RuntimeSelector = r.optionalPair() })
	for i, name := range patternNames {
		r.member(name, func() { l.Selectors[i] = r.optionalPair() })
	}
}

// pair reads (value value), of the wrap proof.
func (r *sexpReader) pair() (p tock.Pair) {
	r.literal("(")
	p.Zeta = r.fq()
	r.literal(" ")
	p.Next = r.fq()
	r.literal(")")
	return p
}

func (r *sexpReader) pairs(out []tock.Pair) {
	r.literal("(")
	for i := range out {
		out[i] = r.pair()
	}
	r.literal(")")
}

func (r *sexpReader) wrap(p *tock.Proof) {
	r.literal("(")
	r.member("commitments", func() {
		r.literal("(")
		r.member("w_comm", func() {
			r.literal("(")
			for i := range p.Witness {
				p.Witness[i] = r.pallas()
			}
			r.literal(")")
		})
		r.member("z_comm", func() { p.Permutation = r.pallas() })
		r.member("t_comm", func() {
			r.literal("(")
			for i := range p.Quotient {
				p.Quotient[i] = r.pallas()
			}
			r.literal(")")
		})
		r.literal(")")
	})
	r.member("evaluations", func() { r.wrapEvaluations(&p.Evaluations) })
	r.member("ft_eval1 ", func() { p.FtNext = r.fq() })
	r.member("bulletproof", func() { r.opening(&p.Opening) })
	r.literal(")")
}

func (r *sexpReader) wrapEvaluations(e *tock.Evaluations) {
	r.literal("(")
	r.member("w", func() { r.pairs(e.Witness[:]) })
	r.member("coefficients", func() { r.pairs(e.Coefficients[:]) })
	r.member("z", func() { e.Permutation = r.pair() })
	r.member("s", func() { r.pairs(e.Sigma[:]) })
	for i := range e.Selectors {
		r.member(selectorNames[i], func() { e.Selectors[i] = r.pair() })
	}
	r.literal(")")
}

func (r *sexpReader) opening(o *tock.Opening) {
	scalar := func(name string, x *fq.Element) { r.member(name+" ", func() { *x = r.fq() }) }
	r.literal("(")
	r.member("lr", func() {
		r.literal("(")
		for i := range o.Rounds {
			r.literal("(")
			o.Rounds[i].Left, o.Rounds[i].Right = r.pallas(), r.pallas()
			r.literal(")")
		}
		r.literal(")")
	})
	scalar("z_1", &o.Z1)
	scalar("z_2", &o.Z2)
	r.member("delta", func() { o.Delta = r.pallas() })
	r.member("challenge_polynomial_commitment", func() { o.SG = r.pallas() })
	r.literal(")")
}
