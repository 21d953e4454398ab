package jobs

import "github.com/minaseal/minaseal/internal/coded"

var (
	// ErrConfig reports a setting, a launch or a worker that cannot work. Code
	// bad_request.
	ErrConfig = coded.New("jobs", "bad_request", "not usable")

	// ErrMalformed reports a record or a queue message that is not in its form. Code
	// malformed_json.
	ErrMalformed = coded.New("jobs", "malformed_json", "malformed")

	// ErrUnknownJob reports a job that there is not. Code unknown_job.
	ErrUnknownJob = coded.New("jobs", "unknown_job", "there is no such job")

	// ErrDuplicate reports a launch with the id of another job. Code duplicate.
	ErrDuplicate = coded.New("jobs", "duplicate", "there is another job with this id")

	// ErrOutOfOrder reports what the state of the job does not allow: the result of an
	// attempt that was overtaken, or the wish for a result that is not there yet. Code
	// out_of_order.
	ErrOutOfOrder = coded.New("jobs", "out_of_order", "the job is not in the state for this")

	// ErrSize reports a result too large for its record. Code wrong_length.
	ErrSize = coded.New("jobs", "wrong_length", "the result is too large for the record of a job")

	// ErrStore reports that JetStream did not answer in time, or is not there. Code
	// timeout.
	ErrStore = coded.New("jobs", "timeout", "JetStream does not answer")

	// ErrUnavailable reports that JetStream is not there: the server has none, or has shut
	// it down, as it does when its disk is full [JOB-31]. Code store_unavailable.
	ErrUnavailable = coded.New("jobs", "store_unavailable", "the server has no JetStream, or its disk is full")

	// ErrSecondWorker is the end of a job whose app is bound to a worker that was lost
	// (SPEC 10.5). Code second_worker.
	ErrSecondWorker = coded.New("jobs", "second_worker", "the app is bound to a worker that was lost")

	// ErrWorkerLost is the end of a job whose attempts are used up. Code worker_lost.
	ErrWorkerLost = coded.New("jobs", "worker_lost", "no attempt came to an end")

	// ErrTimeout is the end of a job at its deadline. Code timeout.
	ErrTimeout = coded.New("jobs", "timeout", "the deadline of the job has passed")

	// errGivenUp is the end of a wait. Code closed.
	errGivenUp = coded.New("jobs", "closed", "no longer waited for")

	// ErrClosed is the end of a job that was given up. Code closed.
	ErrClosed = coded.New("jobs", "closed", "the job was given up")
)

// FailedError is the end of a job without a result. Its code is the job's.
type FailedError struct{ code string }

// Error names the code and nothing else.
func (e *FailedError) Error() string { return "jobs: the job failed: " + e.code }

// Code returns the stable code with which the job failed (SPEC 2.3).
func (e *FailedError) Code() string { return e.code }
