package roles_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// TestOwnInProcess: this module's packages pass every case, with SPEC's codes.
//
// covers: ERR-31, ERR-32, ERR-33, ERR-34, ERR-35, ERR-36, ERR-37, HSK-2, NAT-3
func TestOwnInProcess(t *testing.T) {
	t.Parallel()
	layer := &roles.Layer{
		Start: 20 * time.Second, Timeout: 2 * time.Second,
		Apps: map[string]*roles.Program{"packages": ownApp()}, Workers: map[string]*roles.Program{"packages": ownWorker()},
	}
	env := &conformance.Environment{Implementations: []*conformance.Implementation{{Label: "packages", StrictCodes: true}}, Deadline: 10 * time.Second}
	results := run(t, layer, env)
	requirePass(t, results)
	require.Greater(t, len(results), 2*90)
}

// TestOwnCommand: so does the built command, as a child process, and each side of it
// serves itself.
//
// covers: DRV-14, DRV-15, DRV-16
func TestOwnCommand(t *testing.T) {
	t.Parallel()
	layer := &roles.Layer{Start: 20 * time.Second, Timeout: 2 * time.Second}
	env := &conformance.Environment{Implementations: []*conformance.Implementation{ownCommand(t)}, Deadline: 10 * time.Second}
	requirePass(t, run(t, layer, env))
}
