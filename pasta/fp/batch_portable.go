//go:build !amd64 || purego

package fp

func multiplyBatch(z, x, y []Element) { multiplyBatchGeneric(z, x, y) }
