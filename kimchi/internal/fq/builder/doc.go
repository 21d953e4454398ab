// Package builder makes circuits of Kimchi over Fq, whose points are Vesta's: the twin of
// package kimchi/builder, made from it by renaming. Wrap circuits of Pickles are such
// circuits.
package builder
