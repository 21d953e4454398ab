// Command fields writes the Pasta fields of gnark-crypto's generator to the working
// directory. Command generate runs it.
package main

import (
	"log"
	"os"

	"github.com/consensys/gnark-crypto/field/generator"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

func main() {
	log.SetFlags(0)
	for name, modulus := range map[string]string{
		"fp": fp.Modulus().String(),
		"fq": fq.Modulus().String(),
	} {
		for _, directory := range []string{name, "asm"} {
			if err := os.MkdirAll(directory, 0o755); err != nil {
				log.Fatal(err)
			}
		}
		err := generator.Generate(name, "Element", modulus, name, generator.WithASM("asm", "../asm"), generator.WithAddChain())
		if err != nil {
			log.Fatal(err)
		}
	}
}
