package conformance_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

func TestSelection(t *testing.T) {
	c := &conformance.Case{ID: "elgamal/o1js-v2/12", Op: "elgamal.decrypt", Requirements: []string{"ENC-8", "ENC-V2-1"}, Flags: []string{"EncTagFlip"}}
	require.True(t, (*conformance.Selection)(nil).Has(c))
	for glob, want := range map[string]bool{
		"elgamal/o1js-v2/12": true, "elgamal/*": true, "*/12": true, "elgamal/o1js-v?/*": true, "elgamal.*": true, "ENC-V2-*": true,
		"EncTagFlip": true, "*": true, "**": true, "elgamal": false, "ENC-V2": false, "elgamal/o1js-v2/1": false, "": false,
		"*/1?": true, "*/1??": false, "elgamal/*-v2*12": true,
	} {
		require.Equal(t, want, (&conformance.Selection{Only: []string{"nothing", glob}}).Has(c), glob)
		require.Equal(t, !want, (&conformance.Selection{Exclude: []string{"nothing", glob}}).Has(c), glob)
	}
	v1, err := conformance.FindProfiles([]string{"zkcw-v1"})
	require.NoError(t, err)
	both, err := conformance.FindProfiles([]string{"zkcw-v1", "zkcw-v2"})
	require.NoError(t, err)
	require.False(t, (&conformance.Selection{Profiles: v1}).Has(c))
	require.True(t, (&conformance.Selection{Profiles: both}).Has(c))
	_, err = conformance.FindProfiles([]string{"zkcw-v1", "zkcw"})
	require.ErrorIs(t, err, conformance.ErrProfile)
}

// A glob that is a text with pieces replaced by stars matches the text.
func TestGlobsMatchTheirTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-c/]{0,12}`).Draw(t, "text")
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		to := rapid.IntRange(from, len(text)).Draw(t, "to")
		c := &conformance.Case{ID: text, Op: "-"}
		require.True(t, (&conformance.Selection{Only: []string{text[:from] + "*" + text[to:]}}).Has(c))
		require.False(t, (&conformance.Selection{Only: []string{text[:from] + "*d*" + text[to:]}}).Has(c))
	})
}

// Every case belongs to a profile; every requirement of a profile is one of SPEC.md
// that a case of the profile shows.
func TestProfilesAreShown(t *testing.T) {
	profiles, err := conformance.Profiles()
	require.NoError(t, err)
	cases, err := conformance.List(&conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: conformance.Own()}}},
		Layers:      append(suite(t)[:2], &roles.Layer{}),
	})
	require.NoError(t, err)
	for i := range cases {
		require.True(t, slices.ContainsFunc(profiles, func(p conformance.Profile) bool { return p.Has(&cases[i]) }), cases[i].ID)
	}
	for _, p := range profiles {
		require.NotEmpty(t, p.Description)
		for _, id := range p.Requirements {
			require.NotEmpty(t, conformance.FindClause(id).Text, "%s: %s", p.Name, id)
			require.True(t, slices.ContainsFunc(cases, func(c conformance.Case) bool {
				return p.Has(&c) && slices.Contains(c.Requirements, id)
			}), "%s: no case shows %s", p.Name, id)
		}
		require.Equal(t, len(p.Requirements), len(slices.Compact(slices.Sorted(slices.Values(p.Requirements)))), p.Name)
	}
}
