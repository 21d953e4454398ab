package conformance

import (
	"slices"
	"strings"
)

// Selection says which cases run. A nil Selection has all.
type Selection struct {
	Profiles []Profile // those of one of these profiles; of all if empty
	Only     []string  // globs, one of which the case matches; all if empty
	Exclude  []string  // globs, none of which it matches
}

// Has reports whether a case runs.
func (s *Selection) Has(c *Case) bool {
	if s == nil {
		return true
	}
	if len(s.Profiles) > 0 && !slices.ContainsFunc(s.Profiles, func(p Profile) bool { return p.Has(c) }) {
		return false
	}
	if len(s.Only) > 0 && !matchesAny(s.Only, c) {
		return false
	}
	return !matchesAny(s.Exclude, c)
}

// matchesAny reports whether one of the globs matches the case's id, operation, one
// of its requirements or one of its flags.
func matchesAny(globs []string, c *Case) bool {
	return slices.ContainsFunc(globs, func(glob string) bool {
		match := func(text string) bool { return matchGlob(glob, text) }
		return match(c.ID) || match(c.Op) || slices.ContainsFunc(c.Requirements, match) || slices.ContainsFunc(c.Flags, match)
	})
}

// matchGlob reports whether a glob matches a whole text: * stands for any
// characters, slashes too, ? for one.
func matchGlob(glob, text string) bool {
	star, from := -1, 0 // the last *, and where the text after it began
	g, t := 0, 0
	for t < len(text) {
		switch {
		case g < len(glob) && glob[g] == '*':
			star, from = g, t
			g++
		case g < len(glob) && (glob[g] == '?' || glob[g] == text[t]):
			g++
			t++
		case star >= 0: // let the last * take one more character
			from++
			g, t = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(glob[g:], "*") == ""
}
