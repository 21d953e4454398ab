// Package prover makes proofs of circuits over Fq, with commitments on Pallas: the twin of
// package kimchi/internal/prover, made from it by renaming. Wrap proofs of Pickles are such
// proofs.
package prover
