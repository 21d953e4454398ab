// A driver of minaseal's conformance suite, to be filled in: go run driver.go. Go 1.23.
//
// Requests come in on standard input and responses go out on standard output, one JSON
// object a line. Nothing else may be written to standard output: log with package log.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"unicode/utf8"
)

// 1. Say who you are. Set codes to true when your error codes are those of SPEC.md 2.3.
func hello(input) object {
	return object{"name": "my-implementation", "version": "0.0.0", "language": "Go", "homepage": "https://example.org",
		"ops": slices.Sorted(maps.Keys(operations())), "schemes": []string{}, "proofSystems": []string{}, "codes": false}
}

// 2. Replace these three by calls of your implementation.
func fieldEval(in input) object {
	modulus := map[string]*big.Int{"fp": p, "fq": q}[in.Field]
	a := number(in.A, modulus)
	if in.Fn != "add" {
		panic(unsupported(in.Fn))
	}
	sum := a.Add(a, number(in.B, modulus))
	return object{"value": sum.Mod(sum, modulus).String()}
}

func encodingEncode(in input) object {
	data, _ := hex.DecodeString(in.Hex)
	data = append(data, in.Text...) // one of the two is empty; lone surrogates are U+FFFD already
	var fields []string             // of 31 bytes, lowest first, 01 after the last (SPEC.md 4.8)
	for chunk := range slices.Chunk(append(data, 1), 31) {
		slices.Reverse(chunk)
		fields = append(fields, new(big.Int).SetBytes(chunk).String())
	}
	return object{"fields": fields}
}

func encodingDecode(in input) object {
	var data []byte
	top, stop := byte(0), -1
	for _, field := range in.Fields {
		chunk := number(field, p).FillBytes(make([]byte, 32))
		slices.Reverse(chunk)
		stop = bytes.LastIndexByte(chunk[:31], 1)
		data, top = append(data, chunk[:31]...), top|chunk[31]
	}
	if stop < 0 {
		panic(invalid("encoding_no_stop"))
	}
	data, rest := data[:len(data)-31+stop], data[len(data)-30+stop:]
	if len(bytes.Trim(append(rest, top), "\x00")) > 0 {
		panic(invalid("encoding_non_canonical"))
	}
	if in.As == "hex" {
		return object{"hex": hex.EncodeToString(data)}
	}
	return object{"text": text(data)}
}

// 3. Add more, one at a time, in any order: SPEC.md A.2 has the list. What is not here is
// answered with unsupported, which is no failure.
func operations() map[string]func(input) object {
	return map[string]func(input) object{"hello": hello, "field.eval": fieldEval,
		"encoding.encode": encodingEncode, "encoding.decode": encodingDecode}
}

// input has the members of the inputs: add those that you read.
type input struct {
	Field, Fn, Text, Hex, As string
	A, B                     any // numbers
	Fields                   []any
}

type object map[string]any

// Operations panic with invalid, where an input is refused with a code of SPEC.md 2.3, or
// with unsupported. Any other panic is an error of your implementation, a failure.
func invalid(code string) object     { return object{"status": "invalid", "code": code} }
func unsupported(what string) object { return object{"status": "unsupported", "message": "no " + what} }

var p, _ = new(big.Int).SetString("40000000000000000000000000000000224698fc094cf91b992d30ed00000001", 16)
var q, _ = new(big.Int).SetString("40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001", 16)

// number reads a canonical decimal text below the modulus; everything else is refused.
func number(value any, modulus *big.Int) *big.Int {
	text, _ := value.(string)
	x, ok := new(big.Int).SetString(text, 10)
	if !ok || x.Sign() < 0 || x.Cmp(modulus) >= 0 || x.String() != text {
		panic(invalid("non_canonical"))
	}
	return x
}

// text decodes UTF-8 as browsers do: one U+FFFD for each maximal part of what is ill-formed.
func text(b []byte) (decoded string) {
	for b = bytes.TrimPrefix(b, []byte("\uFEFF")); len(b) > 0; {
		r, size := utf8.DecodeRune(b)
		for r == utf8.RuneError && size < min(3, len(b)) && !utf8.FullRune(b[:size+1]) {
			size++
		}
		decoded, b = decoded+string(r), b[size:]
	}
	return decoded
}

// respond answers a line. Keep it, and main.
func respond(line []byte) (response object) {
	var request struct {
		ID json.RawMessage
		Op string
		In input
	}
	_ = json.Unmarshal(line, &request) // what has another type than it should stays empty
	if request.ID == nil {
		return object{"id": nil, "status": "error", "code": "bad_request"}
	}
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case object:
			response = cause
		default:
			response = object{"status": "error", "message": fmt.Sprint(cause)}
		}
		response["id"] = request.ID
	}()
	operation := operations()[request.Op]
	if operation == nil {
		panic(unsupported(request.Op))
	}
	return object{"status": "ok", "out": operation(request.In)}
}

func main() {
	lines, out := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	lines.Buffer(nil, 8<<20) // without it, a Scanner gives up at 64 KiB
	for lines.Scan() && out.Encode(respond(lines.Bytes())) == nil {
	}
}
