package conformance

import (
	"bytes"
	"embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/minaseal/minaseal/internal/coded"
)

// RequirementsVersion is the version of the requirement sets in use.
const RequirementsVersion = "1.0"

//go:embed requirements/1.0.yaml
var requirementFiles embed.FS

// ErrProfile reports a profile that the requirement sets do not have.
var ErrProfile = coded.New("conformance", "unknown_profile", "unknown profile")

// Profile is a frozen set of requirements, and the cases that show them.
type Profile struct {
	Name         string   `yaml:"name"`
	Description  string   `yaml:"description"`
	Cases        []string `yaml:"cases"`        // globs of case ids
	Requirements []string `yaml:"requirements"` // IDs of SPEC.md
}

// Has reports whether a case belongs to the profile.
func (p *Profile) Has(c *Case) bool {
	return slices.ContainsFunc(p.Cases, func(glob string) bool { return matchGlob(glob, c.ID) })
}

// Profiles returns the requirement sets of version [RequirementsVersion]. A version
// never changes once it was released: other requirements are another version.
func Profiles() ([]Profile, error) {
	text, err := requirementFiles.ReadFile("requirements/" + RequirementsVersion + ".yaml")
	if err != nil {
		return nil, err
	}
	var file struct {
		Version  string    `yaml:"version"`
		Profiles []Profile `yaml:"profiles"`
	}
	if err := decodeYAML(text, &file); err != nil {
		return nil, err
	}
	if file.Version != RequirementsVersion {
		return nil, fmt.Errorf("requirements: version %q", file.Version)
	}
	return file.Profiles, nil
}

// FindProfiles returns the profiles of the given names; it fails with [ErrProfile].
func FindProfiles(names []string) ([]Profile, error) {
	all, err := Profiles()
	if err != nil {
		return nil, err
	}
	var found []Profile
	for _, name := range names {
		i := slices.IndexFunc(all, func(p Profile) bool { return p.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("%w %q", ErrProfile, name)
		}
		found = append(found, all[i])
	}
	return found, nil
}

// decodeYAML reads a document whose members are all known.
func decodeYAML(text []byte, to any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	return decoder.Decode(to)
}
