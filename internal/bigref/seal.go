package bigref

import "math/big"

// Place is where a sealed message stands in its run (SPEC 6.6).
type Place struct {
	Transcript          *big.Int
	Direction, Sequence int64
}

// Seal seals the message from the sender to the receiver with the given
// ephemeral scalar (SPEC 6.6). Its codes are EmptyCiphertext and ScalarZero.
func Seal(sender *big.Int, receiver Point, at Place, message []*big.Int, ephemeral *big.Int) (Ciphertext, error) {
	if len(message) == 0 {
		return Ciphertext{}, EmptyCiphertext
	}
	if ephemeral.Sign() == 0 {
		return Ciphertext{}, ScalarZero
	}
	r := pallas.ScaleBase(ephemeral)
	header := sealHeader(at, len(message), r, pallas.Scale(ephemeral, receiver), pallas.Scale(sender, receiver))
	s := Kimchi(fp).NewSponge()
	for _, x := range header {
		s.Absorb(x)
	}
	var c []*big.Int
	for i := range message {
		c = append(c, fp.Add(message[i], s.Squeeze()))
		s.Absorb(c[i])
	}
	return Ciphertext{r, append(c, s.Squeeze())}, nil
}

// OpenSealed returns the message that the sender sealed for the receiver (SPEC
// 6.6). Its codes are IdentityPoint, EmptyCiphertext and TagMismatch.
func OpenSealed(receiver *big.Int, sender Point, at Place, c Ciphertext) ([]*big.Int, error) {
	if c.Ephemeral.IsIdentity() {
		return nil, IdentityPoint
	}
	if len(c.Fields) < 2 {
		return nil, EmptyCiphertext
	}
	last := len(c.Fields) - 1
	header := sealHeader(at, last, c.Ephemeral, pallas.Scale(receiver, c.Ephemeral), pallas.Scale(receiver, sender))
	s := Kimchi(fp).NewSponge()
	for _, x := range header {
		s.Absorb(x)
	}
	var m []*big.Int
	for i := range c.Fields[:last] {
		m = append(m, fp.Subtract(c.Fields[i], s.Squeeze()))
		s.Absorb(c.Fields[i])
	}
	if s.Squeeze().Cmp(c.Fields[last]) != 0 {
		return nil, TagMismatch
	}
	return m, nil
}

// sealHeader lists what the sponge absorbs before the first mask.
func sealHeader(at Place, n int, points ...Point) []*big.Int {
	header := []*big.Int{
		FromLittleEndian([]byte("minaseal-seal-v1")), at.Transcript,
		big.NewInt(at.Direction), big.NewInt(at.Sequence), big.NewInt(int64(n)),
	}
	for _, p := range points {
		header = append(header, p.X, big.NewInt(int64(p.Y.Bit(0))))
	}
	return header
}
