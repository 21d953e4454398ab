package conformance

import (
	"encoding/hex"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"strings"

	"github.com/minaseal/minaseal/internal/driver"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// generator makes random requests that a right implementation of SPEC and a released
// library answer alike: their known differences, which the vectors hold, are left
// out. It is weighted towards edges. The same seed gives the same requests.
type generator struct{ *rand.Rand }

// input is an operation's input.
type input map[string]any

// request returns an operation and its input.
func (g generator) request() (op string, in input) {
	pick := g.IntN(100)
	switch {
	case pick < 14:
		return "field.eval", g.fieldEval()
	case pick < 22:
		c := g.curve()
		return "curve.add", input{"curve": c.name, "p": g.point(c), "q": g.point(c)}
	case pick < 30:
		return "curve.scale", g.scale()
	case pick < 34:
		c := g.curve()
		return "curve.check", input{"curve": c.name, "point": g.point(c)}
	case pick < 50:
		return g.poseidon()
	case pick < 62:
		return g.encoding()
	case pick < 74:
		return g.key()
	case pick < 88:
		return g.elgamal()
	default:
		return g.schnorr()
	}
}

// curve is one of the two curves, with the moduli of its coordinates and scalars.
type curve struct {
	name         string
	base, scalar *big.Int
}

func (g generator) curve() curve {
	if g.IntN(2) == 0 {
		return curve{"pallas", fp.Modulus(), fq.Modulus()}
	}
	return curve{"vesta", fq.Modulus(), fp.Modulus()}
}

// integer returns a number below the modulus: small, near the modulus, its half or a
// power of two, or uniform.
func (g generator) integer(modulus *big.Int) *big.Int {
	n := new(big.Int)
	switch g.IntN(6) {
	case 0:
		n.SetInt64(int64(g.IntN(8)))
	case 1:
		n.Sub(modulus, big.NewInt(int64(g.IntN(8)+1)))
	case 2:
		n.Lsh(big.NewInt(1), uint(g.IntN(255)))
		n.Add(n, big.NewInt(int64(g.IntN(5)-2)))
	case 3:
		n.Rsh(modulus, 1)
		n.Add(n, big.NewInt(int64(g.IntN(5)-2)))
	default:
		n.SetBytes(g.bytes(40))
	}
	return n.Mod(n, modulus)
}

// number returns the canonical text of a number below the modulus, and once in a
// while a text that every driver refuses [DRV-9].
func (g generator) number(modulus *big.Int) string {
	if g.IntN(60) == 0 {
		bad := []string{modulus.String(), "-1", "01", "", " 1", "1e3", "0x1"}
		return bad[g.IntN(len(bad))]
	}
	return g.integer(modulus).String()
}

func (g generator) numbers(modulus *big.Int, limit int) []string {
	list := make([]string, g.IntN(limit+1))
	for i := range list {
		list[i] = g.number(modulus)
	}
	return list
}

func (g generator) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(g.Uint32())
	}
	return b
}

// own executes an operation on this module, to make inputs of other ones. The
// operation succeeds on what the generator gives it.
func own[T any](op string, in input) (out T) {
	text, err := marshal(in)
	if err == nil {
		response := driver.Handle(driver.Request{ID: json.RawMessage("0"), Op: op, In: text})
		if response.Status != driver.OK {
			panic(op + ": " + response.Message)
		}
		err = json.Unmarshal(response.Out, &out)
	}
	if err != nil {
		panic(err)
	}
	return out
}

// xy is a point.
type xy struct {
	X string `json:"x"`
	Y string `json:"y"`
}

// onCurve returns a multiple of the generator.
func (g generator) onCurve(c curve) xy {
	return own[struct{ Point xy }]("curve.scale", input{"curve": c.name, "scalar": g.integer(c.scalar).String()}).Point
}

// point returns a point of the curve, and once in a while none.
func (g generator) point(c curve) xy {
	p := g.onCurve(c)
	switch g.IntN(20) {
	case 0:
		p.Y = g.integer(c.base).String()
	case 1:
		p = xy{"0", "0"}
	}
	return p
}

func (g generator) fieldEval() input {
	field, modulus := "fp", fp.Modulus()
	if g.IntN(2) == 0 {
		field, modulus = "fq", fq.Modulus()
	}
	names := []string{"add", "sub", "mul", "neg", "square", "inv", "sqrt"}
	in := input{"field": field, "fn": names[g.IntN(len(names))], "a": g.number(modulus)}
	switch in["fn"] {
	case "add", "sub", "mul":
		in["b"] = g.number(modulus)
	}
	return in
}

// scale leaves the identity out: o1js multiplies it by no scalar but 0.
func (g generator) scale() input {
	c := g.curve()
	in := input{"curve": c.name, "scalar": g.number(c.scalar)}
	if p := g.onCurve(c); g.IntN(3) > 0 && p.X != "0" {
		in["point"] = p
	}
	return in
}

func (g generator) poseidon() (string, input) {
	p := fp.Modulus()
	switch g.IntN(7) {
	case 0:
		return "poseidon.permute", input{"field": "fp", "params": "kimchi", "state": []string{g.number(p), g.number(p), g.number(p)}}
	case 1:
		params := []string{"kimchi", "legacy"}
		return "poseidon.hash", input{"params": params[g.IntN(2)], "inputs": g.numbers(p, 7)}
	case 2:
		return "poseidon.hash", input{"inputs": g.numbers(p, 5), "prefix": strings.Repeat("p", g.IntN(34))}
	case 3:
		return "poseidon.hashAnyLength", input{"inputs": g.numbers(p, 7)}
	case 4:
		return "poseidon.hashToGroup", input{"inputs": g.numbers(p, 4)}
	case 5:
		packed := [][2]any{}
		for range g.IntN(6) {
			bits := g.IntN(64) + 1
			packed = append(packed, [2]any{g.integer(new(big.Int).Lsh(big.NewInt(1), uint(bits))).String(), bits})
		}
		return "poseidon.pack", input{"fields": g.numbers(p, 3), "packed": packed}
	default:
		trace := []any{}
		for range g.IntN(12) {
			if g.IntN(2) == 0 {
				trace = append(trace, input{"squeeze": true})
			} else {
				trace = append(trace, input{"absorb": g.number(p)})
			}
		}
		return "poseidon.sponge", input{"trace": trace}
	}
}

// text returns well-formed text, with lengths around those of whole fields.
func (g generator) text() string {
	pieces := []string{"a", "\x00", "\x01", "é", "日", "🔑", "\uFEFF", "\u2028", "<", `"`, `\`, "\n", "\x7f"}
	if g.IntN(3) == 0 {
		return strings.Repeat("x", 31*g.IntN(3)+g.IntN(3))
	}
	var text strings.Builder
	for range g.IntN(40) {
		text.WriteString(pieces[g.IntN(len(pieces))])
	}
	return text.String()
}

func (g generator) encoding() (string, input) {
	data := g.bytes(31*g.IntN(3) + g.IntN(32))
	encoded := own[struct{ Fields []string }]("encoding.encode", input{"hex": hex.EncodeToString(data)}).Fields
	switch g.IntN(4) {
	case 0:
		return "encoding.encode", input{"hex": hex.EncodeToString(data)}
	case 1:
		return "encoding.encode", input{"text": g.text()}
	case 2:
		return "encoding.decode", input{"fields": encoded, "as": "hex"}
	default:
		return "encoding.decode", input{"fields": encoded, "as": "text"}
	}
}
