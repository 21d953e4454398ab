"""Poseidon: permutation, hashes, packing, sponge and hash to group (SPEC 5.1 to 5.5)."""

from hashlib import sha256

from .codes import Refused, require
from .fields import P, Q, inverse, sqrt


def _random(modulus, prefix, i):
    j = 0
    while True:
        x = int.from_bytes(sha256(f"{prefix}{i}_{j}".encode()).digest(), "big")
        if x < modulus:
            return x
        j += 1


class Parameters:
    """A set of parameters [PSD-1]: a name, the field, and what distinguishes kimchi from legacy."""

    def __init__(self, modulus, constants, matrix, attempt, power, rounds, first):
        self.modulus, self.power, self.first = modulus, power, first
        self.constants = [[_random(modulus, constants, 3 * r + c) for c in range(3)] for r in range(rounds)]
        x = [_random(modulus, matrix + "x", 3 * attempt + a) for a in range(3)]
        y = [_random(modulus, matrix + "y", 3 * attempt + b) for b in range(3)]
        self.matrix = [[inverse(x[a] - y[b], modulus) for b in range(3)] for a in range(3)]

    def permute(self, state):
        """[PSD-2] [PSD-3]"""
        m, ((m00, m01, m02), (m10, m11, m12), (m20, m21, m22)) = self.modulus, self.matrix
        rows = self.constants
        a, b, c = state
        if self.first:  # legacy: constants also before the first round
            (k0, k1, k2), rows = rows[0], rows[1:]
            a, b, c = a + k0, b + k1, c + k2
        seventh = self.power == 7
        for k0, k1, k2 in rows:
            a2, b2, c2 = a * a % m, b * b % m, c * c % m
            if seventh:
                a, b, c = a2 * a2 % m * (a2 * a % m), b2 * b2 % m * (b2 * b % m), c2 * c2 % m * (c2 * c % m)
            else:
                a, b, c = a2 * a2 % m * a, b2 * b2 % m * b, c2 * c2 % m * c
            a, b, c = a % m, b % m, c % m
            a, b, c = (
                (m00 * a + m01 * b + m02 * c + k0) % m,
                (m10 * a + m11 * b + m12 * c + k1) % m,
                (m20 * a + m21 * b + m22 * c + k2) % m,
            )
        return [a, b, c]

    def update(self, state, inputs):
        if not inputs:
            return self.permute(state)
        inputs = inputs + [0] * (len(inputs) % 2)
        for i in range(0, len(inputs), 2):
            state = self.permute([state[0] + inputs[i], state[1] + inputs[i + 1], state[2]])
        return state

    def hash(self, inputs, prefix=None):
        """[PSD-4] [PSD-8]"""
        state = [0, 0, 0]
        if prefix is not None:
            state = self.update(state, [prefix_field(prefix)])
        return self.update(state, inputs)[0]


KIMCHI = Parameters(P, "CodaRescuePasta_p_kimchiRoundConstants", "CodaRescuePasta_p_kimchiMDS", 0, 7, 55, False)
KIMCHI_FQ = Parameters(Q, "CodaRescuePasta_q_kimchiRoundConstants", "CodaRescuePasta_q_kimchiMDS", 4, 7, 55, False)
LEGACY = Parameters(P, "Pasta_pRoundConstants", "CodaRescueMDS", 0, 5, 64, True)
LEGACY_FQ = Parameters(Q, "Pasta_qRoundConstants", "CodaRescueMDS", 0, 5, 64, True)


def prefix_field(prefix):
    require(all(ord(c) <= 0x7F for c in prefix), "prefix_not_ascii")  # [PSD-6]
    require(len(prefix) <= 31, "prefix_too_long")  # [PSD-7]
    return int.from_bytes(prefix.encode(), "little")


def hash(inputs, prefix=None):
    return KIMCHI.hash(inputs, prefix)


def pack(fields, packed):
    """[PSD-9] [PSD-10]"""
    for value, bits in packed:
        require(1 <= bits <= 254 and value < 1 << bits, "packed_out_of_range")
    out, current, total = list(fields), 0, 0
    for value, bits in packed:
        if total + bits < 255:
            current, total = (current << bits) + value, total + bits
        else:
            out.append(current)
            current, total = value, bits
    return out + [current] if packed else out


class Sponge:
    """[PSD-11]"""

    def __init__(self):
        self.state, self.squeezed, self.count = [0, 0, 0], False, 0

    def absorb(self, *inputs):
        for x in inputs:
            n = 0 if self.squeezed else self.count
            if n == 2:
                self.state, n = KIMCHI.permute(self.state), 0
            self.state[n] = (self.state[n] + x) % P
            self.squeezed, self.count = False, n + 1

    def squeeze(self):
        if self.squeezed and self.count == 1:
            self.count = 2
            return self.state[1]
        self.state = KIMCHI.permute(self.state)
        self.squeezed, self.count = True, 1
        return self.state[0]


_Z0 = 0x1AF731EC3CA2D77CC5D13EDC8C9A0A77978CB5F4FBFCC470B5983F5B6336DB69


def hash_to_group(inputs):
    """[PSD-12]"""
    t = hash(inputs)
    d = (3 * t + _Z0) * inverse(3 * t * t + 1, P)
    z, y = _Z0 - 2 * d, 1 - 2 * d * t
    v = z * inverse(y, P) - 1
    for x in (v, -2 - v, 2 + y * y):
        try:
            return x % P, sqrt((x * x * x + 5) % P, P)
        except Refused:
            continue
    raise AssertionError("one of the three is a square")
