package wire

// JobArgs are the arguments with which an app launches a worker's job (SPEC 7).
type JobArgs struct {
	ClientAddress string // the app's public key, base58check (55 characters)
}

// EncodeJobArgs returns {"clientAddress":A} as JSON.stringify writes it (SPEC 7).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
func EncodeJobArgs(a JobArgs) ([]byte, error) {
	return frame(`{"clientAddress":`, a.ClientAddress, "}")
}

// DecodeJobArgs parses the arguments of a job strictly (SPEC 7).
//
// Errors: [ErrMalformed], [ErrUTF8], [ErrSize]. Variable time.
func DecodeJobArgs(data []byte) (*JobArgs, error) {
	r, err := newReader(data)
	if err != nil {
		return nil, err
	}
	address, err := r.onlyString("clientAddress")
	if err != nil {
		return nil, err
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return &JobArgs{ClientAddress: address}, nil
}

// EncodeJobResult returns the result of a job: the ciphertext's JSON text as one
// JSON string (SPEC 7).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
func EncodeJobResult(ciphertext string) ([]byte, error) {
	return frame("", ciphertext, "")
}

// DecodeJobResult returns the ciphertext's JSON text out of the result of a job
// (SPEC 7).
//
// Errors: [ErrMalformed], [ErrUTF8], [ErrSize]. Variable time.
func DecodeJobResult(data []byte) (string, error) {
	r, err := newReader(data)
	if err != nil {
		return "", err
	}
	ciphertext, err := r.string()
	if err != nil {
		return "", err
	}
	if err := r.end(); err != nil {
		return "", err
	}
	return ciphertext, nil
}
