"""Base58check, public keys, private keys and signatures as text (SPEC 4.4 to 4.7). A private key is its scalar."""

import secrets
from hashlib import sha256

from .codes import require
from .curves import PALLAS
from .fields import P, Q, element_of

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _checksum(data):
    return sha256(sha256(data).digest()).digest()[:4]


def base58check(version, payload):
    data = bytes([version]) + payload
    data += _checksum(data)
    n, text = int.from_bytes(data, "big"), ""
    while n > 0:
        n, digit = divmod(n, 58)
        text = _ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58check_decode(version, length, text):
    """[B58-2] to [B58-7]"""
    require(len(text.encode("utf-8", "surrogatepass")) <= 128, "base58_length")
    require(all(c in _ALPHABET for c in text), "base58_alphabet")
    n = 0
    for c in text:
        n = n * 58 + _ALPHABET.index(c)
    data = b"\0" * (len(text) - len(text.lstrip("1"))) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    require(len(data) >= 5, "base58_length")
    require(data[-4:] == _checksum(data[:-4]), "base58_checksum")
    require(data[0] == version, "base58_version")
    require(len(data) == 5 + length, "base58_length")
    return data[1:-4]


def encode_public(point):
    return base58check(203, b"\x01\x01" + point[0].to_bytes(32, "little") + bytes([point[1] & 1]))


def decode_public(text):
    """[KEY-2] to [KEY-5]"""
    payload = base58check_decode(203, 35, text)
    require(payload[:2] == b"\x01\x01", "payload_version")
    x = element_of(payload[2:34], P)
    require(payload[34] <= 1, "parity_byte")
    return PALLAS.with_parity(x, payload[34] == 1)


def public_of(scalar):
    return PALLAS.multiply(scalar, PALLAS.generator)  # [KEY-11]


def encode_private(scalar):
    return base58check(90, b"\x01" + scalar.to_bytes(32, "little"))


def decode_private(text):
    """[KEY-8] to [KEY-10]"""
    payload = base58check_decode(90, 33, text)
    require(payload[0] == 1, "payload_version")
    scalar = element_of(payload[1:], Q)
    require(scalar != 0, "scalar_zero")
    return scalar


def random_scalar():
    return secrets.randbelow(Q - 1) + 1  # [CRV-7]


def encode_signature(r, s):
    return base58check(154, b"\x01" + r.to_bytes(32, "little") + s.to_bytes(32, "little"))


def decode_signature(text):
    """[SIG-2] to [SIG-4]"""
    payload = base58check_decode(154, 65, text)
    require(payload[0] == 1, "payload_version")
    return element_of(payload[1:33], P), element_of(payload[33:], Q)
