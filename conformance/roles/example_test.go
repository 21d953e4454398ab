package roles_test

import (
	"fmt"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// The cases that an app of the profile zkcw-v2 is put to with repeated messages.
func Example() {
	layer := &roles.Layer{Profiles: []string{"zkcw-v2"}}
	mine := &conformance.Implementation{
		Label: "mine", App: []string{"mine", "app", "--url", "{nats}", "--profile={profile}", "--texts", "{options}", "{payload}"},
	}
	jobs, err := layer.Plan(&conformance.Environment{Implementations: []*conformance.Implementation{mine}})
	if err != nil {
		fmt.Println(err)
		return
	}
	repeated := &conformance.Selection{Only: []string{"ProtoDuplicate"}}
	for _, job := range jobs {
		if job.Case.Op == "role.app" && repeated.Has(&job.Case) {
			fmt.Println(job.Case.ID)
			fmt.Println("  ", job.Case.Comment)
		}
	}
	// Output:
	// roles/zkcw-v2/app-duplicate-options
	//    the options request three times
	// roles/zkcw-v2/app-duplicate-ready
	//    the ready request three times
	// roles/zkcw-v2/app-reflected
	//    an options request whose reply subject is the app's own, twice
}
