//go:build !interop

package circuits

import "slices"

// Proved returns the circuits that tests prove: those with few rows, and one with large
// tables. With the tag interop it returns all.
func Proved() []Circuit {
	large := []string{"range-check-0", "mixed", "rot", "foreign-field-mul"}
	return slices.DeleteFunc(All(), func(c Circuit) bool { return slices.Contains(large, c.Name) })
}
