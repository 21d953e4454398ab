package conformance

import (
	"io"
)

// reportSchema names the form of a JSON report.
const reportSchema = "minaseal-conformance-report/1"

// jsonReport is the JSON form of a report. Nothing in it depends on the time or the
// machine of the run: equal runs give equal bytes.
type jsonReport struct {
	Schema          string               `json:"schema"`
	Suite           string               `json:"suite,omitempty"`
	Again           string               `json:"again,omitempty"`
	Requirements    string               `json:"requirements"`
	Profiles        []string             `json:"profiles"`
	Seed            uint64               `json:"seed"`
	Planned         int                  `json:"planned"`
	Reported        int                  `json:"reported"`
	Exit            int                  `json:"exit"`
	Implementations []jsonImplementation `json:"implementations"`
	Subjects        []jsonSubject        `json:"subjects"`
	Stale           []string             `json:"stale"`
	Results         []jsonResult         `json:"results"`
}

type jsonImplementation struct {
	Label string `json:"label"`
	Hello *Hello `json:"hello"`
}

type jsonSubject struct {
	Subject    string             `json:"subject"`
	Conclusion string             `json:"conclusion"`
	Verdicts   map[Verdict]int    `json:"verdicts"`
	Known      int                `json:"known"`
	Stray      int                `json:"stray"`
	Cases      map[string]Verdict `json:"cases"` // every case by id
}

// jsonResult is a result that is neither a plain pass nor unsupported.
type jsonResult struct {
	Case         string   `json:"case"`
	Subject      string   `json:"subject"`
	Layer        string   `json:"layer"`
	Op           string   `json:"op"`
	Verdict      Verdict  `json:"verdict"`
	Remark       string   `json:"remark,omitempty"`
	Known        string   `json:"known,omitempty"`
	Stray        bool     `json:"stray,omitempty"`
	Requirements []string `json:"requirements,omitempty"`
	Flags        []string `json:"flags,omitempty"`
	Comment      string   `json:"comment,omitempty"`
	Request      string   `json:"request,omitempty"`
	Expected     string   `json:"expected,omitempty"`
	Got          string   `json:"got,omitempty"`
	Detail       string   `json:"detail,omitempty"`
}

// WriteJSON writes the report as one line of canonical JSON: members sorted, no
// white space.
func (r *Report) WriteJSON(out io.Writer) error {
	report := jsonReport{
		Schema: reportSchema, Suite: r.Suite, Again: r.Again, Requirements: RequirementsVersion, Seed: r.Seed, Planned: r.Planned,
		Reported: len(r.Results), Exit: r.Exit(), Stale: append([]string{}, r.Stale...),
		Profiles: []string{}, Results: []jsonResult{},
	}
	for _, profile := range r.Profiles {
		report.Profiles = append(report.Profiles, profile.Name)
	}
	for _, i := range r.Implementations {
		report.Implementations = append(report.Implementations, jsonImplementation{i.Label, i.Hello})
	}
	for _, subject := range r.Subjects() {
		counts := r.Of(subject)
		report.Subjects = append(report.Subjects, jsonSubject{subject, r.Conclusion(subject), counts.Verdicts, counts.Known, counts.Stray, r.byCase(subject)})
	}
	for _, result := range r.Results {
		if result.Verdict == Unsupported && !result.Stray || result.Verdict == Pass && result.Remark == "" && !result.Stray {
			continue
		}
		report.Results = append(report.Results, result.json())
	}
	text, err := marshal(report)
	if err != nil {
		return err
	}
	if text, err = canonical(text); err != nil {
		return err
	}
	_, err = out.Write(append(text, '\n'))
	return err
}

// byCase returns the verdicts of a subject.
func (r *Report) byCase(subject string) map[string]Verdict {
	verdicts := map[string]Verdict{}
	for _, result := range r.Results {
		if result.Subject == subject {
			verdicts[result.Case.ID] = result.Verdict
		}
	}
	return verdicts
}

// json returns the result; a pass with a remark needs no request and no answer.
func (r *Result) json() jsonResult {
	j := jsonResult{
		Case: r.Case.ID, Subject: r.Subject, Layer: r.Layer, Op: r.Case.Op, Verdict: r.Verdict,
		Remark: r.Remark, Known: r.Known, Stray: r.Stray,
	}
	if r.Verdict == Pass && !r.Stray {
		return j
	}
	j.Requirements, j.Flags, j.Comment = r.Case.Requirements, r.Case.Flags, r.Case.Comment
	j.Request, j.Expected, j.Got, j.Detail = r.RequestText(), r.Expected, r.Got, r.Detail
	return j
}
