package roles

import "strings"

// The texts of a run. The options are what JSON.stringify makes of their value, and
// hold what its escaping, the text encoding and the field boundaries treat specially.
const (
	optionsText = `{"note":"</script>& \u0000\b\t\n\f\r \"q\" \\ é 🔑` + "\u2028\u2029\ufeff\x7f" + `"}`
	payloadText = `{"value":"77"}`
	statusText  = `{"success":true,"at":"` + "\u2029" + `"}`
)

// largeText is a text of 16 KiB.
func largeText() string { return `{"note":"` + strings.Repeat("0123456789abcdef", 1<<10) + `"}` }

// resultText returns a result that contains a token.
func resultText(token string) string {
	return `{"verified":true,"token":"` + token + `","more":"0123456789abcdef0123456789abcdef"}`
}
