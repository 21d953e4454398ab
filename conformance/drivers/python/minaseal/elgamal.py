"""Encryption: o1js-v1, o1js-v2 and sealed-v1 (SPEC 6). A ciphertext is (R, list): the ephemeral key, and the elements
with the tag at the end."""

from .codes import Refused, require
from .curves import PALLAS, point_json, point_of
from .fields import P, numbers
from .keys import public_of, random_scalar
from .poseidon import Sponge
from .strictjson import Object
from .texts import decode_text, encode_bytes, utf8


def _stream_v2(z, values, sign):
    """SPEC 6.2: what goes in comes out plus, or minus, what is squeezed; the sponge absorbs the ciphertext."""
    sponge, out = Sponge(), []
    sponge.absorb(z[0])
    for i, value in enumerate(values):
        sponge.absorb(1 if i == len(values) - 1 else 0)
        out.append((value + sign * sponge.squeeze()) % P)
        sponge.absorb(out[i] if sign > 0 else value)
    return out, sponge.squeeze()


def _stream_v1(z, values, sign):
    """SPEC 6.3: two elements a permutation."""
    sponge, out = Sponge(), []
    sponge.absorb(z[0])
    cipher = out if sign > 0 else values
    for i, value in enumerate(values):
        out.append((value + sign * sponge.squeeze()) % P)
        if i % 2 == 1:
            sponge.absorb(cipher[i - 1])
        if i % 2 == 1 or i == len(values) - 1:
            sponge.absorb(cipher[i])
    return out, sponge.squeeze()


_SCHEMES = {"o1js-v1": _stream_v1, "o1js-v2": _stream_v2}


def scheme_of(name):
    if name not in _SCHEMES:
        raise Refused("unknown_scheme")  # [ENC-3]
    return _SCHEMES[name]


def _ephemeral(scalar):
    if scalar is None:
        return random_scalar()  # [ENC-5]
    require(scalar != 0, "scalar_zero")  # [ENC-12]
    return scalar


def encrypt(scheme, public, message, ephemeral=None):
    """[ENC-V1-1] [ENC-V2-1]; an ephemeral scalar of the caller is for tests alone."""
    require(message, "empty_ciphertext")  # [ENC-4]
    k = _ephemeral(ephemeral)
    c, tag = scheme_of(scheme)(PALLAS.multiply(k, public), message, 1)
    return public_of(k), c + [tag]


def decrypt(scheme, private, ciphertext):
    """[ENC-V1-2] [ENC-V2-2]"""
    point, values = ciphertext
    message, expected = scheme_of(scheme)(PALLAS.multiply(private, point), values[:-1], -1)
    require(expected == values[-1], "tag_mismatch")  # [ENC-8]
    return message


def encrypt_text(scheme, public, text):
    return ciphertext_json(encrypt(scheme, public, encode_bytes(utf8(text))))


def decrypt_text(scheme, private, ciphertext):
    return decode_text(decrypt(scheme, private, ciphertext))


# sealed-v1 (SPEC 6.6). A place is (h, direction, sequence).
TO_APP, TO_WORKER = 0, 1
_LABEL = int.from_bytes(b"minaseal-seal-v1", "little")


def _header(place, n, r, z, y):
    sponge = Sponge()
    sponge.absorb(_LABEL, *place, n, r[0], r[1] % 2, z[0], z[1] % 2, y[0], y[1] % 2)
    return sponge


def seal(private, public, place, message, ephemeral=None):
    """[ENC-24]"""
    require(message, "empty_ciphertext")  # [ENC-26]
    k = _ephemeral(ephemeral)
    r = public_of(k)
    sponge = _header(place, len(message), r, PALLAS.multiply(k, public), PALLAS.multiply(private, public))
    out = []
    for value in message:
        out.append((value + sponge.squeeze()) % P)
        sponge.absorb(out[-1])
    return r, out + [sponge.squeeze()]


def open(private, public, place, ciphertext):
    """[ENC-25]"""
    r, values = ciphertext
    sponge = _header(place, len(values) - 1, r, PALLAS.multiply(private, r), PALLAS.multiply(private, public))
    message = []
    for value in values[:-1]:
        message.append((value - sponge.squeeze()) % P)
        sponge.absorb(value)
    require(sponge.squeeze() == values[-1], "tag_mismatch")
    return message


# Ciphertexts as JSON (SPEC 6.4).


def ciphertext_json(ciphertext):
    """The text of a ciphertext [ENC-13]."""
    point, values = ciphertext
    x, y = point_json(point).values()
    return f'{{"publicKey":{{"x":"{x}","y":"{y}"}},"cipherText":[{",".join(chr(34) + str(v) + chr(34) for v in values)}]}}'


def ciphertext_of(value):
    """The ciphertext of a JSON value that strictjson has read [ENC-15] to [ENC-20]."""
    require(isinstance(value, Object), "malformed_json")
    key, values = value.members("publicKey", "cipherText")
    require(isinstance(key, Object) and type(values) is list, "malformed_json")
    x, y = key.members("x", "y")
    require(all(type(text) is str for text in [x, y, *values]), "malformed_json")
    values = numbers(values, P)
    point = point_of(PALLAS, x, y)
    require(len(values) >= 2, "empty_ciphertext")  # [ENC-7]
    return point, values
