"""The statement sealed-range for messages of sealed-v1 (SPEC 11.5), without a proof."""

import re

from . import elgamal, keys, texts
from .codes import Refused, require

SCHEME = 3  # the number of sealed-v1
BOUND = 100
PAYLOAD = re.compile(rb'\{"value":"(0|[1-9][0-9]{0,2})"\}( *)')


def sealed_range(private, worker, sender, place, ciphertext):
    """The public input [PRF-14] and the value, for points as public keys."""
    require(keys.public_of(private) == worker, "statement_unsatisfied")  # [PRF-17]
    value = _value(elgamal.open(private, sender, place, ciphertext))  # [PRF-20]
    r, elements = ciphertext
    return [SCHEME, *worker, *sender, *place, *r, *elements], value


def _value(message):
    try:
        data = texts.decode_bytes(message)
    except Refused:
        raise Refused("malformed_json") from None
    found = PAYLOAD.fullmatch(data)
    require(found, "malformed_json")  # [PRF-18]
    padding = len(found[2])
    require(padding == 0 if len(message) == 1 else len(data) == 31 * len(message) - 1, "malformed_json")
    require(int(found[1]) <= BOUND, "value_out_of_range")  # [PRF-19]
    return int(found[1])
