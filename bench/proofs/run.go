package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// lane is a prover of a statement, in a process of its own.
type lane struct {
	peer, statement, system string
	fields                  int
	rounds                  int // 0: as many as asked for

	absent string // why it is not measured
	ready  ready
	made   []made

	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Scanner
}

// name names the lane in the results and for --only.
func (l *lane) name() string {
	name := l.statement + " " + l.peer + " " + l.system
	if l.fields > 1 {
		name += " " + strconv.Itoa(l.fields) + " elements"
	}
	return name
}

// sameRows is o1js's ZkFunction (native): Kimchi alone, with the rows of minaseal's circuit.
const sameRows = "native ZkFunction of the same rows"

// lanes returns all provers.
func lanes() []*lane {
	var all []*lane
	for _, statement := range []string{"range", "sealed-range"} {
		all = append(all,
			&lane{peer: "minaseal", statement: statement, system: "groth16-bn254", fields: 1},
			&lane{peer: "minaseal", statement: statement, system: "plonk-bn254", fields: 1, rounds: 2},
			&lane{peer: "minaseal", statement: statement, system: "kimchi-berkeley", fields: 1},
			&lane{peer: "o1js", statement: statement, system: "native", fields: 1},
			&lane{peer: "o1js", statement: statement, system: sameRows, fields: 1},
			&lane{peer: "o1js", statement: statement, system: "wasm", fields: 1, rounds: 2})
	}
	all = append(all, &lane{peer: "minaseal", statement: "range", system: "pickles-berkeley", fields: 1})
	for _, fields := range []int{2, 4, 8, 16} {
		all = append(all, &lane{peer: "minaseal", statement: "sealed-range", system: "groth16-bn254", fields: fields, rounds: 1})
	}
	return all
}

// run measures the chosen provers and writes the results.
func run(ctx context.Context, rounds int, only *regexp.Regexp, out, command string) error {
	if _, err := os.Stat(peersDirectory); err != nil {
		return fmt.Errorf("run this in the directory bench: %w", err)
	}
	began := time.Now()
	tell := func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, args...))
	}
	missing := installNode(ctx, tell)
	var chosen []*lane
	for _, l := range lanes() {
		if !only.MatchString(l.name()) {
			continue
		}
		chosen = append(chosen, l)
		if l.peer == "o1js" && missing != nil {
			l.absent = missing.Error()
			continue
		}
		tell("keys of %s", l.name())
		if err := l.start(ctx); err != nil {
			return fmt.Errorf("%s: %w", l.name(), err)
		}
		defer l.stop()
	}
	for round := range rounds {
		for i := range chosen {
			l := chosen[i]
			if round%2 == 1 { // the order turns round
				l = chosen[len(chosen)-1-i]
			}
			if l.absent != "" || l.rounds > 0 && round >= l.rounds {
				continue
			}
			tell("round %d of %d: %s", round+1, rounds, l.name())
			if err := l.prove(); err != nil {
				return fmt.Errorf("%s: %w", l.name(), err)
			}
		}
	}
	return write(ctx, out, command, chosen)
}

var peersDirectory = filepath.Join("peers", "node")

// installNode installs o1js, or says why it cannot.
func installNode(ctx context.Context, tell func(string, ...any)) error {
	if _, err := os.Stat(filepath.Join(peersDirectory, "node_modules/o1js")); err == nil {
		return nil
	}
	tell("npm ci in %s", peersDirectory)
	command := exec.CommandContext(ctx, "npm", "ci", "--no-audit", "--no-fund")
	command.Dir = peersDirectory
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci fails: %w: %.200s", err, out)
	}
	return nil
}

// start starts the prover and waits for its keys.
func (l *lane) start(ctx context.Context) (err error) {
	if l.peer == "o1js" {
		script := []string{"proofs.mjs", l.system, l.statement}
		if l.system == sameRows {
			self, err := os.Executable()
			if err != nil {
				return err
			}
			script = []string{"rows.mjs", self, l.statement}
		}
		l.process = exec.CommandContext(ctx, "node", script...)
		l.process.Dir = peersDirectory
	} else {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		l.process = exec.CommandContext(ctx, self, childArgument, l.statement, l.system, strconv.Itoa(l.fields))
	}
	l.process.Stderr = os.Stderr
	if l.in, err = l.process.StdinPipe(); err != nil {
		return err
	}
	out, err := l.process.StdoutPipe()
	if err != nil {
		return err
	}
	l.out = bufio.NewScanner(out)
	if err := l.process.Start(); err != nil {
		return err
	}
	return l.answer(&l.ready)
}

// answer reads one line.
func (l *lane) answer(v any) error {
	if !l.out.Scan() {
		return fmt.Errorf("it ended: %w", l.process.Wait())
	}
	return json.Unmarshal(l.out.Bytes(), v)
}

// prove asks for one proof.
func (l *lane) prove() error {
	if _, err := io.WriteString(l.in, "prove\n"); err != nil {
		return err
	}
	var m made
	if err := l.answer(&m); err != nil {
		return err
	}
	l.made = append(l.made, m)
	return nil
}

// stop ends the prover.
func (l *lane) stop() {
	l.in.Close()
	_ = l.process.Wait() // it has answered all it was asked
}
