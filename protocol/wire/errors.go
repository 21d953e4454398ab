package wire

import "github.com/minaseal/minaseal/internal/coded"

var (
	// ErrMalformed reports bytes that are not the JSON of a message of SPEC 7. Code
	// malformed_json.
	ErrMalformed = coded.New("wire", "malformed_json", "malformed message")

	// ErrUTF8 reports text to be encoded that is not valid UTF-8. Code malformed_json.
	ErrUTF8 = coded.New("wire", "malformed_json", "text is not valid UTF-8")

	// ErrSize reports a message of more than MaxSize bytes. Code malformed_json.
	ErrSize = coded.New("wire", "malformed_json", "message is larger than 1048576 bytes")

	// ErrUnknownPost reports a well-formed request whose post is not options, ready
	// or done [MSG-9], or one of sealed-v1 with an unknown type [MSG-20]. Code
	// unknown_post.
	ErrUnknownPost = coded.New("wire", "unknown_post", "unknown post")

	// ErrUnknownVersion reports a message with another v than sealed-v1 [MSG-19]. Code
	// unknown_profile.
	ErrUnknownVersion = coded.New("wire", "unknown_profile", "message of another profile")

	// ErrWholeSize reports a message of sealed-v1 of more than MaxWhole bytes, to be
	// sent [MSG-30]. Code wrong_length.
	ErrWholeSize = coded.New("wire", "wrong_length", "message is larger than 8388608 bytes")

	// ErrUnknownCommand reports a well-formed reply whose command is not options,
	// execute or close. Code malformed_json.
	ErrUnknownCommand = coded.New("wire", "malformed_json", "unknown command")
)

// MaxSize is the largest message in bytes, that of a NATS server with its default
// max_payload (SPEC 7.1 [MSG-2], 9.3). Encoders and decoders refuse a larger one with [ErrSize].
const MaxSize = 1 << 20
