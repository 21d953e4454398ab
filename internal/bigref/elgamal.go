package bigref

import "math/big"

// Scheme is an encryption scheme (SPEC 6).
type Scheme int

// The two schemes of o1js.
const (
	O1jsV1 Scheme = iota + 1 // o1js before 2.0
	O1jsV2                   // o1js since 2.0
)

// Ciphertext is the ephemeral point and the masked fields, the tag last.
type Ciphertext struct {
	Ephemeral Point
	Fields    []*big.Int
}

// Encrypt encrypts the message to public with the given ephemeral scalar
// (SPEC 6.1). Its codes are EmptyCiphertext, for an empty message, and
// ScalarZero.
func Encrypt(scheme Scheme, public Point, message []*big.Int, ephemeral *big.Int) (Ciphertext, error) {
	if len(message) == 0 {
		return Ciphertext{}, EmptyCiphertext
	}
	if ephemeral.Sign() == 0 {
		return Ciphertext{}, ScalarZero
	}
	_, masked, tag := stream(scheme, pallas.Scale(ephemeral, public), message, false)
	return Ciphertext{pallas.ScaleBase(ephemeral), append(masked, tag)}, nil
}

// Decrypt returns the message (SPEC 6.1). Its codes are EmptyCiphertext, for fewer
// than two fields, IdentityPoint and TagMismatch.
func Decrypt(scheme Scheme, scalar *big.Int, c Ciphertext) ([]*big.Int, error) {
	if len(c.Fields) < 2 {
		return nil, EmptyCiphertext
	}
	if c.Ephemeral.IsIdentity() {
		return nil, IdentityPoint
	}
	last := len(c.Fields) - 1
	message, _, tag := stream(scheme, pallas.Scale(scalar, c.Ephemeral), c.Fields[:last], true)
	if tag.Cmp(c.Fields[last]) != 0 {
		return nil, TagMismatch
	}
	return message, nil
}

// stream runs the schedule of SPEC 6.3 (version 1) or 6.2 (version 2) over the
// plaintext, or over the ciphertext if decrypting. It returns both, and the tag.
func stream(scheme Scheme, shared Point, in []*big.Int, decrypting bool) (m, c []*big.Int, tag *big.Int) {
	s := Kimchi(fp).NewSponge()
	s.Absorb(shared.X)
	for i := range in {
		last := i == len(in)-1
		if scheme == O1jsV2 {
			s.Absorb(bit(last))
		}
		key := s.Squeeze()
		if decrypting {
			c = append(c, new(big.Int).Set(in[i]))
			m = append(m, fp.Subtract(in[i], key))
		} else {
			m = append(m, new(big.Int).Set(in[i]))
			c = append(c, fp.Add(in[i], key))
		}
		switch {
		case scheme == O1jsV2:
			s.Absorb(c[i])
		case i%2 == 1:
			s.Absorb(c[i-1])
			s.Absorb(c[i])
		case last:
			s.Absorb(c[i])
		}
	}
	return m, c, s.Squeeze()
}

func bit(b bool) *big.Int {
	if b {
		return big.NewInt(1)
	}
	return new(big.Int)
}
