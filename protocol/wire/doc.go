// Package wire holds the JSON messages of the handshake profiles, byte for byte
// (SPEC 7): those of zkcw-v1 and zkcw-v2, described here, and those of sealed-v1
// ([SealedRequest], [SealedReply], [Ticket]; SPEC 7.8, 7.9, 8.8), in which bodies
// are objects and parts of large messages travel on their own.
//
// # Definition
//
// A worker sends three requests in this order, an app answers each with one reply:
//
//	options  {"post":"options","params":{"key":K}}     {"success":true,"data":{"command":"options","encrypted":C}}
//	ready    {"post":"ready","params":{"key":K}}       {"success":true,"data":{"command":"execute","encrypted":C}}
//	done     {"post":"done","params":{"result":C}}     {"success":true,"data":{"command":"close","status":S}}
//
// K is the worker's public key in base58check, C the JSON text of a ciphertext, S
// the JSON text of the app's closing value; each travels as a JSON string, so C and
// S are escaped once. This package carries them as opaque text: package address
// parses K, package elgamal parses C. A peer that refuses sends
// {"success":false,"error":E}.
//
// The same holds for the two values outside the conversation: a job's arguments
// {"clientAddress":A} and its result, which is C as a JSON string.
//
// # Encoding
//
// Encoders produce exactly the bytes of ECMAScript's JSON.stringify: members in the
// order above, no white space, no final newline, and its string escaping, which is
// not that of encoding/json (see [AppendString]).
//
// # Decoding
//
// Decoders are strict [MSG-2] to [MSG-7]: one JSON value in valid UTF-8 and nothing after it, every
// member known, present and there once, names compared byte for byte, at most
// [MaxSize] bytes. The order of members and insignificant white space are free.
// A request whose post is not one of the three is [ErrUnknownPost]; every other
// fault has the code malformed_json. [ErrUnknownCommand] tells a reply to nothing of
// this protocol from a damaged one.
//
// # Who should not use it
//
// The state machines of package protocol call this package; an application talks to
// them. Nothing here authenticates, encrypts or validates a key, and nothing here is
// constant-time: no argument is secret except as far as its length goes on the wire.
//
// # References
//
// ECMA-262 section 25.5.2 (JSON.stringify, QuoteJSONString); RFC 8259; the message
// shapes are those of the zkCloudWorker encryption example with nats.js 2.29.3's
// JSONCodec.
package wire
