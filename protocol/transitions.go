package protocol

// The handshake on one screen (SPEC 8). A row is an event, a column a state, and
// every cell is filled: what the machine does and where it goes. The cells are
// named below the tables. Two principles explain all of them:
//
//   - The app listens on a subject to which anybody may publish, so nothing that
//     arrives there ends it: it answers the right request, answers it again when
//     the same worker repeats it, and ignores everything else. Only a time-out or
//     a close ends it early [HSK-10].
//   - The worker asks one question at a time and knows the only right answer, so
//     anything else ends it.
//
// One guard stands before the app's table: in options-sent and payload-sent, a
// request-options or request-ready with another key than the one that was
// answered first gets the cell secondWorker [HSK-5].

var appTable = table{
	states: []State{StateCreated, StateListening, StateOptionsSent, StatePayloadSent, StateCompleted, StateFailed},
	rows: []row{
		// event                     created     listening   options-sent  payload-sent  completed   failed
		{EventStart, []cell{listen, outOfOrder, outOfOrder, outOfOrder, outOfOrder, outOfOrder}},
		{EventRequestOptions, []cell{outOfOrder, sendOptions, optionsAgain, outOfOrder, served, outOfOrder}},
		{EventRequestReady, []cell{outOfOrder, outOfOrder, sendPayload, payloadAgain, served, outOfOrder}},
		{EventRequestDone, []cell{outOfOrder, outOfOrder, outOfOrder, deliver, served, outOfOrder}},
		{EventRequestUnknown, []cell{ignore, ignore, ignore, ignore, ignore, ignore}},
		{EventRequestMalformed, []cell{ignore, ignore, ignore, ignore, ignore, ignore}},
		{EventRequestUndecryptable, []cell{ignore, ignore, ignore, ignore, ignore, ignore}},
		{EventTimeout, []cell{fail, fail, fail, fail, ended, ended}},
		{EventClose, []cell{fail, fail, fail, fail, ended, ended}},
	},
}

var workerTable = table{
	states: []State{StateCreated, StateOptionsRequested, StateReadyRequested, StateProving, StateDoneRequested, StateCompleted, StateFailed},
	rows: []row{
		// event                     created         options-requested  ready-requested  proving      done-requested  completed   failed
		{EventStart, []cell{requestOptions, failOrder, failOrder, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyOptions, []cell{failOrder, requestReady, failOrder, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyExecute, []cell{failOrder, failOrder, prove, failOrder, failOrder, outOfOrder, outOfOrder}},
		{EventReplyClose, []cell{failOrder, failOrder, failOrder, failOrder, finish, outOfOrder, outOfOrder}},
		{EventReplyRefused, []cell{fail, fail, fail, fail, fail, ignore, ignore}},
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

// The cells: action, next state, outcome. OutcomeOfEvent stands for the code
// that the event itself carries: timeout, closed, tag_mismatch, unknown_post…
var (
	// Both roles.
	ignore     = cell{ActionIgnore, stay, OutcomeOfEvent}
	outOfOrder = cell{ActionIgnore, stay, OutcomeOutOfOrder}
	ended      = cell{ActionIgnore, stay, OutcomeOK} // closing twice is no error
	fail       = cell{ActionFail, StateFailed, OutcomeOfEvent}

	// App.
	listen       = cell{ActionListen, StateListening, OutcomeOK}
	sendOptions  = cell{ActionSendOptions, StateOptionsSent, OutcomeOK}
	optionsAgain = cell{ActionSendOptions, stay, OutcomeDuplicate}
	sendPayload  = cell{ActionSendPayload, StatePayloadSent, OutcomeOK}
	payloadAgain = cell{ActionSendPayload, stay, OutcomeDuplicate}
	deliver      = cell{ActionDeliver, StateCompleted, OutcomeOK} // and replies close
	served       = cell{ActionIgnore, stay, OutcomeDuplicate}
	secondWorker = cell{ActionIgnore, stay, OutcomeSecondWorker}

	// Worker.
	failOrder      = cell{ActionFail, StateFailed, OutcomeOutOfOrder}
	requestOptions = cell{ActionRequestOptions, StateOptionsRequested, OutcomeOK}
	requestReady   = cell{ActionRequestReady, StateReadyRequested, OutcomeOK}
	prove          = cell{ActionProve, StateProving, OutcomeOK}
	requestDone    = cell{ActionRequestDone, StateDoneRequested, OutcomeOK}
	finish         = cell{ActionFinish, StateCompleted, OutcomeOK}
)
