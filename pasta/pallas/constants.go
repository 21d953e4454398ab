package pallas

// Mina's generator of Pallas (SPEC 3.2), in affine coordinates.
const (
	generatorX = "1"
	generatorY = "12418654782883325593414442427049395787963493412651469444558597405572177144507"
)
