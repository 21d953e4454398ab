//go:build interop

package pickles

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// o1js is the verifier of o1js 2.15.0 in its own process.
type o1js struct {
	t   *testing.T
	in  io.Writer
	out *bufio.Scanner
}

func startO1js(t *testing.T, backend string) *o1js {
	t.Helper()
	command := exec.Command("node", "program.mjs", backend)
	command.Dir = "../../conformance/drivers/o1js"
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	require.NoError(t, err)
	out, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		require.NoError(t, in.Close())
		require.NoError(t, command.Wait())
	})
	scanner := bufio.NewScanner(out)
	scanner.Buffer(nil, 1<<20)
	return &o1js{t, in, scanner}
}

// verify returns o1js's answer.
func (o *o1js) verify(proof *Proof, key *VerificationKey) string {
	o.t.Helper()
	require.NoError(o.t, json.NewEncoder(o.in).Encode(map[string]any{"proof": proof, "verificationKey": key}))
	require.True(o.t, o.out.Scan(), o.out.Err())
	return o.out.Text()
}

const valid = `{"valid":true}`

// changes spoil a proof: what the wrap circuit's 40 inputs are made of, one after the other,
// and parts of another proof of the program.
func changes(p, other *Proof) map[string]func(q *Proof) {
	out := map[string]func(q *Proof){
		"public input":           func(q *Proof) { q.publicInput = append([]fp.Element{*new(fp.Element).One()}, q.publicInput...) },
		"public output":          func(q *Proof) { q.publicOutput = append(q.publicOutput[:0:0], *new(fp.Element).One()) },
		"sg of another proof":    func(q *Proof) { q.step.accumulator = other.step.accumulator },
		"evaluations":            func(q *Proof) { q.step.evaluations = other.step.evaluations },
		"an evaluation":          func(q *Proof) { q.step.evaluations.Witness[3].Next = other.step.evaluations.Witness[3].Next },
		"public evaluation":      func(q *Proof) { q.step.public = other.step.public },
		"ft":                     func(q *Proof) { q.step.ftNext = other.step.ftNext },
		"statement":              func(q *Proof) { q.step = other.step },
		"sg of the wrap proof":   func(q *Proof) { q.wrap.Opening.SG = other.wrap.Opening.SG },
		"wrap evaluation":        func(q *Proof) { q.wrap.Evaluations.Permutation = other.wrap.Evaluations.Permutation },
		"wrap scalar":            func(q *Proof) { q.wrap.Opening.Z1 = other.wrap.Opening.Z1 },
		"wrap commitment":        func(q *Proof) { q.wrap.Witness[0] = other.wrap.Witness[0] },
		"domain":                 func(q *Proof) { q.step.logDomain++ },
		"proofs verified":        func(q *Proof) { q.step.proofsVerified = 1 },
		"no joint combiner":      func(q *Proof) { q.step.joint = nil },
		"another joint combiner": func(q *Proof) { q.step.joint = &layout.Challenge{1, 0} },
	}
	for name, challenge := range map[string]func(q *Proof) *uint64{
		"alpha": func(q *Proof) *uint64 { return &q.step.alpha[0] }, "beta": func(q *Proof) *uint64 { return &q.step.beta[0] },
		"gamma": func(q *Proof) *uint64 { return &q.step.gamma[1] }, "zeta": func(q *Proof) *uint64 { return &q.step.zeta[1] },
		"digest": func(q *Proof) *uint64 { return &q.step.digest[0] },
	} {
		out[name] = func(q *Proof) { *challenge(q) ^= 1 }
	}
	for i := range p.step.opening {
		out[fmt.Sprint("opening challenge ", i)] = func(q *Proof) { q.step.opening[i][0] ^= 1 }
	}
	for i := range p.step.flags {
		out["flag "+flagNames[i]] = func(q *Proof) { q.step.flags[i] = !q.step.flags[i] }
	}
	return out
}

// o1js verifies our proofs under the keys of its own compile, in both backends, and no
// changed ones.
func TestO1jsVerifiesPrograms(t *testing.T) {
	peers := map[string]*o1js{"native": startO1js(t, "native"), "wasm": startO1js(t, "wasm")}
	xor := newProgram(t, "testdata/xor")
	for _, i := range []instance{rangeInstance(0), rangeInstance(100), hashInstance(), xorInstance()} {
		p := newProgram(t, i.name)
		proof, err := p.Prove(i.publicInput, i.publicOutput, i.inputs())
		require.NoError(t, err)
		for name, peer := range peers {
			require.Equal(t, valid, peer.verify(proof, p.Key()), "%s, %s", i.name, name)
			t.Logf("%s: verified by o1js, %s", i.name, name)
		}
		if i.name != "programs/range" {
			continue
		}
		require.NotEqual(t, valid, peers["native"].verify(proof, xor.Key()), "the key of another program")
		if i.values[0].IsZero() == 0 {
			continue
		}
		other, err := p.Prove(nil, nil, i.inputs())
		require.NoError(t, err)
		for what, change := range changes(proof, other) {
			changed := *proof
			change(&changed)
			answer := peers["native"].verify(&changed, p.Key())
			require.True(t, answer == `{"valid":false}` || strings.HasPrefix(answer, `{"error":`), "%s: %s", what, answer)
			require.Error(t, Verify(p.era, &changed, p.Key(), nil, nil), what)
		}
	}
}
