"""JSON as messages have it (SPEC 7.1): one text for a value is written, and what is read is read strictly."""

import json
import re

from .codes import Refused, require

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPED = re.compile('["\\\\\x00-\x1f]')
_NATURAL = re.compile("0|[1-9][0-9]{0,15}")


class Number(str):
    """A number, as it is written."""


class Object(dict):
    """An object, which may have had a member twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.twice = len(self) != len(pairs)

    def members(self, *names):
        """The values of exactly these members [MSG-5]."""
        require(not self.twice and set(self) == set(names), "malformed_json")
        return [self[name] for name in names]


def _constant(name):
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=Object, parse_int=Number, parse_float=Number, parse_constant=_constant)


def read(text):
    """The value of a text, or of its UTF-8; malformed_json for what is no JSON."""
    try:
        if isinstance(text, (bytes, bytearray)):
            text = text.decode()
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Refused("malformed_json")


def read_message(data, limit=1 << 20):
    """The object of a message [MSG-2] to [MSG-5]."""
    require(len(data) <= limit, "malformed_json")
    value = read(data)
    require(isinstance(value, Object) and _sound(value), "malformed_json")
    return value


def _sound(value):
    """No member twice, no lone surrogate, at any depth."""
    if isinstance(value, Object):
        return not value.twice and all(_sound(name) and _sound(member) for name, member in value.items())
    if type(value) is list:
        return all(map(_sound, value))
    return type(value) is not str or _SURROGATE.search(value) is None


def natural(value, most=2**53 - 1):
    """An integer in canonical decimal [MSG-22]."""
    require(type(value) is Number and _NATURAL.fullmatch(value) is not None and int(value) <= most, "malformed_json")
    return int(value)


def string(value):
    require(type(value) is str, "malformed_json")
    return value


def quote(text):
    """SPEC 7.1 [MSG-1]"""
    return '"' + _ESCAPED.sub(lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04x}"), text) + '"'
