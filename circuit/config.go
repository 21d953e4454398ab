package circuit

import (
	"fmt"

	"github.com/minaseal/minaseal/proof"
)

// checkConfig returns ErrConfig for members that contradict each other or the system.
func checkConfig(e engine, prover bool, c *proof.Config) error {
	fromFiles := c.VerifyingKey != ""
	switch {
	case c.ProvingKey != "" && !fromFiles:
		return fmt.Errorf("%w: no verifying key", ErrConfig)
	case c.InMemory && c.CacheDir != "":
		return fmt.Errorf("%w: a cache directory, and keys in memory", ErrConfig)
	case fromFiles && (c.CacheDir != "" || c.InMemory || c.SRS != ""):
		return fmt.Errorf("%w: key files leave nothing to make or cache", ErrConfig)
	case !prover && c.InMemory && c.SRS == "":
		return fmt.Errorf("%w: a verifier with keys of its own verifies nothing", ErrConfig)
	case c.SRS != "" && !e.usesSRS():
		return fmt.Errorf("%w: %s takes no SRS", ErrConfig, e.name())
	case fromFiles && prover != (c.ProvingKey != ""):
		return fmt.Errorf("%w: a prover needs a proving key, a verifier none", ErrConfig)
	}
	return nil
}
