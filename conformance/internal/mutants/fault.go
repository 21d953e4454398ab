package mutants

import (
	"slices"

	"github.com/minaseal/minaseal/internal/driver"
)

// fault is a deviation from the sound implementation in some operations.
type fault struct {
	ops  []string
	wrap func(sound Handler) Handler
}

// misreads is the right operation on an input that was read wrongly. The input has
// not been checked when edit gets it.
func misreads(edit func(in object), ops ...string) fault {
	return fault{ops, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			in := parse(request.In)
			edit(in)
			request.In = in.json()
			return sound(request)
		}
	}}
}

// miswrites is a right answer that was changed. Inputs that are refused stay refused.
func miswrites(edit func(in, out object), ops ...string) fault {
	return fault{ops, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			response := sound(request)
			if response.Status == driver.OK {
				out := parse(response.Out)
				edit(parse(request.In), out)
				response.Out = out.json()
			}
			return response
		}
	}}
}

// forgives is an answer where the right one is a refusal with the code.
func forgives(code string, answer func(in object) object, ops ...string) fault {
	return fault{ops, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			response := sound(request)
			if response.Code != code {
				return response
			}
			return driver.Response{ID: request.ID, Status: driver.OK, Out: answer(parse(request.In)).json()}
		}
	}}
}

// retries is the right operation on an edited input, where the right answer to the
// input itself is a refusal with the code.
func retries(code string, edit func(in object), ops ...string) fault {
	return fault{ops, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			response := sound(request)
			if response.Code != code {
				return response
			}
			in := parse(request.In)
			edit(in)
			request.In = in.json()
			return sound(request)
		}
	}}
}

// model computes an answer, or the code of a refusal, from an input that is sound in
// form.
type model func(in object) (out object, code string)

// computes is the operation as a model has it, for the inputs that the right one
// answers or refuses with one of the codes: those that the model decides about.
func computes(m model, op string, codes ...string) fault {
	return fault{[]string{op}, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			response := sound(request)
			if response.Status != driver.OK && !slices.Contains(codes, response.Code) {
				return response
			}
			out, code := m(parse(request.In))
			if code != "" {
				return driver.Response{ID: request.ID, Status: driver.Invalid, Code: code}
			}
			return driver.Response{ID: request.ID, Status: driver.OK, Out: out.json()}
		}
	}}
}

// together is one fault that shows in several operations.
func together(parts ...fault) fault {
	var ops []string
	for _, part := range parts {
		ops = append(ops, part.ops...)
	}
	return fault{ops, func(sound Handler) Handler {
		return func(request driver.Request) driver.Response {
			for _, part := range parts {
				if slices.Contains(part.ops, request.Op) {
					return part.wrap(sound)(request)
				}
			}
			return sound(request)
		}
	}}
}
