package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/minaseal/minaseal/bench/report"
)

// write writes the results: proofs.csv with every proof, proofs.md with medians,
// proofs.svg with the times of proofs.
func write(ctx context.Context, directory, command string, all []*lane) error {
	table, err := csvOf(all)
	if err != nil {
		return err
	}
	picture, err := plotOf(all)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	files := map[string][]byte{"proofs.csv": table, "proofs.md": markdown(command, report.Machine(ctx), all), "proofs.svg": picture}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(directory, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func csvOf(all []*lane) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"statement", "elements", "prover", "system", "version", "constraints", "setup_s", "prove_s", "verify_s", "proof_bytes", "peak_bytes"})
	for _, l := range all {
		for _, m := range l.made {
			_ = w.Write([]string{
				l.statement, strconv.Itoa(l.fields), l.peer, l.system, l.ready.Version, strconv.Itoa(l.ready.Constraints),
				number(l.ready.Setup), number(m.Prove), number(m.Verify), strconv.Itoa(m.Bytes), strconv.FormatInt(m.Peak, 10),
			})
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// median returns the median of what get takes from the proofs.
func (l *lane) median(get func(made) float64) float64 {
	values := make([]float64, len(l.made))
	for i, m := range l.made {
		values[i] = get(m)
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

func (l *lane) proving() float64 { return l.median(func(m made) float64 { return m.Prove }) }

// native returns the lane of o1js (native) for the same statement, or nil.
func native(all []*lane, l *lane) *lane {
	for _, o := range all {
		if o.peer == "o1js" && o.system == "native" && o.statement == l.statement && len(o.made) > 0 && l.fields == 1 {
			return o
		}
	}
	return nil
}

func markdown(command string, machine []report.Entry, all []*lane) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# Proofs\n\nWritten by `%s`; do not edit.\n\n%s\n", command, report.Place(machine))
	b.WriteString("Medians of proofs made in turns by processes that all wait while one proves. Ratios are of o1js (native) to the row: above 1, the row is faster.\n\n")
	b.WriteString("| statement | elements | prover | constraints | set-up s | prove s | ratio | verify ms | proof bytes | peak MB | proofs |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, l := range all {
		if len(l.made) == 0 {
			fmt.Fprintf(&b, "| %s | %d | %s %s | absent: %s |\n", l.statement, l.fields, l.peer, l.system, l.absent)
			continue
		}
		ratio := ""
		if o := native(all, l); o != nil {
			ratio = fmt.Sprintf("%.2f", o.proving()/l.proving())
		}
		last, size := l.made[len(l.made)-1], ""
		if last.Bytes > 0 { // a prover may not tell
			size = strconv.Itoa(last.Bytes)
		}
		fmt.Fprintf(&b, "| %s | %d | %s %s | %d | %.2f | %.3f | %s | %.1f | %s | %d | %d |\n", l.statement, l.fields, l.peer, l.system,
			l.ready.Constraints, l.ready.Setup, l.proving(), ratio,
			1000*l.median(func(m made) float64 { return m.Verify }), size, last.Peak>>20, len(l.made))
	}
	b.WriteString("\nConstraints are rank-1 constraints for Groth16, gates for PLONK, rows of the program's own method for o1js.\n\n![times](proofs.svg)\n")
	return []byte(b.String())
}

// plotOf draws a row a prover, a mark a proof, time on a logarithmic axis.
func plotOf(all []*lane) ([]byte, error) {
	p := plot.New()
	p.Title.Text = "time of a proof"
	p.X.Label.Text = "seconds"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
	p.BackgroundColor = color.White
	var names []string
	for _, l := range slices.Backward(all) {
		if len(l.made) == 0 {
			continue
		}
		points := make(plotter.XYs, len(l.made))
		for i, m := range l.made {
			points[i] = plotter.XY{X: m.Prove, Y: float64(len(names))}
		}
		marks, err := plotter.NewScatter(points)
		if err != nil {
			return nil, err
		}
		marks.GlyphStyle = draw.GlyphStyle{Color: colorOf(l), Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
		p.Add(marks)
		names = append(names, l.name())
	}
	p.NominalY(names...)
	p.Y.Min, p.Y.Max = -0.5, float64(len(names))-0.5
	p.Add(plotter.NewGrid())
	canvas := vgsvg.New(18*vg.Centimeter, vg.Length(len(names)+3)*vg.Centimeter*0.8)
	p.Draw(draw.New(canvas))
	var b bytes.Buffer
	_, err := canvas.WriteTo(&b)
	return b.Bytes(), err
}

func colorOf(l *lane) color.Color {
	if l.peer == "minaseal" {
		return color.RGBA{R: 0x1f, G: 0x77, B: 0xb4, A: 0xff}
	}
	return color.RGBA{R: 0xff, G: 0x7f, B: 0x0e, A: 0xff}
}
