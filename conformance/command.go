package conformance

import (
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/internal/coded"
)

// ErrCommand reports a command line that cannot be split or started.
var ErrCommand = coded.New("conformance", "bad_request", "not a command line")

// SplitCommand splits a command line into words as a shell does: at white space,
// with single quotes, double quotes and backslashes, and no more than that. It
// fails with [ErrCommand] on an open quote and on no word at all.
func SplitCommand(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	inWord, escaped := false, false
	for _, c := range line {
		switch {
		case escaped:
			word.WriteRune(c)
			escaped = false
		case c == '\\' && quote != '\'':
			escaped, inWord = true, true
		case quote != 0:
			if c == quote {
				quote = 0
			} else {
				word.WriteRune(c)
			}
		case c == '\'' || c == '"':
			quote, inWord = c, true
		case c == ' ' || c == '\t' || c == '\n':
			if inWord {
				words = append(words, word.String())
				word.Reset()
			}
			inWord = false
		default:
			word.WriteRune(c)
			inWord = true
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("%w: an open quote in %q", ErrCommand, line)
	}
	if inWord {
		words = append(words, word.String())
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrCommand)
	}
	return words, nil
}
