package mutants

import (
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// object is the input or the output of an operation. Members stay as they were
// written until they are set.
type object map[string]json.RawMessage

// parse reads an object; what is none becomes one without members.
func parse(text json.RawMessage) object {
	o := object{}
	if json.Unmarshal(text, &o) != nil || o == nil {
		return object{}
	}
	return o
}

// json writes the object.
func (o object) json() json.RawMessage {
	text, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return text
}

// with sets a member and returns o.
func (o object) with(name string, value any) object {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	o[name] = text
	return o
}

// has reports whether the object has a member.
func (o object) has(name string) bool { return o[name] != nil }

// read returns a member, the zero value if it is of another type or not there.
func read[T any](o object, name string) T {
	var value T
	if json.Unmarshal(o[name], &value) != nil {
		return *new(T)
	}
	return value
}

// text returns a string.
func (o object) text(name string) string { return read[string](o, name) }

// texts returns a list of strings.
func (o object) texts(name string) []string { return read[[]string](o, name) }

// edit replaces a string; a member of another type, or one that is not there, stays.
func (o object) edit(name string, change func(string) string) {
	var text string
	if o.has(name) && json.Unmarshal(o[name], &text) == nil {
		o.with(name, change(text))
	}
}

// number returns a number that the sound implementation has accepted.
func (o object) number(name string) *big.Int { return number(o.text(name)) }

// point returns a point.
func (o object) point(name string) bigref.Point {
	p := parse(o[name])
	return bigref.Point{X: p.number("x"), Y: p.number("y")}
}

// withPoint sets the member point.
func (o object) withPoint(p bigref.Point) object {
	return o.with("point", map[string]string{"x": p.X.String(), "y": p.Y.String()})
}

// numbers returns a list of numbers.
func (o object) numbers(name string) []*big.Int {
	list := o.texts(name)
	out := make([]*big.Int, len(list))
	for i, text := range list {
		out[i] = number(text)
	}
	return out
}

// elements returns a list of elements of Fp.
func (o object) elements(name string) []fp.Element { return elements(o.texts(name)) }

func number(text string) *big.Int {
	x, ok := new(big.Int).SetString(text, 10)
	if !ok {
		panic(fmt.Sprintf("mutants: %q is not a number", text))
	}
	return x
}

func elements(texts []string) []fp.Element {
	out := make([]fp.Element, len(texts))
	for i, text := range texts {
		out[i] = element(number(text))
	}
	return out
}

// element returns x modulo p.
func element(x *big.Int) (e fp.Element) {
	if _, err := e.SetDecimal(bigref.Fp().Reduce(x).String()); err != nil {
		panic(err)
	}
	return e
}

// scalar returns x modulo q.
func scalar(x *big.Int) (s fq.Element) {
	if _, err := s.SetDecimal(bigref.Fq().Reduce(x).String()); err != nil {
		panic(err)
	}
	return s
}

// texts returns the decimal texts of numbers.
func texts(xs []*big.Int) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = x.String()
	}
	return out
}

// decimals returns the decimal texts of elements.
func decimals(xs []fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}
