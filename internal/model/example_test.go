package model_test

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/model"
)

// What is lost without a check of sealed-v1.
func Example() {
	for _, c := range model.Checks() {
		if c.Name == "CHAIN" {
			fmt.Println("check:", c.What)
			fmt.Println("stops:", c.Stops)
			fmt.Println("Spin finds:", c.Attack.Property)
			fmt.Println("fails:", c.Code[0].Test)
		}
	}
	// Output:
	// check: the tags before in every seal
	// stops: the messages of a run replayed to an app that begins again with the same key
	// Spin finds: REPLAY
	// fails: TestSealedReplayToTheSameKey
}
