package statements

// KeyInputs is keyInputs.
var KeyInputs = keyInputs
