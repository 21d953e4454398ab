package pickles

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// rangeItem loads the program `value <= 100` and a proof of it, by o1js 2.15.0.
func rangeItem(t require.TestingT, proof string) *Item {
	text, err := os.ReadFile("testdata/range-vk.json")
	require.NoError(t, err)
	key, err := ParseVerificationKey(text)
	require.NoError(t, err)
	text, err = os.ReadFile("testdata/" + proof)
	require.NoError(t, err)
	p, err := ParseProof(text)
	require.NoError(t, err)
	return &Item{Proof: p, Key: key}
}

// trace is what an independent implementation met on the way.
type trace map[string]any

func (w trace) equal(t *testing.T, name string, have fmt.Stringer) {
	t.Helper()
	require.Equal(t, w[name], have.String(), name)
}

func (w trace) challenge(t *testing.T, name string, have layout.Challenge) {
	t.Helper()
	require.Equal(t, w[name], fmt.Sprintf("%016x%016x", have[1], have[0]), name)
}

func (w trace) point(t *testing.T, name string, have pallas.Affine) {
	t.Helper()
	x, y := have.Coordinates()
	require.Equal(t, w[name], []any{x.Decimal(), y.Decimal()}, name)
}

func texts[E any, P interface {
	*E
	String() string
}](list []E) []any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = P(&list[i]).String()
	}
	return out
}

// TestTrace compares every intermediate value.
// covers: PIC-7, PIC-8, PIC-9, PIC-10, KIM-5, KIM-6, KIM-7, KIM-10, KIM-12, KIM-16, KIM-17
func TestTrace(t *testing.T) {
	text, err := os.ReadFile("testdata/range-trace-wasm.json")
	require.NoError(t, err)
	want := trace{}
	require.NoError(t, json.Unmarshal(text, &want))
	item := rangeItem(t, "range-proof-wasm.json")
	r, err := reduce(kimchi.Berkeley, item)
	require.NoError(t, err)
	x, err := item.Proof.step.expand()
	require.NoError(t, err)

	want.equal(t, "step_alpha", &x.challenges.Alpha)
	want.equal(t, "step_zeta", &x.challenges.Zeta)
	want.equal(t, "step_joint_combiner", &x.challenges.Joint)
	require.Equal(t, want["step_bulletproof_challenges"], texts[fp.Element](x.opening))
	d := r.deferred
	want.challenge(t, "step_xi_chal", d.V)
	want.challenge(t, "step_r_chal", d.U)
	want.equal(t, "step_ft_eval0", &d.Ft)
	want.equal(t, "step_perm", &d.Sigma)
	want.equal(t, "step_combined_inner_product", &d.CombinedInnerProduct)
	want.equal(t, "step_b", &d.Fold)
	message := item.Proof.nextStepMessage(item.Key, x)
	want.equal(t, "messages_for_next_step_proof", &message)
	wrapMessage := item.Proof.step.nextWrapMessage(x)
	want.equal(t, "messages_for_next_wrap_proof", &wrapMessage)
	require.Equal(t, want["wrap_public_input_40"], texts[fq.Element](r.input))

	w := r.trace
	want.equal(t, "wrap_vk_digest", &w.Digest)
	want.point(t, "wrap_public_comm", w.Public)
	want.challenge(t, "wrap_beta", w.Beta)
	want.challenge(t, "wrap_gamma", w.Gamma)
	want.challenge(t, "wrap_alpha_chal", w.Alpha)
	want.challenge(t, "wrap_zeta_chal", w.Zeta)
	want.equal(t, "wrap_digest_before_evals", &w.DigestBeforeEvaluations)
	public := []fq.Element{w.PublicEvaluations.Zeta, w.PublicEvaluations.Next}
	require.Equal(t, want["wrap_public_evals"], texts[fq.Element](public))
	want.challenge(t, "wrap_v_chal", w.V)
	want.challenge(t, "wrap_u_chal", w.U)
	want.equal(t, "wrap_ft_eval0", &w.Ft)
	want.equal(t, "wrap_perm_scalar", &w.Sigma)
	want.equal(t, "wrap_combined_inner_product", &w.CombinedInnerProduct)
	want.point(t, "wrap_U", w.Base)
	require.Equal(t, want["wrap_ipa_challenges"], texts[fq.Element](w.OpeningChallenges))
	want.equal(t, "wrap_ipa_c", &w.OpeningFinal)
	want.equal(t, "wrap_b0", &w.FoldingAtPoint)
}
