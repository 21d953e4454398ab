package report

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/minaseal/minaseal/bench/peers"
)

// PlotName returns the file name of a group's plot.
func PlotName(group peers.Group) string { return group.Name + ".svg" }

// Sizes of a plot. The height grows with the number of works.
const (
	plotWidth   = 20 * vg.Centimeter
	legendWidth = 3.6 * vg.Centimeter
	rowHeight   = 1.15 * vg.Centimeter
	frameHeight = 2.6 * vg.Centimeter
)

// Plot returns a group's plot as SVG: a row a work, a mark a peer, time on a
// logarithmic axis. It returns nil if nothing of the group was measured.
func (s *Set) Plot(group peers.Group) ([]byte, error) {
	works := slices.DeleteFunc(slices.Clone(group.Works), func(w peers.Work) bool { return s.values[w.Name] == nil })
	if len(works) == 0 {
		return nil, nil
	}
	slices.Reverse(works) // the first one is at the top
	p := plot.New()
	p.Title.Text = group.Title + ": time of an operation, less is better"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, timeTicks{}
	p.X.Padding, p.Y.Padding = 0, 0
	names := make([]string, len(works))
	for i, work := range works {
		names[i] = work.Name
	}
	p.NominalY(names...)
	p.Y.Min, p.Y.Max = -0.6, float64(len(works))-0.4
	p.Add(guides(len(works)))
	legend := plot.NewLegend()
	legend.Top, legend.Left, legend.Padding = true, true, vg.Millimeter
	for _, text := range []*font.Font{&p.Title.TextStyle.Font, &p.X.Tick.Label.Font, &p.Y.Tick.Label.Font, &legend.TextStyle.Font} {
		text.Variant, text.Size = "Sans", 10
	}
	p.Title.TextStyle.Font.Size = 12
	all := s.marks(works)
	for _, m := range all {
		p.Add(m)
		legend.Add(m.peer, m)
	}
	p.X.Min, p.X.Max = decades(p.X.Min, p.X.Max)

	height := frameHeight + rowHeight*vg.Length(len(works))
	canvas := vgsvg.New(plotWidth, height)
	area := draw.New(canvas)
	area.SetColor(color.White)
	area.Fill(area.Path())
	p.Draw(draw.Crop(area, 2*vg.Millimeter, -legendWidth, 2*vg.Millimeter, -2*vg.Millimeter))
	legend.Draw(draw.Crop(area, plotWidth-legendWidth+3*vg.Millimeter, 0, 0, -9*vg.Millimeter))
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// marks are the medians of a peer with their intervals.
type marks struct {
	peer   string
	points []point
	glyph  draw.GlyphStyle
}

type point struct{ y, center, low, high float64 }

// marks returns the marks of the peers that have some. Those of a peer stand a
// little above or below the middle of their rows, so that equal times stay apart.
func (s *Set) marks(works []peers.Work) []*marks {
	var all []*marks
	for index, peer := range peers.All() {
		m := &marks{peer: peer.Name, glyph: style(index)}
		for i, work := range works {
			if c, ok := s.cell(work.Name, peer.Name, ""); ok {
				low, high := c.Lo, c.Hi
				if !(low > 0) || math.IsInf(high, 0) { // too few rounds for an interval
					low, high = c.Center, c.Center
				}
				m.points = append(m.points, point{float64(i), c.Center, low, high})
			}
		}
		if len(m.points) > 0 {
			all = append(all, m)
		}
	}
	for index, m := range all {
		for i := range m.points {
			m.points[i].y += 0.35 - 0.7*(float64(index)+0.5)/float64(len(all))
		}
	}
	return all
}

// style gives minaseal a large dark disc, and the others marks that differ in form
// and colour (those of Okabe and Ito, which colour-blind readers tell apart).
func style(index int) draw.GlyphStyle {
	if index == 0 {
		return draw.GlyphStyle{Color: color.Black, Radius: vg.Points(4.2), Shape: draw.CircleGlyph{}}
	}
	shapes := []draw.GlyphDrawer{draw.BoxGlyph{}, draw.PyramidGlyph{}, draw.CircleGlyph{}, draw.SquareGlyph{}, draw.TriangleGlyph{}, draw.RingGlyph{}, draw.PlusGlyph{}, draw.CrossGlyph{}}
	colors := []color.RGBA{
		{0xe6, 0x9f, 0x00, 0xff}, {0x56, 0xb4, 0xe9, 0xff}, {0x00, 0x9e, 0x73, 0xff}, {0xcc, 0x79, 0xa7, 0xff},
		{0x00, 0x72, 0xb2, 0xff}, {0xd5, 0x5e, 0x00, 0xff}, {0x80, 0x80, 0x80, 0xff},
	}
	return draw.GlyphStyle{
		Color:  colors[(index-1)%len(colors)],
		Radius: vg.Points(3.2),
		Shape:  shapes[(index-1)%len(shapes)],
	}
}

// Plot draws the marks.
func (m *marks) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, at := range m.points {
		c.StrokeLine2(draw.LineStyle{Color: m.glyph.Color, Width: vg.Points(1.2)}, x(at.low), y(at.y), x(at.high), y(at.y))
		c.DrawGlyph(m.glyph, vg.Point{X: x(at.center), Y: y(at.y)})
	}
}

