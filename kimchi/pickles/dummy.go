package pickles

import (
	"encoding/binary"
	"strconv"
	"sync"

	"golang.org/x/crypto/blake2s"

	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// What stands in the place of previous proofs that there are not (SPEC 11.16 [PIC-7]).

// dummyCommitment is the commitment to the folding polynomial of the dummy challenges.
const (
	dummyCommitmentX = "8063668238751197448664615329057427953229339439010717262869116690340613895496"
	dummyCommitmentY = "2694491010813221541025626495812026140144933943906714931997499229912601205355"
)

// dummy is what a wrap proof passes on where there was no previous proof.
var dummy = sync.OnceValue(func() tock.Previous {
	challenges := make([]fq.Element, tock.LogSize)
	for i := range challenges {
		hash := blake2s.Sum256([]byte("chal_" + strconv.Itoa(tock.LogSize-i)))
		challenges[i] = tock.Expand(layout.Challenge{
			binary.LittleEndian.Uint64(hash[:]), binary.LittleEndian.Uint64(hash[8:]),
		})
	}
	var x, y fp.Element
	_, err := x.SetDecimal(dummyCommitmentX)
	if err == nil {
		_, err = y.SetDecimal(dummyCommitmentY)
	}
	if err != nil {
		panic(err)
	}
	commitment, err := pallas.NewAffine(&x, &y)
	if err != nil {
		panic(err)
	}
	return tock.Previous{Challenges: challenges, Commitment: *commitment}
})
