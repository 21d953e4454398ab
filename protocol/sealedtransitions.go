package protocol

// The handshake of sealed-v1 on one screen (SPEC 8.9, 8.10), in the form of
// transitions.go. The principles are the same, with two additions:
//
//   - The app says what it refuses: who gets the refusal knows the code at once,
//     and nothing else has changed.
//   - A repeat is answered with the same bytes, a part of a message moves no state.

var sealedAppTable = table{
	states: []State{StateCreated, StateListening, StateOptionsSent, StatePayloadSent, StateCompleted, StateFailed},
	rows: []row{
		// event                     created     listening   options-sent  payload-sent  completed   failed
		{EventStart, []cell{listen, outOfOrder, outOfOrder, outOfOrder, outOfOrder, outOfOrder}},
		{EventRequestOptions, []cell{outOfOrder, sendOptions, refuseOrder, refuseOrder, refuseOrder, outOfOrder}},
		{EventRequestUnauthenticated, []cell{ignore, refuse, refuse, refuse, refuse, ignore}},
		{EventRequestSecond, []cell{secondWorker, refuseSecond, refuseSecond, refuseSecond, refuseSecond, secondWorker}},
		{EventRequestReady, []cell{outOfOrder, refuseOrder, sendPayload, refuseOrder, refuseOrder, outOfOrder}},
		{EventRequestDone, []cell{outOfOrder, refuseOrder, refuseOrder, deliver, refuseOrder, outOfOrder}},
		{EventRequestPart, []cell{outOfOrder, refuseOrder, refuseOrder, acknowledge, refuseOrder, outOfOrder}},
		{EventRequestFetch, []cell{outOfOrder, refuseOrder, sendPart, sendPart, sendPart, outOfOrder}},
		{EventRequestRepeated, []cell{served, served, repeat, repeat, repeat, served}},
		{EventRequestUnexpected, []cell{outOfOrder, refuseOrder, refuseOrder, refuseOrder, refuseOrder, outOfOrder}},
		{EventRequestForeign, []cell{ignore, refuse, refuse, refuse, refuse, ignore}},
		{EventRequestUnknown, []cell{ignore, refuse, refuse, refuse, refuse, ignore}},
		{EventRequestMalformed, []cell{ignore, refuse, refuse, refuse, refuse, ignore}},
		{EventRequestUndecryptable, []cell{ignore, refuse, refuse, refuse, refuse, ignore}},
		{EventTimeout, []cell{fail, fail, fail, fail, ended, ended}},
		{EventClose, []cell{fail, fail, fail, fail, ended, ended}},
	},
}

var sealedWorkerTable = table{
	states: []State{StateCreated, StateOptionsRequested, StateReadyRequested, StateProving, StateDoneRequested, StateCompleted, StateFailed},
	rows: []row{
		// event                     created         options-requested  ready-requested  proving      done-requested  completed   failed
		{EventStart, []cell{requestOptions, failOrder, failOrder, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyOptions, []cell{failOrder, requestReady, failOrder, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyExecute, []cell{failOrder, failOrder, prove, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyClose, []cell{failOrder, failOrder, failOrder, failOrder, finish, outOfOrder, outOfOrder}},
		{EventReplyPart, []cell{failOrder, fetchPart, fetchPart, failOrder, fetchPart, outOfOrder, outOfOrder}},
		{EventReplyAcknowledged, []cell{failOrder, failOrder, failOrder, failOrder, sendPart, outOfOrder, outOfOrder}},
		{EventReplyRefused, []cell{fail, fail, fail, fail, fail, ignore, ignore}},
		{EventReplyForeign, []cell{fail, fail, fail, fail, fail, ignore, ignore}},
		{EventReplyMalformed, []cell{fail, fail, fail, fail, fail, ignore, ignore}},
		{EventReplyUndecryptable, []cell{fail, fail, fail, fail, fail, ignore, ignore}},
		{EventReplyUnexpected, []cell{failOrder, failOrder, failOrder, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventProved, []cell{failOrder, failOrder, failOrder, requestDone, failOrder, outOfOrder, outOfOrder}},
		{EventProveFailed, []cell{failOrder, failOrder, failOrder, fail, failOrder, outOfOrder, outOfOrder}},
		{EventNoResponder, []cell{fail, fail, fail, fail, fail, ended, ended}},
		{EventTimeout, []cell{fail, fail, fail, fail, fail, ended, ended}},
		{EventClose, []cell{fail, fail, fail, fail, fail, ended, ended}},
	},
}

// The cells that sealed-v1 adds to those of transitions.go.
var (
	refuse       = cell{ActionRefuse, stay, OutcomeOfEvent}
	refuseOrder  = cell{ActionRefuse, stay, OutcomeOutOfOrder}
	refuseSecond = cell{ActionRefuse, stay, OutcomeSecondWorker}
	repeat       = cell{ActionRepeat, stay, OutcomeDuplicate}
	acknowledge  = cell{ActionAcknowledge, stay, OutcomeOK}
	sendPart     = cell{ActionSendPart, stay, OutcomeOK}
	fetchPart    = cell{ActionFetchPart, stay, OutcomeOK}
)