// DataRange returns the range of the marks.
func (m *marks) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, ymin, xmax, ymax = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, at := range m.points {
		xmin, xmax = min(xmin, at.low), max(xmax, at.high)
		ymin, ymax = min(ymin, at.y), max(ymax, at.y)
	}
	return
}

// Thumbnail draws the mark in the legend.
func (m *marks) Thumbnail(c *draw.Canvas) { c.DrawGlyph(m.glyph, c.Center()) }

// guides draws a band behind every other one of so many rows, and a line at every
// power of ten.
type guides int

// Plot draws the bands and the lines.
func (rows guides) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for row := 0; row < int(rows); row += 2 {
		low, high := y(float64(row)-0.5), y(float64(row)+0.5)
		c.FillPolygon(color.Gray{0xf3}, []vg.Point{{X: c.Min.X, Y: low}, {X: c.Max.X, Y: low}, {X: c.Max.X, Y: high}, {X: c.Min.X, Y: high}})
	}
	for _, tick := range (timeTicks{}).Ticks(p.X.Min, p.X.Max) {
		if tick.Label != "" {
			c.StrokeLine2(draw.LineStyle{Color: color.Gray{0xcc}, Width: vg.Points(0.5)}, x(tick.Value), c.Min.Y, x(tick.Value), c.Max.Y)
		}
	}
}

// timeTicks labels the powers of ten of nanoseconds with their units.
type timeTicks struct{}

// Ticks returns a labelled tick at each power of ten, and others between.
func (timeTicks) Ticks(low, high float64) []plot.Tick {
	var ticks []plot.Tick
	for power := math.Pow(10, math.Floor(math.Log10(low))); power <= high*1.001; power *= 10 {
		for digit := 1.0; digit < 10; digit++ {
			value := digit * power
			if value < low*0.999 || value > high*1.001 {
				continue
			}
			tick := plot.Tick{Value: value}
			if digit == 1 {
				tick.Label = decade(value)
			}
			ticks = append(ticks, tick)
		}
	}
	return ticks
}

// decade prints a power of ten of nanoseconds.
func decade(nanoseconds float64) string {
	exponent := int(math.Round(math.Log10(nanoseconds)))
	units := []string{"ns", "µs", "ms", "s"}
	unit := min(max(exponent, 0)/3, len(units)-1)
	return fmt.Sprintf("%g %s", math.Pow10(exponent-3*unit), units[unit])
}

// decades widens a range a little, and to a power of ten at least.
func decades(low, high float64) (float64, float64) {
	low, high = low/1.3, high*1.3
	if math.Floor(math.Log10(low)) == math.Floor(math.Log10(high)) {
		low = math.Pow(10, math.Floor(math.Log10(low)))
		high = 10 * low
	}
	return low, high
}
