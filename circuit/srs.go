package circuit

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/kzg"
)

// readSRS reads an SRS of gnark-crypto's form (kzg.SRS.WriteTo or WriteRawTo) with
// at least nCanonical powers, and returns the first nCanonical of them, and their
// Lagrange form over the domain of size nLagrange. The powers are checked to be
// those of one tau. It returns ErrSRS, or an error of the file system.
func readSRS(path string, nCanonical, nLagrange int) (canonical, lagrange *kzg.SRS, err error) {
	srs := new(kzg.SRS)
	if err := checkSRSCount(path); err != nil {
		return nil, nil, err
	}
	if err := readWholeFile(path, srs.ReadFrom, ErrSRS); err != nil {
		return nil, nil, err
	}
	if len(srs.Pk.G1) < nCanonical {
		return nil, nil, fmt.Errorf("%w: %d powers, %d needed", ErrSRS, len(srs.Pk.G1), nCanonical)
	}
	srs.Pk.G1 = append([]bn254.G1Affine(nil), srs.Pk.G1[:nCanonical]...)
	// The verifier pairs with these lines: they must be those of the checked points.
	srs.Vk.Lines[0] = bn254.PrecomputeLines(srs.Vk.G2[0])
	srs.Vk.Lines[1] = bn254.PrecomputeLines(srs.Vk.G2[1])
	if err := checkPowersOfTau(srs); err != nil {
		return nil, nil, err
	}
	g1, err := kzg.ToLagrangeG1(srs.Pk.G1[:nLagrange])
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrSRS, err)
	}
	return srs, &kzg.SRS{Pk: kzg.ProvingKey{G1: g1}, Vk: srs.Vk}, nil
}

// checkSRSCount bounds what decoding allocates: the number of powers, with which
// the file begins, must be possible at the file's size.
func checkSRSCount(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var count [4]byte
	if _, err := io.ReadFull(f, count[:]); err != nil {
		return fmt.Errorf("%w: %w", ErrSRS, err)
	}
	if int64(binary.BigEndian.Uint32(count[:]))*sizeG1 > info.Size() {
		return fmt.Errorf("%w: truncated", ErrSRS)
	}
	return nil
}

// checkPowersOfTau checks that the powers are G, tau*G, tau^2*G, ... for the tau
// of the G2 part, by one random linear combination: with random r_i,
//
//	e(sum r_i*P_i, tau*H) = e(sum r_i*P_(i+1), H)
//
// A wrong string passes with probability 1/r, about 2^-254.
func checkPowersOfTau(srs *kzg.SRS) error {
	powers := srs.Pk.G1
	_, _, g, h := bn254.Generators()
	if !powers[0].Equal(&g) || !srs.Vk.G1.Equal(&g) || !srs.Vk.G2[0].Equal(&h) || srs.Vk.G2[1].IsInfinity() {
		return fmt.Errorf("%w: not over the standard generators", ErrSRS)
	}
	n := len(powers) - 1
	r := make([]fr.Element, n)
	for i := range r {
		r[i].MustSetRandom()
	}
	var low, high bn254.G1Affine
	if _, err := low.MultiExp(powers[:n], r, ecc.MultiExpConfig{}); err != nil {
		return fmt.Errorf("%w: %w", ErrSRS, err)
	}
	if _, err := high.MultiExp(powers[1:], r, ecc.MultiExpConfig{}); err != nil {
		return fmt.Errorf("%w: %w", ErrSRS, err)
	}
	high.Neg(&high)
	ok, err := bn254.PairingCheck([]bn254.G1Affine{low, high}, []bn254.G2Affine{srs.Vk.G2[1], srs.Vk.G2[0]})
	if err != nil || !ok {
		return fmt.Errorf("%w: not the powers of one tau", ErrSRS)
	}
	return nil
}
