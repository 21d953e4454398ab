// Command constants writes the tables of points that would take long to derive:
// kimchi/internal/tick/reference.bin and kimchi/internal/tock/reference.bin, the
// ordinates of the reference strings, 32 bytes each; kimchi/pickles/lagrange.bin, x and
// y of the commitments to Lagrange polynomials of the wrap domains. Run it with
// `go generate ./kimchi`.
package main

import (
	"fmt"
	"os"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

func main() {
	write("kimchi/internal/tick/reference.bin", vestaTable())
	write("kimchi/internal/tock/reference.bin", pallasTable())
	write("kimchi/pickles/lagrange.bin", lagrangeTable())
}

func write(path string, text []byte) {
	if err := os.WriteFile(path, text, 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "constants:", err)
		os.Exit(1)
	}
}

// lagrangeTable commits to the first 40 Lagrange polynomials of the domains of 2^13,
// 2^14 and 2^15 elements.
func lagrangeTable() (out []byte) {
	var points []pallas.Point
	for log := 13; log <= 15; log++ {
		domain := fq.NewDomain(log)
		for i := range 40 {
			values := make([]fq.Element, domain.Size())
			values[i].One()
			domain.InverseFFT(values)
			var p pallas.Point
			points = append(points, *p.MultiScalarMultiplyAffineVarTime(values, tock.Reference().G[:len(values)]))
		}
	}
	for _, p := range points {
		x, y := p.Affine()
		bx, by := x.Bytes(), y.Bytes()
		out = append(append(out, bx[:]...), by[:]...)
	}
	return out
}

func vestaTable() (out []byte) {
	var p vesta.Point
	for _, t := range tick.ReferenceArguments() {
		_, y := p.MapToGroupVarTime(&t).Affine()
		b := y.Bytes()
		out = append(out, b[:]...)
	}
	return out
}

func pallasTable() (out []byte) {
	var p pallas.Point
	for _, t := range tock.ReferenceArguments() {
		_, y := p.MapToGroupVarTime(&t).Affine()
		b := y.Bytes()
		out = append(out, b[:]...)
	}
	return out
}
