"""Error codes (SPEC 2.3)."""


class Refused(Exception):
    """An input or an event is refused; code is one of SPEC 2.3."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def require(condition, code):
    if not condition:
        raise Refused(code)
