package peers

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/kimchi/pickles"
)

// A proof that o1js made of its ZkProgram "a value of at most 100", and the program's
// key, both as o1js writes them: what o1js's verify takes.
var (
	//go:embed proof/proof.json
	proofText []byte
	//go:embed proof/vk.json
	proofKey []byte
)

// proofSystem is the era of the proof.
const proofSystem = "pickles-berkeley"

// proofBatch is the number of proofs in VerifyProofBatch.
const proofBatch = 32

// proofTasks are minaseal's works on proofs of o1js.
func proofTasks() tasks {
	return tasks{
		"VerifyProof": func(*inputs) *task {
			return resultTask(func() (bool, error) {
				_, err := o1js.Verify(proofSystem, proofText, proofKey, o1js.Awaited{})
				return true, err
			}, strconv.FormatBool)
		},
		"VerifyProofBatch": func(*inputs) *task {
			t := resultTask(verifyBatch, strconv.FormatBool)
			t.operations = proofBatch
			return t
		},
		"VerifyProofCold": func(in *inputs) *task {
			command, err := in.buildCommand()
			if err != nil {
				panic(err) // the toolchain that built this program is there
			}
			return resultTask(func() (bool, error) {
				dir := filepath.Dir(command)
				verify := exec.Command(command, "verify-proof", "--system", proofSystem,
					"--proof", filepath.Join(dir, "proof.json"), "--vk", filepath.Join(dir, "vk.json"))
				return true, verify.Run()
			}, strconv.FormatBool)
		},
	}
}

// verifyBatch reads and verifies copies of the proof together.
func verifyBatch() (bool, error) {
	key, err := pickles.ParseVerificationKey(proofKey)
	if err != nil {
		return false, err
	}
	items := make([]pickles.Item, proofBatch)
	for i := range items {
		proof, err := pickles.ParseProof(proofText)
		if err != nil {
			return false, err
		}
		items[i] = pickles.Item{Proof: proof, Key: key} // range has no public input and output
	}
	for _, err := range pickles.VerifyBatch(kimchi.Berkeley, items) {
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// buildCommand builds the command in a directory that erase removes, in the module that
// is measured, whose go.mod has what the command requires, and writes the proof and its
// key beside it.
func (in *inputs) buildCommand() (path string, err error) {
	if in.temporary == "" {
		if in.temporary, err = os.MkdirTemp("", "minaseal-bench-"); err != nil {
			return "", err
		}
	}
	path = filepath.Join(in.temporary, "minaseal")
	for name, text := range map[string][]byte{"proof.json": proofText, "vk.json": proofKey} {
		if err := os.WriteFile(filepath.Join(in.temporary, name), text, 0o600); err != nil {
			return "", err
		}
	}
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/minaseal/minaseal").Output()
	if err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-o", path, "./cmd/minaseal")
	build.Dir = strings.TrimSpace(string(root))
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return path, nil
}

// erase removes what the works have written.
func (in *inputs) erase() error {
	if in.temporary == "" {
		return nil
	}
	return os.RemoveAll(in.temporary)
}
