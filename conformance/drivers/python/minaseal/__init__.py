"""minaseal in Python, from SPEC.md alone and with the standard library alone: a second implementation, to read
beside the specification and to compare others with. It is not constant-time and erases nothing: for tests."""
