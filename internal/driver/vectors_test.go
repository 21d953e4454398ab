package driver_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/driver"
	"github.com/minaseal/minaseal/vectors"
)

// TestVectors runs every vector: this implementation is strict, so an acceptable
// input is to be refused with its code.
func TestVectors(t *testing.T) {
	files, err := vectors.Load()
	require.NoError(t, err)
	for _, file := range files {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			ran := 0
			for _, group := range file.TestGroups {
				for _, test := range group.Tests {
					name := file.CaseName(&test)
					response := driver.Handle(driver.Request{ID: json.RawMessage("1"), Op: group.Op, In: test.In})
					if test.Result == vectors.Valid {
						assert.Equal(t, driver.OK, response.Status, "%s: %s %s", name, response.Code, response.Message)
						assert.JSONEq(t, string(test.Out), string(response.Out), name)
					} else {
						assert.Equal(t, driver.Invalid, response.Status, "%s: %s", name, response.Message)
						assert.Equal(t, test.Code, response.Code, name)
						assert.Empty(t, response.Out, name)
					}
					ran++
				}
			}
			require.Equal(t, file.NumberOfTests, ran)
		})
	}
}
