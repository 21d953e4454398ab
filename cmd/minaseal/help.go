package main

import (
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// helpWidth is the number of columns that help texts take at most.
const helpWidth = 80

// fitHelp breaks the lines of a command's help, and of those below it, at helpWidth.
func fitHelp(command *cobra.Command) {
	command.SetUsageTemplate(strings.ReplaceAll(command.UsageTemplate(), ".FlagUsages", ".FlagUsagesWrapped 80"))
	fitTexts(command)
}

func fitTexts(command *cobra.Command) {
	command.Long, command.Example = fitProse(command.Long), fitShell(command.Example)
	for _, c := range command.Commands() {
		fitTexts(c)
	}
}

// fitProse breaks paragraphs anew. Indented lines stay as they are.
func fitProse(text string) string {
	var out []string
	var words []string
	end := func() {
		if len(words) > 0 {
			out = append(out, broken(words, "", "")...)
			words = nil
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimLeft(line, " \t") != line || line == "" {
			end()
			out = append(out, line)
			continue
		}
		words = append(words, strings.Fields(line)...)
	}
	end()
	return strings.Join(out, "\n")
}

// fitShell breaks commands of the shell before their flags and operators.
func fitShell(text string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		var parts []string
		for _, word := range shellWords(line) {
			if len(parts) == 0 || strings.ContainsRune("-|>", rune(word[0])) {
				parts = append(parts, word)
			} else {
				parts[len(parts)-1] += " " + word
			}
		}
		out = append(out, broken(parts, indent, ` \`)...)
	}
	return strings.Join(out, "\n")
}

// shellWords splits at spaces that stand outside quotation marks.
func shellWords(line string) []string {
	var quote rune
	return strings.FieldsFunc(line, func(c rune) bool {
		switch {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		}
		return c == ' ' && quote == 0
	})
}

// broken puts words on lines: the first begins with the indent, the others with four
// spaces more if each line but the last ends with a mark.
func broken(words []string, indent, mark string) []string {
	lines := []string{indent}
	if len(words) > 0 {
		lines[0] += words[0]
		words = words[1:]
	}
	if mark != "" {
		indent += "    "
	}
	for _, word := range words {
		last := &lines[len(lines)-1]
		if utf8.RuneCountInString(*last+" "+word+mark) <= helpWidth {
			*last += " " + word
			continue
		}
		*last += mark
		lines = append(lines, indent+word)
	}
	return lines
}
