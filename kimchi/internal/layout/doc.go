// Package layout names what the two sides of Kimchi have in common: eras, gates,
// lookup patterns, columns, challenges, errors. Packages tick (circuits over Fp) and
// tock (circuits over Fq) are built on it.
package layout
