package minaseal

import "github.com/minaseal/minaseal/internal/coded"

// Code is the stable name of a verdict, "" for none.
type Code string

// CodeOf returns the code of the first error in err's chain that has one, and "" if none
// has or err is nil.
func CodeOf(err error) Code { return Code(coded.Code(err)) }
