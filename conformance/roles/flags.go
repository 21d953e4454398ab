package roles

import "github.com/minaseal/minaseal/vectors"

// Flags returns the flags of the layer's cases by name. Those that name a fault of a
// ciphertext are defined in the files of the vectors.
func Flags() map[string]vectors.Flag {
	return map[string]vectors.Flag{
		"ProtoUnknownPost": {BugType: "MISSING_CHECK", Description: "a request of a post that SPEC does not know",
			Effect: "an app that answers, or ends, can be probed or stopped by anyone"},
		"ProtoNoReply": {BugType: "FUNCTIONALITY", Description: "no reply comes, or none is asked for",
			Effect: "a worker waits for ever; an app acts for somebody who cannot be answered"},
		"ProtoReplay": {BugType: "PROTOCOL_CONFUSION", Description: "a message of earlier is sent again, where it has no place",
			Effect: "an old text is taken for another one, or a result is delivered twice"},
		"ProtoDuplicate": {BugType: "FUNCTIONALITY", Description: "the same message twice, where SPEC provides for it",
			Effect: "a run fails because a network repeats a message; a ciphertext is sent again and links the two"},
		"ProtoOutOfOrder": {BugType: "PROTOCOL_CONFUSION", Description: "a right message in a state that does not await it",
			Effect: "the payload leaves without its options, a result arrives before its job"},
		"ProtoSecondResponder": {BugType: "PROTOCOL_CONFUSION", Description: "two replies to one request",
			Effect: "whoever answers last decides what the worker works on"},
		"ProtoSpoofedWorkerKey": {BugType: "AUTH_BYPASS", Description: "a request with a key that is not that of the run's worker, or no key at all",
			Effect: "the payload is encrypted to a stranger"},
		"ProtoOversized": {BugType: "MISSING_CHECK", Description: "a message of more than 1048576 bytes",
			Effect: "memory and time at the sender's will"},
		"ProtoLateReply": {BugType: "PROTOCOL_CONFUSION", Description: "a reply after the time-out, or to the request before",
			Effect: "a run goes on that has ended for the other side; an old reply answers a new request"},
		"ProtoMalformed": {BugType: "PARSER_DIFFERENTIAL", Description: "a message that is not of the forms of SPEC 7",
			Effect: "two implementations read one message differently"},
		"ProtoRefusal": {BugType: "MISSING_CHECK", Description: "a reply that says, or does not say, whether it is a success",
			Effect: "a refusal is taken for a text"},
		"ProtoKeyReuse": {BugType: "MISSING_STEP", Description: "the key of one run in another one",
			Effect: "runs are linked, and messages of one fit the other"},
		"ProtoServerLimit": {BugType: "MISSING_CHECK", Description: "a text that does not fit the messages of the server",
			Effect: "the server ends the connection, and the run hangs"},
	}
}

// Flags tells the reports what the flags of the layer's cases mean.
func (*Layer) Flags() map[string]vectors.Flag { return Flags() }
