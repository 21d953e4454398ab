package peers

import (
	"fmt"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Check compares what every peer computes in a work with what minaseal does: a fast
// wrong answer is no measurement.
func (l *Lineup) Check(work string) error {
	for i := range l.local {
		p := &l.local[i]
		if prepare := p.tasks[work]; prepare != nil && p.name != Minaseal {
			if err := l.inputs.judge(p.name, work, digest(prepare(l.inputs))); err != nil {
				return err
			}
		}
	}
	for _, child := range l.processes {
		for _, name := range child.works {
			if name != work {
				continue
			}
			got, err := child.check(work)
			if err != nil {
				return err
			}
			if err := l.inputs.judge(child.name, work, got); err != nil {
				return err
			}
		}
	}
	return nil
}

// digest runs a fresh task for the iterations that all peers run.
func digest(t *task) string {
	t.run(checked)
	return t.digest()
}

// judge returns an error unless the digest is one that the work should have.
func (in *inputs) judge(peer, work, got string) error {
	switch work {
	case "Encrypt1":
		return in.judgeCiphertext(peer, work, got, text1)
	case "Encrypt32K":
		return in.judgeCiphertext(peer, work, got, text32K)
	case "PallasBaseMultiply":
		if got == in.zcashBaseMultiply() {
			return nil
		}
	case GnarkMultiply1155:
		x := in.a
		for range 1155 * checked {
			x.Multiply(&x, &in.b)
		}
		if got == written(&x) {
			return nil
		}
		return fmt.Errorf("%s computes something else in %s", peer, work)
	}
	if got != digest(minasealTasks()[work](in)) {
		return fmt.Errorf("%s computes something else than minaseal in %s", peer, work)
	}
	return nil
}

// judgeCiphertext decrypts: encryption is randomised.
func (in *inputs) judgeCiphertext(peer, work, got, want string) error {
	c, err := elgamal.ParseCiphertext([]byte(got))
	if err != nil {
		return fmt.Errorf("%s in %s: %w", peer, work, err)
	}
	text, err := elgamal.O1jsV2.DecryptText(in.key, c)
	if err != nil {
		return fmt.Errorf("%s in %s: %w", peer, work, err)
	}
	if text != want {
		return fmt.Errorf("%s encrypts another text in %s", peer, work)
	}
	return nil
}

// zcashBaseMultiply is the digest of PallasBaseMultiply for the generator (-1, 2),
// which the Rust libraries have.
func (in *inputs) zcashBaseMultiply() string {
	var x, y fp.Element
	x.Negate(x.One())
	y.SetUint64(2)
	generator, err := pallas.NewIdentity().SetAffine(&x, &y)
	if err != nil {
		panic(err) // 4 = -1 + 5
	}
	var t fq.Element
	for range checked {
		t.Add(&t, &in.s)
	}
	return writtenPoint(generator.ScalarMultiply(t.Add(&t, &in.s), generator))
}
