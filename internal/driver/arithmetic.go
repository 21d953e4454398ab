package driver

import "fmt"

// evaluate is field.eval.
func evaluate(a *arguments) (any, error) {
	field, fn := a.text("field"), a.text("fn")
	switch fn {
	case "add", "sub", "mul":
		if !a.has("b") {
			return nil, fmt.Errorf("%w: %s needs b", errBadRequest, fn)
		}
	case "neg", "square", "inv", "sqrt":
		if a.has("b") {
			return nil, fmt.Errorf("%w: %s has no b", errBadRequest, fn)
		}
	default:
		return nil, unsupported("function")
	}
	switch field {
	case "fp":
		return evaluateFp(a, fn)
	case "fq":
		return evaluateFq(a, fn)
	}
	return nil, unsupported("field")
}

// addPoints is curve.add.
func addPoints(a *arguments) (any, error) { return onCurve(a, addPallas, addVesta) }

// scalePoint is curve.scale.
func scalePoint(a *arguments) (any, error) { return onCurve(a, scalePallas, scaleVesta) }

// checkPoint is curve.check.
func checkPoint(a *arguments) (any, error) { return onCurve(a, checkPallas, checkVesta) }

// onCurve runs the function of the curve that the input names.
func onCurve(a *arguments, onPallas, onVesta func(*arguments) (any, error)) (any, error) {
	switch a.text("curve") {
	case "pallas":
		return onPallas(a)
	case "vesta":
		return onVesta(a)
	}
	return nil, unsupported("curve")
}
