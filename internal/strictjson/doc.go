// Package strictjson reads JSON (RFC 8259) for decoders that accept one form
// only: well-formed UTF-8, no member twice, nothing but white space around the
// value, member names compared exactly. It is a cursor that the caller moves
// over the text: the caller asks for what it expects next and gets it, or an
// error.
//
// encoding/json is no base for such decoders: it matches names in any case,
// keeps the last of two equal members and mends ill-formed UTF-8.
//
// A cursor copies the text once. Strings without escapes are parts of that copy,
// so that the memory which a text makes the reader take is a small multiple of
// its length; nesting is bounded by [MaxDepth].
//
// Time depends on the text. Programs outside this module use encoding/json.
package strictjson
