"""Schnorr signatures of fields and of messages (SPEC 5.6)."""

from hashlib import blake2b

from .codes import Refused, require
from .curves import PALLAS
from .fields import P, Q
from .keys import public_of
from .poseidon import KIMCHI, LEGACY
from .texts import utf8

_NETWORKS = {"testnet": ("CodaSignature*******", 0), "devnet": ("CodaSignature*******", 0), "mainnet": ("MinaSignatureMainnet", 1)}


def network_of(name):
    if name not in _NETWORKS:
        raise Refused("unknown_network")  # [SIG-8]
    return _NETWORKS[name]


def _bits(x, n):
    return [x >> i & 1 for i in range(n)]


def _from_bits(bits):
    return sum(bit << i for i, bit in enumerate(bits))


def _nonce(bits):
    data = _from_bits(bits).to_bytes((len(bits) + 7) // 8, "little")
    h = bytearray(blake2b(data, digest_size=32).digest())
    h[31] &= 0x3F
    k = int.from_bytes(h, "little")
    require(k != 0, "scalar_zero")  # [SIG-9]
    return k


def _finish(s, k, challenge):
    r = PALLAS.multiply(k, PALLAS.generator)
    if r[1] % 2 == 1:
        k = Q - k
    return r[0], (k + challenge(r[0]) * s) % Q


def _field_challenge(public, fields, prefix):
    return lambda r: KIMCHI.hash(fields + [public[0], public[1], r], prefix)


def _message_bits(message):
    return [byte >> i & 1 for byte in utf8(message) for i in range(7, -1, -1)]


def _message_challenge(public, message, prefix):
    bits = _message_bits(message)
    fields = [_from_bits(bits[i : i + 254]) for i in range(0, len(bits), 254)]
    return lambda r: LEGACY.hash([public[0], public[1], r] + fields, prefix)


def sign_fields(s, fields, network="testnet"):
    """[SIG-5]"""
    prefix, id = network_of(network)
    public = public_of(s)
    k = _nonce([bit for x in fields + [public[0], public[1], s % P, id] for bit in _bits(x, 255)])
    return _finish(s, k, _field_challenge(public, fields, prefix))


def sign_message(s, message, network):
    """[SIG-6]"""
    prefix, id = network_of(network)
    public = public_of(s)
    k = _nonce(_bits(public[0], 255) + _bits(public[1], 255) + _message_bits(message) + _bits(s, 255) + _bits(id, 8))
    return _finish(s, k, _message_challenge(public, message, prefix))


def _verify(public, r, s, challenge):
    """[SIG-7]"""
    point = PALLAS.add(PALLAS.multiply(s, PALLAS.generator), PALLAS.multiply(-challenge(r), public))
    return point is not None and point[0] == r and point[1] % 2 == 0


def verify_fields(public, fields, signature, network="testnet"):
    return _verify(public, *signature, _field_challenge(public, fields, network_of(network)[0]))


def verify_message(public, message, signature, network):
    return _verify(public, *signature, _message_challenge(public, message, network_of(network)[0]))
