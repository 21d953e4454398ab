package main

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commandAgain returns the command line that does the same again, as a shell reads it,
// without the flags left out and those that have their defaults.
func commandAgain(command *cobra.Command, without ...string) string {
	words := strings.Fields(command.CommandPath())
	command.Flags().Visit(func(f *pflag.Flag) {
		for _, name := range without {
			if f.Name == name {
				return
			}
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		for _, value := range values {
			switch {
			case f.Value.Type() == "bool":
				words = append(words, "--"+f.Name+map[bool]string{false: "=false"}[value == "true"])
			default:
				words = append(words, "--"+f.Name, shellWord(value))
			}
		}
	})
	return strings.Join(words, " ")
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:=@%+,-]+$`)

// shellWord quotes a word if a shell would read it otherwise.
func shellWord(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
