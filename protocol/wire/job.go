package wire

import "github.com/minaseal/minaseal/internal/strictjson"

// JobArgs are the arguments with which an app launches a worker's job (SPEC 7.5).
type JobArgs struct {
	ClientAddress string // the app's public key, base58check (55 characters)
}

// EncodeJobArgs returns {"clientAddress":A} as JSON.stringify writes it (SPEC 7.5 [MSG-16]).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
func EncodeJobArgs(a JobArgs) ([]byte, error) {
	return frame(`{"clientAddress":`, a.ClientAddress, "}")
}

// DecodeJobArgs parses the arguments of a job strictly (SPEC 7.1, 7.5).
//
// Errors: [ErrMalformed], [ErrSize]. Variable time.
func DecodeJobArgs(data []byte) (*JobArgs, error) {
	var args JobArgs
	err := read(data, func(r *strictjson.Reader) (err error) {
		args.ClientAddress, err = onlyString(r, "clientAddress")
		return err
	})
	if err != nil {
		return nil, err
	}
	return &args, nil
}

// EncodeJobResult returns the result of a job: the ciphertext's JSON text as one
// JSON string (SPEC 7.5 [MSG-16]).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
func EncodeJobResult(ciphertext string) ([]byte, error) {
	return frame("", ciphertext, "")
}

// DecodeJobResult returns the ciphertext's JSON text out of the result of a job
// (SPEC 7.1, 7.5).
//
// Errors: [ErrMalformed], [ErrSize]. Variable time.
func DecodeJobResult(data []byte) (string, error) {
	var ciphertext string
	err := read(data, func(r *strictjson.Reader) (err error) {
		ciphertext, err = r.String()
		return err
	})
	if err != nil {
		return "", err
	}
	return ciphertext, nil
}
