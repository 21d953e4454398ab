package roles

import "github.com/minaseal/minaseal/vectors"

// Flags tells the reports what the flags of the layer's cases mean.
func (*Layer) Flags() map[string]vectors.Flag { return Flags() }
