package protocol

import "fmt"

// AppEffect is what the caller of [App.Step] has to carry out: [Listen],
// [SendReply] or [Deliver].
type AppEffect interface{ appEffect() }

// WorkerEffect is what the caller of [Worker.Step] has to carry out:
// [SendRequest], [Prove] or [Finish].
type WorkerEffect interface{ workerEffect() }

// Listen asks the transport to hand every message on Subject to the app as a
// [Request].
type Listen struct{ Subject string }

// SendReply asks the transport to answer the request that was just stepped.
type SendReply struct {
	Message Event  // name of the message as the worker will see it
	Data    []byte // the caller's
}

// Deliver hands over the result, the decrypted text of whoever sent it (SPEC 12):
// of the worker, in sealed-v1.
// It prints as "[secret]".
type Deliver struct {
	Result string `json:"-"`
}

// SendRequest asks the transport to send a request and to step its [Reply],
// [NoResponder] or [Timeout].
type SendRequest struct {
	Subject string
	Message Event  // name of the message as the app will see it
	Data    []byte // the caller's
}

// Prove asks for the job to be done and for [Proved] or [ProveFailed] to be
// stepped. The machine no longer holds the two texts. It prints as "[secret]".
type Prove struct {
	Options string `json:"-"`
	Payload string `json:"-"`
}

// Finish reports that the app has the result. Status is its closing value, JSON
// text, empty if it has none; it came in the clear, but in sealed-v1.
type Finish struct{ Status string }

func (Listen) appEffect()    {}
func (SendReply) appEffect() {}
func (Deliver) appEffect()   {}

func (SendRequest) workerEffect() {}
func (Prove) workerEffect()       {}
func (Finish) workerEffect()      {}

// Format prints "[secret]" for every verb.
func (Deliver) Format(f fmt.State, _ rune) { printSecret(f) }

// Format prints "[secret]" for every verb.
func (Prove) Format(f fmt.State, _ rune) { printSecret(f) }
