package vesta

// Mina's generator of Vesta (SPEC 3.2), in affine coordinates.
const (
	generatorX = "1"
	generatorY = "11426906929455361843568202299992114520848200991084027513389447476559454104162"
)
