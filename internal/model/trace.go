package model

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The words of a trace, by their numbers in handshake.pml.
var (
	keyWords    = []string{"", "worker 1", "worker 2", "a worker of an older run, leaked since", "the attacker", "the true identity"}
	ticketWords = []string{"no ticket", "the true ticket", "a ticket for another job", "a ticket for another app", "a ticket of the past",
		"a ticket of its own right", "a ticket of its own making", "a forged ticket"}
	howWords     = []string{"", ", the ephemeral key negated", ", cut short", ", altered"}
	messageWords = []string{"", "the app's options", "the app's payload", "the app's status",
		"the options of the app's second run", "the payload of the app's second run", "the status of the app's second run",
		"worker 1's ready", "worker 1's result", "worker 2's ready", "worker 2's result", "a ciphertext that the attacker has made"}
)

var stepLine = regexp.MustCompile(`(?m)^\s*STEP ([\d ]+)$`)

// trace makes sentences of what the model prints when Spin replays an attack.
func trace(replay string) []string {
	n := namesOf(all()...)
	var lines []string
	for _, m := range stepLine.FindAllStringSubmatch(replay, -1) {
		var x [9]int
		for i, field := range strings.Fields(m[1]) {
			x[i], _ = strconv.Atoi(field)
		}
		lines = append(lines, n.sentence(x))
	}
	for _, m := range regexp.MustCompile(`(?m)^\s*(SEAL|OPEN) ([\d ]+)$`).FindAllStringSubmatch(replay, -1) {
		lines = append(lines, strings.ToLower(m[1])+" "+m[2])
	}
	return lines
}

// sentence is a line of the trace: the machine, the event with what it carries, and
// the cell.
func (n names) sentence(x [9]int) string {
	who, event, action, to := x[0], n.events[x[1]], n.actions[x[3]], n.states[x[4]]
	machine := fmt.Sprintf("worker %d", who)
	switch who {
	case 0:
		machine = "app"
	case 3:
		return "app: begins again with the same key"
	}
	return fmt.Sprintf("%-8s  %s%s  =>  %s / %s", machine, event, n.carries(x), action, to)
}

// carries says what a message is and where it comes from.
func (n names) carries(x [9]int) string {
	key, identity, ticket, message, how, label := x[5], x[6]/16, x[6]%16, x[7]/16, x[7]%16, x[8]
	var parts []string
	if key != 0 {
		parts = append(parts, "key of "+keyWords[key])
	}
	if n.events[x[1]] == "request-options" && (ticket != 0 || identity == 4) {
		parts = append(parts, "identity: "+keyWords[identity], ticketWords[ticket])
	}
	if message != 0 {
		parts = append(parts, messageWords[message]+howWords[how])
	}
	if label != 0 && message != 0 {
		parts = append(parts, "under another job's name")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}
