package wire

// SealedVersion is the member v of every message of the profile sealed-v1.
const SealedVersion = "sealed-v1"

// MaxWhole is the largest message of sealed-v1 in bytes, put together from parts
// (SPEC 7.9 [MSG-29] [MSG-30]). A message of its own is bound by MaxSize.
const MaxWhole = 8 << 20

// MaxParts is the greatest number of parts of a message (SPEC 7.8).
const MaxParts = 16384

// Sequence numbers of sealed-v1, the member seq (SPEC 7.8).
const (
	SeqOptions      = 0 // request options
	SeqOptionsReply = 1 // its reply
	SeqReady        = 2
	SeqReadyReply   = 3
	SeqDone         = 4
	SeqDoneReply    = 5
)

// SealedRequest is what a worker sends in sealed-v1: [SealedOptions],
// [SealedReady], [SealedDone], [Part] or [Pointer] (SPEC 7.8).
type SealedRequest interface{ encodeRequest(b *builder) }

// SealedReply is what an app answers in sealed-v1: [SealedBody], [SealedRefusal],
// [Part] or [Pointer] (SPEC 7.8).
type SealedReply interface{ encodeReply(b *builder) }

// SealedOptions opens the handshake: who asks, and by what right (SPEC 7.8).
type SealedOptions struct {
	Job       string
	Key       string  // the worker's public key, base58check
	Identity  string  // the public key of its identity, base58check
	Ticket    *Ticket // nil if there is none
	Signature string  // the identity's, base58check
}

// SealedReady asks for the payload (SPEC 7.8).
type SealedReady struct {
	Job  string
	Body string // JSON of the sealed empty text
}

// SealedDone hands over the result (SPEC 7.8).
type SealedDone struct {
	Job  string
	Body string // JSON of the sealed result
}

// SealedBody answers a request (SPEC 7.8).
type SealedBody struct {
	Job  string
	Seq  int    // SeqOptionsReply, SeqReadyReply or SeqDoneReply
	Body string // JSON of the sealed options, payload or status
}

// SealedRefusal says why a request is not answered, in clear and unauthenticated
// (SPEC 7.8).
type SealedRefusal struct {
	Job   string
	Error string // an error code of SPEC 2.3 [MSG-24]
}

// Part is a piece of a message that is too large for the transport (SPEC 7.9).
type Part struct {
	Job   string
	Seq   int // of the message
	Part  int // from 0
	Parts int // 2 to MaxParts
	Data  string
}

// Pointer names a part: as a request it asks for it, as a reply it says that the
// part has arrived (SPEC 7.9).
type Pointer struct {
	Job  string
	Seq  int
	Part int
}

// EncodeSealedRequest returns the bytes of q as JSON.stringify writes them (SPEC
// 7.8 [MSG-1] [MSG-18]). Body is taken as it is, and has to be the JSON of a
// ciphertext.
//
// Errors: [ErrMalformed] for a job or a number out of range, [ErrUTF8],
// [ErrWholeSize]. Variable time.
func EncodeSealedRequest(q SealedRequest) ([]byte, error) {
	var b builder
	q.encodeRequest(&b)
	return b.sealed()
}

// EncodeSealedReply is EncodeSealedRequest for replies.
func EncodeSealedReply(p SealedReply) ([]byte, error) {
	var b builder
	p.encodeReply(&b)
	return b.sealed()
}

func (b *builder) sealed() ([]byte, error) {
	message, err := b.end()
	if err == nil && len(message) > MaxWhole {
		return nil, ErrWholeSize
	}
	return message, err
}

// request appends the members that every request begins with.
func (b *builder) request(kind, job string, seq int) {
	b.text(`{"v":"` + SealedVersion + `","type":"` + kind)
	b.job(`","job":`, job)
	b.natural(`,"seq":`, int64(seq))
}

func (b *builder) reply(job string) { b.job(`{"v":"`+SealedVersion+`","job":`, job) }

func (q SealedOptions) encodeRequest(b *builder) {
	b.request("options", q.Job, SeqOptions)
	b.string(`,"key":`, q.Key)
	b.string(`,"identity":`, q.Identity)
	if q.Ticket != nil {
		b.text(`,"ticket":`)
		b.ticket(*q.Ticket)
	}
	b.string(`,"signature":`, q.Signature)
	b.text("}")
}

func (q SealedReady) encodeRequest(b *builder) {
	b.request("ready", q.Job, SeqReady)
	b.text(`,"body":` + q.Body + "}")
}

func (q SealedDone) encodeRequest(b *builder) {
	b.request("done", q.Job, SeqDone)
	b.text(`,"body":` + q.Body + "}")
}

func (p SealedBody) encodeReply(b *builder) {
	b.reply(p.Job)
	b.natural(`,"seq":`, int64(p.Seq))
	b.text(`,"body":` + p.Body + "}")
}

func (p SealedRefusal) encodeReply(b *builder) {
	b.reply(p.Job)
	b.string(`,"error":`, p.Error)
	b.text("}")
}

func (p Part) encodeRequest(b *builder) {
	b.request("part", p.Job, p.Seq)
	b.natural(`,"part":`, int64(p.Part))
	b.natural(`,"parts":`, int64(p.Parts))
	b.string(`,"data":`, p.Data)
	b.text("}")
}

func (p Pointer) encodeRequest(b *builder) {
	b.request("part", p.Job, p.Seq)
	b.natural(`,"part":`, int64(p.Part))
	b.text("}")
}

func (p Part) encodeReply(b *builder)    { p.encodeRequest(b) }
func (p Pointer) encodeReply(b *builder) { p.encodeRequest(b) }

// checkSeq returns [ErrMalformed] unless the message whose parts these are can have
// the number: an even one for a request, an odd one for a reply.
func checkSeq(seq, parity int) error {
	if seq > SeqDoneReply || seq%2 != parity {
		return malformedSealed("seq")
	}
	return nil
}
