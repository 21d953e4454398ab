"""The fields Fp and Fq, and their elements as text and bytes (SPEC 3.1, 4.1, 4.2)."""

import re

from .codes import Refused, require

P = 0x40000000000000000000000000000000224698FC094CF91B992D30ED00000001
Q = 0x40000000000000000000000000000000224698FC0994A8DD8C46EB2100000001

_CANONICAL = re.compile("0|[1-9][0-9]{0,76}")


def number(text, modulus):
    """The element of a canonical decimal text [FLD-8] [FLD-9]."""
    require(type(text) is str and _CANONICAL.fullmatch(text) is not None, "non_canonical")
    value = int(text)
    require(value < modulus, "non_canonical")
    return value


def numbers(texts, modulus):
    return [number(text, modulus) for text in texts]


def element_of(data, modulus):
    """The element of 32 bytes [FLD-11] [FLD-12]."""
    require(len(data) == 32, "wrong_length")
    value = int.from_bytes(data, "little")
    require(value < modulus, "non_canonical")
    return value


def inverse(x, modulus):
    require(x % modulus != 0, "no_inverse")  # [FLD-4]
    return pow(x, -1, modulus)


def sqrt(x, modulus):
    """The even root [FLD-5], by Tonelli and Shanks: modulus - 1 = odd * 2^32, and 5 is no square."""
    odd = (modulus - 1) >> 32
    root, rest, factor, order = pow(x, (odd + 1) // 2, modulus), pow(x, odd, modulus), pow(5, odd, modulus), 32
    while rest not in (0, 1):
        square, exponent = rest, 0
        while square != 1:
            square, exponent = square * square % modulus, exponent + 1
        if exponent == order:
            raise Refused("no_square_root")  # [FLD-6]
        step = pow(factor, 1 << (order - exponent - 1), modulus)
        root, factor, order = root * step % modulus, step * step % modulus, exponent
        rest = rest * factor % modulus
    return root if root % 2 == 0 else modulus - root
