package circuit

import "github.com/consensys/gnark/logger"

// silence disables gnark's global logger. By default it writes to standard
// output, and it prints the values of a constraint that is not satisfied, which
// are secrets. A program that wants gnark's log sets its own logger afterwards.
func silence() { logger.Disable() }

func init() { silence() }
