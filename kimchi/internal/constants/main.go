// Command constants writes the tables of the reference strings,
// kimchi/internal/tick/reference.bin and kimchi/internal/tock/reference.bin: the
// ordinates of the points, 32 bytes each. Run it with `go generate ./kimchi`.
package main

import (
	"fmt"
	"os"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

func main() {
	for path, text := range map[string][]byte{"tick": vestaTable(), "tock": pallasTable()} {
		if err := os.WriteFile("kimchi/internal/"+path+"/reference.bin", text, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "constants:", err)
			os.Exit(1)
		}
	}
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
