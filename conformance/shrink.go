package conformance

import (
	"context"
	"encoding/json"
	"math/big"
	"slices"
)

// shrinkCalls bounds how often a disagreement is tried again.
const shrinkCalls = 300

// shrink returns a small variant of an input for which keep is true, as it is for the
// input itself: lists lose elements, numbers and texts become shorter. It tries the
// same variants in the same order each time.
func shrink(ctx context.Context, in json.RawMessage, keep func(json.RawMessage) bool) json.RawMessage {
	var value any
	if err := json.Unmarshal(in, &value); err != nil {
		return in
	}
	calls := 0
	for progress := true; progress; {
		progress = false
		for smaller := range variants(value) {
			if calls++; calls > shrinkCalls || ctx.Err() != nil {
				return in
			}
			text, err := marshal(smaller)
			if err == nil && len(text) < len(in) && keep(text) {
				in, value, progress = text, smaller, true
				break
			}
		}
	}
	return in
}

// variants yields copies of a JSON value that are smaller in one place.
func variants(value any) func(yield func(any) bool) {
	return func(yield func(any) bool) {
		switch v := value.(type) {
		case map[string]any:
			objectVariants(v, yield)
		case []any:
			listVariants(v, yield)
		case string:
			for _, text := range shorter(v) {
				if !yield(text) {
					return
				}
			}
		}
	}
}

// objectVariants makes one member smaller; all members stay.
func objectVariants(v map[string]any, yield func(any) bool) {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for smaller := range variants(v[name]) {
			changed := make(map[string]any, len(v))
			for other, value := range v {
				changed[other] = value
			}
			changed[name] = smaller
			if !yield(changed) {
				return
			}
		}
	}
}

// listVariants drops halves, then single elements, then makes elements smaller.
func listVariants(v []any, yield func(any) bool) {
	half := len(v) / 2
	if half > 1 && (!yield(slices.Clone(v[:half])) || !yield(slices.Clone(v[half:]))) {
		return
	}
	for i := range v {
		if !yield(slices.Concat(v[:i], v[i+1:])) {
			return
		}
	}
	for i := range v {
		for smaller := range variants(v[i]) {
			changed := slices.Clone(v)
			changed[i] = smaller
			if !yield(changed) {
				return
			}
		}
	}
}

// shorter returns shorter texts: of a number smaller numbers, of another text parts.
func shorter(text string) []string {
	if n, ok := new(big.Int).SetString(text, 10); ok && n.String() == text && n.Sign() > 0 {
		return []string{"0", "1", "2", new(big.Int).Rsh(n, 128).String(), new(big.Int).Rsh(n, 16).String(), new(big.Int).Rsh(n, 1).String()}
	}
	runes := []rune(text)
	if len(runes) == 0 {
		return nil
	}
	half := len(runes) / 2
	return []string{"", string(runes[:half]), string(runes[half:]), string(runes[:len(runes)-1]), string(runes[1:])}
}
