package roles

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol/wire"
)

const (
	stateless   = "every request is answered, whatever came before it"
	anyWorker   = "every key is answered, whoever came first"
	replyWaived = "a request without a reply subject is acted on"
)

// appOrder returns the cases of right requests at a wrong time, from the wrong worker or
// without a reply subject.
func appOrder() []roleCase {
	order := []string{"ProtoOutOfOrder"}
	replay := []string{"ProtoReplay"}
	second := []string{"ProtoSpoofedWorkerKey"}
	var cases []roleCase
	for _, i := range []ignored{
		{"ready-first", "a ready request before options", nil, order, "out_of_order", stateless, listening, readyOf(ours)},
		{"done-first", "a done request before options", []string{"HSK-6"}, order, "out_of_order", stateless, listening, forgedDone},
		{"done-before-ready", "a done request before ready", []string{"HSK-6"}, order, "out_of_order", stateless, optionsSent, forgedDone},
		{"options-after-ready", "the options request again, after ready", nil, order, "out_of_order", stateless, payloadSent, optionsOf(ours)},
		{"second-worker-options", "an options request with another key, after options", []string{"HSK-5", "HSK-8"}, second, "second_worker", anyWorker, optionsSent, optionsOf(stranger)},
		{"second-worker-ready", "a ready request with another key, after options", []string{"HSK-5", "HSK-8"}, second, "second_worker", anyWorker, optionsSent, readyOf(stranger)},
		{"second-worker-ready-later", "a ready request with another key, after ready", []string{"HSK-5", "HSK-8"}, second, "second_worker", anyWorker, payloadSent, readyOf(stranger)},
		{"options-no-reply", "an options request with another key and no reply subject", []string{"NAT-6"}, []string{"ProtoNoReply"}, "", "", listening,
			func(w *workerSide, _ string) error {
				return w.publish(w.subject, "", request("options", "key", stranger(w).PublicKey().String()))
			}},
		{"done-no-reply", "a done request without a reply subject", []string{"NAT-6"}, []string{"ProtoNoReply"}, "", replyWaived, payloadSent,
			func(w *workerSide, _ string) error { return w.publish(w.subject, "", w.done(resultText(w.forged()))) }},
		{"done-replayed", "the same done request after the close reply", []string{"HSK-17"}, replay, "", stateless, completed,
			func(w *workerSide, lenient string) error {
				return w.inject(w.handed, w.answersClose(lenient), "the second done")
			}},
		{"done-other", "a done request with another result after the close reply", []string{"HSK-17"}, replay, "", stateless, completed, forgedDone},
		{"options-replayed", "the options request after the close reply", []string{"HSK-17"}, replay, "", stateless, completed, optionsOf(ours)},
		{"ready-replayed", "the ready request after the close reply", []string{"HSK-17"}, replay, "", stateless, completed, readyOf(ours)},
	} {
		cases = append(cases, i.roleCase())
	}
	return cases
}

// ours is the key of the run, stranger a key of nobody.
func ours(w *workerSide) *address.PrivateKey   { return w.sk }
func stranger(*workerSide) *address.PrivateKey { return address.GeneratePrivateKey() }

func optionsOf(key func(*workerSide) *address.PrivateKey) func(*workerSide, string) error {
	return func(w *workerSide, lenient string) error {
		sk := key(w)
		return w.inject(request("options", "key", sk.PublicKey().String()), w.answersOptions(sk, lenient), "the options request")
	}
}

func readyOf(key func(*workerSide) *address.PrivateKey) func(*workerSide, string) error {
	return func(w *workerSide, lenient string) error {
		sk := key(w)
		return w.inject(request("ready", "key", sk.PublicKey().String()), w.answersSealed(sk, "execute", payloadText, lenient), "the ready request")
	}
}

// forgedDone sends a result that decrypts and is not to be delivered.
func forgedDone(w *workerSide, lenient string) error {
	return w.inject(w.done(resultText(w.forged())), w.answersClose(lenient), "the done request")
}

// forged returns the token of a result that the app must not deliver.
func (w *workerSide) forged() string {
	w.forgeries = append(w.forgeries, w.token())
	return w.forgeries[len(w.forgeries)-1]
}

// The judges of answers to what should have been ignored: accepted if the example
// answers so, and the answer is the example's; a breach otherwise.

func (w *workerSide) answersOptions(sk *address.PrivateKey, lenient string) func([]byte) error {
	return w.answersSealed(sk, "options", optionsText, lenient)
}

func (w *workerSide) answersSealed(sk *address.PrivateKey, command, text, lenient string) func([]byte) error {
	if lenient == "" {
		return nil
	}
	return func(data []byte) error {
		reply, err := exactReply(data)
		if err != nil {
			return err
		}
		if _, err := w.openReply(sk, reply, command, text); err != nil {
			return err
		}
		return accepted(lenient)
	}
}

func (w *workerSide) answersClose(lenient string) func([]byte) error {
	if lenient == "" {
		return nil
	}
	return func(data []byte) error {
		reply, err := exactReply(data)
		if err != nil {
			return err
		}
		if _, ok := reply.(wire.CloseReply); !ok {
			return failed("the reply to done has the command %q", reply.Command())
		}
		return accepted(lenient)
	}
}
