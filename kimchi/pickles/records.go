package pickles

import (
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/kimchi/layout"
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

func (c *codec) proof(p *Proof) {
	c.record(func() {
		c.member("statement", func() {
			c.record(func() {
				c.member("proof_state", func() { c.proofState(&p.step) })
				c.member("messages_for_next_step_proof", func() { c.nextStep(&p.step) })
			})
		})
		c.member("prev_evals", func() { c.stepEvaluations(&p.step) })
		c.member("proof", func() { c.wrap(&p.wrap) })
	})
}

func (c *codec) proofState(s *step) {
	c.record(func() {
		c.member("deferred_values", func() { c.deferredValues(s) })
		c.member("sponge_digest_before_evaluations", func() { c.record(func() { c.limbs(s.digest[:]) }) })
		c.member("messages_for_next_wrap_proof", func() {
			c.record(func() {
				c.member("challenge_polynomial_commitment", func() { c.vesta(&s.accumulator) })
				c.member("old_bulletproof_challenges", func() {
					listUpTo(c, &s.accumulated, maxPrevious+1, func(x *[tock.LogSize]layout.Challenge) { c.prechallenges(x[:]) })
				})
			})
		})
	})
}

func (c *codec) deferredValues(s *step) {
	c.record(func() {
		c.member("plonk", func() {
			c.record(func() {
				c.member("alpha", func() { c.inner(&s.alpha) })
				c.member("beta", func() { c.challenge(&s.beta) })
				c.member("gamma", func() { c.challenge(&s.gamma) })
				c.member("zeta", func() { c.inner(&s.zeta) })
				c.member("joint_combiner", func() { maybe(c, &s.joint, c.inner) })
				c.member("feature_flags", func() { c.featureFlags(s) })
			})
		})
		c.member("bulletproof_challenges", func() { c.prechallenges(s.opening[:]) })
		c.member("branch_data", func() {
			c.record(func() {
				c.member("proofs_verified ", func() { c.oneOf(&s.proofsVerified, "N0", "N1", "N2") })
				c.member("domain_log2", func() { c.oneOf(&s.logDomain, domainAtoms[:]...) })
			})
		})
	})
}

func (c *codec) featureFlags(s *step) {
	c.record(func() {
		for i, name := range flagNames {
			c.member(name+" ", func() { c.bool(&s.flags[i]) })
		}
	})
	if !c.writing {
		s.features = featuresOf(s.flags)
	}
}

// featuresOf returns what the flags say (SPEC 11.16).
func featuresOf(set [flags]bool) (f layout.Features) {
	copy(f.Gates[:], set[:layout.OptionalGates])
	has := func(g layout.Gate) bool { return f.Gates[g-layout.BaseGates] }
	f.Patterns = [layout.Patterns]bool{
		layout.XorPattern:             has(layout.Xor16),
		layout.LookupPattern:          set[6],
		layout.RangeCheckPattern:      has(layout.RangeCheck0) || has(layout.RangeCheck1) || has(layout.Rot64),
		layout.ForeignFieldMulPattern: has(layout.ForeignFieldMul),
	}
	f.Runtime = set[7]
	return f
}

// nextStep goes through what is passed on to a next step proof: the commitments first,
// then their challenges.
func (c *codec) nextStep(s *step) {
	c.record(func() {
		c.member("app_state", func() { c.literal("()") })
		c.member("challenge_polynomial_commitments", func() {
			listUpTo(c, &s.previous, maxPrevious+1, func(p *previous) { c.pallas(&p.commitment) })
		})
		c.member("old_bulletproof_challenges", func() {
			list(c, s.previous, func(p *previous) { c.prechallenges(p.challenges[:]) })
		})
	})
}

// chunkPair goes through ((value)(value)): each of one chunk.
func (c *codec) chunkPair(p *tick.Pair) {
	c.literal("((")
	c.fp(&p.Zeta)
	c.literal(")(")
	c.fp(&p.Next)
	c.literal("))")
}

func (c *codec) chunkPairs(values []tick.Pair) { list(c, values, c.chunkPair) }

// optionalPair goes through () or (pair).
func (c *codec) optionalPair(p **tick.Pair) { maybe(c, p, c.chunkPair) }

func (c *codec) stepEvaluations(s *step) {
	e := &s.evaluations
	c.record(func() {
		c.member("evals", func() {
			c.record(func() {
				c.member("public_input", func() {
					c.record(func() { c.fp(&s.public.Zeta); c.literal(" "); c.fp(&s.public.Next) })
				})
				c.member("evals", func() {
					c.record(func() {
						c.member("w", func() { c.chunkPairs(e.Witness[:]) })
						c.member("coefficients", func() { c.chunkPairs(e.Coefficients[:]) })
						c.member("z", func() { c.chunkPair(&e.Permutation) })
						c.member("s", func() { c.chunkPairs(e.Sigma[:]) })
						for i := range e.Selectors {
							c.member(selectorNames[i], func() { c.chunkPair(&e.Selectors[i]) })
						}
						for i := range e.Optional {
							c.member(selectorNames[layout.BaseGates+i], func() { c.optionalPair(&e.Optional[i]) })
						}
						c.lookupEvaluations(&e.Lookup)
					})
				})
			})
		})
		c.member("ft_eval1 ", func() { c.fp(&s.ftNext) })
	})
}

func (c *codec) lookupEvaluations(l *tick.LookupEvaluations) {
	c.member("lookup_aggregation", func() { c.optionalPair(&l.Aggregation) })
	c.member("lookup_table", func() { c.optionalPair(&l.Table) })
	c.member("lookup_sorted", func() { list(c, l.Sorted[:], c.optionalPair) })
	c.member("runtime_lookup_table", func() { c.optionalPair(&l.Runtime) })
	c.member("runtime_lookup_table_selector", func() { c.optionalPair(&l.RuntimeSelector) })
	for i, name := range patternNames {
		c.member(name, func() { c.optionalPair(&l.Selectors[i]) })
	}
}

// pair goes through (value value), of the wrap proof.
func (c *codec) pair(p *tock.Pair) {
	c.record(func() { c.fq(&p.Zeta); c.literal(" "); c.fq(&p.Next) })
}

func (c *codec) pairs(values []tock.Pair) { list(c, values, c.pair) }

func (c *codec) wrap(p *tock.Proof) {
	c.record(func() {
		c.member("commitments", func() {
			c.record(func() {
				c.member("w_comm", func() { list(c, p.Witness[:], c.pallas) })
				c.member("z_comm", func() { c.pallas(&p.Permutation) })
				c.member("t_comm", func() { list(c, p.Quotient[:], c.pallas) })
			})
		})
		c.member("evaluations", func() { c.wrapEvaluations(&p.Evaluations) })
		c.member("ft_eval1 ", func() { c.fq(&p.FtNext) })
		c.member("bulletproof", func() { c.opening(&p.Opening) })
	})
}

func (c *codec) wrapEvaluations(e *tock.Evaluations) {
	c.record(func() {
		c.member("w", func() { c.pairs(e.Witness[:]) })
		c.member("coefficients", func() { c.pairs(e.Coefficients[:]) })
		c.member("z", func() { c.pair(&e.Permutation) })
		c.member("s", func() { c.pairs(e.Sigma[:]) })
		for i := range e.Selectors {
			c.member(selectorNames[i], func() { c.pair(&e.Selectors[i]) })
		}
	})
}

func (c *codec) opening(o *tock.Opening) {
	c.record(func() {
		c.member("lr", func() {
			c.record(func() {
				for i := range o.Rounds {
					round := &o.Rounds[i]
					c.record(func() { c.pallas(&round.Left); c.pallas(&round.Right) })
				}
			})
		})
		c.member("z_1 ", func() { c.fq(&o.Z1) })
		c.member("z_2 ", func() { c.fq(&o.Z2) })
		c.member("delta", func() { c.pallas(&o.Delta) })
		c.member("challenge_polynomial_commitment", func() { c.pallas(&o.SG) })
	})
}
