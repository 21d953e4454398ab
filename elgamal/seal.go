package elgamal

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// sealDomain is what the sponge of sealed-v1 absorbs first, the bytes of this
// text as a little-endian integer.
const sealDomain = "minaseal-seal-v1"

// Direction says which way a sealed message goes.
type Direction uint8

// The directions (SPEC 6.6).
const (
	ToApp    Direction = 0 // from the worker to the app
	ToWorker Direction = 1 // from the app to the worker
)

// Place is where a sealed message stands in its run: nowhere else does it open.
type Place struct {
	// Transcript is the hash of the run so far (SPEC 8.7). It names the keys of
	// both sides; Seal itself does not.
	Transcript fp.Element
	Direction  Direction
	Sequence   uint32
}

// Seal encrypts the message from the sender to the receiver with the scheme
// sealed-v1, bound to its place (SPEC 6.6 [ENC-24]). Only the holders of the two
// private keys can have made what it returns. The ciphertext has one element
// more than the message. It returns ErrEmpty for a message of no elements
// [ENC-26] and address.ErrErased. Time depends on the number of elements alone.
func Seal(sender *address.PrivateKey, receiver *address.PublicKey, at Place, message []fp.Element) (*Ciphertext, error) {
	var k fq.Element
	defer k.Erase()
	setEphemeral(&k)
	return sealAt(sender, receiver, at, message, &k)
}

// SealWithTestingRandomness is Seal with an ephemeral scalar given by the
// caller, for known-answer tests alone (SPEC 6.1 [ENC-11]). It returns
// ErrScalarZero for 0 [ENC-12], and the errors of Seal.
func SealWithTestingRandomness(sender *address.PrivateKey, receiver *address.PublicKey, at Place, message []fp.Element, ephemeral *fq.Element) (*Ciphertext, error) {
	if ephemeral.IsZero() == 1 {
		return nil, ErrScalarZero
	}
	return sealAt(sender, receiver, at, message, ephemeral)
}

func sealAt(sender *address.PrivateKey, receiver *address.PublicKey, at Place, message []fp.Element, k *fq.Element) (*Ciphertext, error) {
	if len(message) == 0 {
		return nil, ErrEmpty
	}
	if sender.Erased() {
		return nil, address.ErrErased
	}
	c := &Ciphertext{fields: make([]fp.Element, len(message)+1)}
	c.ephemeral.ScalarBaseMultiply(k)
	var z pallas.Point
	z.ScalarMultiply(k, receiver.Point())

	s := sealSponge(sender, receiver, at, len(message), &c.ephemeral, &z)
	for i := range message {
		mask := s.Squeeze()
		c.fields[i].Add(&message[i], &mask)
		mask.Erase()
		s.Absorb(&c.fields[i])
	}
	c.fields[len(message)] = s.Squeeze()
	s.Erase()
	return c, nil
}

// Open returns the message that the sender sealed for the receiver at that
// place (SPEC 6.6 [ENC-25]). It returns address.ErrErased; ErrIdentity and
// ErrEmpty for a Ciphertext that no function of this package made; and ErrTag,
// with nothing of the message, if the ciphertext was altered or made by another
// sender, for another receiver, or for another place [ENC-8]. The ciphertext is
// not changed. Time depends on the number of elements alone.
func Open(receiver *address.PrivateKey, sender *address.PublicKey, at Place, c *Ciphertext) ([]fp.Element, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if receiver.Erased() {
		return nil, address.ErrErased
	}
	k := receiver.Scalar()
	var z pallas.Point
	z.ScalarMultiply(k, &c.ephemeral)
	k.Erase()

	masked := c.masked()
	s := sealSponge(receiver, sender, at, len(masked), &c.ephemeral, &z)
	message := make([]fp.Element, len(masked))
	for i := range masked {
		mask := s.Squeeze()
		message[i].Subtract(&masked[i], &mask)
		mask.Erase()
		s.Absorb(&masked[i])
	}
	tag := s.Squeeze()
	s.Erase()
	return c.release(message, &tag)
}

// sealSponge returns the sponge after header of SPEC 6.6. own and other are the
// private key of this side and the public key of the other one, whichever of
// them sends: Y is the same point. It erases z.
func sealSponge(own *address.PrivateKey, other *address.PublicKey, at Place, n int, r, z *pallas.Point) *poseidon.Sponge {
	k := own.Scalar()
	var y pallas.Point
	y.ScalarMultiply(k, other.Point())
	k.Erase()

	s := new(poseidon.Sponge)
	domain := SealDomain()
	s.Absorb(&domain)
	s.Absorb(&at.Transcript)
	for _, v := range []uint64{uint64(at.Direction), uint64(at.Sequence), uint64(n)} {
		s.Absorb(new(fp.Element).SetUint64(v))
	}
	for _, point := range []*pallas.Point{r, z, &y} {
		absorbPoint(s, point)
	}
	z.Erase()
	y.Erase()
	return s
}

// absorbPoint absorbs the x coordinate and the parity of y.
func absorbPoint(s *poseidon.Sponge, point *pallas.Point) {
	x, y := point.Affine()
	var odd fp.Element
	odd.SetUint64(uint64(y.IsOdd()))
	s.Absorb(&x)
	s.Absorb(&odd)
	x.Erase()
	y.Erase()
	odd.Erase()
}

// SealDomain returns what the sponge of sealed-v1 absorbs first (SPEC 6.6), for circuits.
func SealDomain() (x fp.Element) {
	var b [32]byte
	copy(b[:], sealDomain)
	if _, err := x.SetCanonicalBytes(b[:]); err != nil {
		panic(err) // 16 bytes are always below the modulus
	}
	return x
}
