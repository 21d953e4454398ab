"""A driver of minaseal's conformance suite, to be filled in. Python 3.9 or later.

    python3 driver.py

Requests come in on standard input and responses go out on standard output, one JSON
object a line. Nothing else may be written to standard output: log to sys.stderr.
"""

import json
import re
import sys

P = 0x40000000000000000000000000000000224698FC094CF91B992D30ED00000001
Q = 0x40000000000000000000000000000000224698FC0994A8DD8C46EB2100000001


class Invalid(Exception):
    """The input is refused; the argument is a code of SPEC.md 2.3."""


class Unsupported(Exception):
    """You do not have this. Any other exception is reported as an error of your
    implementation, which is a failure."""


# 1. Say who you are. Set codes to True when your error codes are those of SPEC.md 2.3.
def hello():
    return {
        "name": "my-implementation",
        "version": "0.0.0",
        "language": "Python",
        "homepage": "https://example.org",
        "ops": list(OPERATIONS),
        "schemes": [],  # of elgamal.*: o1js-v1, o1js-v2
        "proofSystems": [],
        "codes": False,
    }


# 2. Replace these three by calls of your implementation. The members of a request's
#    input arrive as keyword arguments; give those that may be absent a default.
def field_eval(field, fn, a, b=None):
    modulus = {"fp": P, "fq": Q}[field]
    x = number(a, modulus)
    if fn != "add":
        raise Unsupported(fn)
    return {"value": str((x + number(b, modulus)) % modulus)}


def encoding_encode(text=None, hex=None):
    data = bytes.fromhex(hex) if text is None else scalar_values(text).encode()
    return {"fields": [str(x) for x in encode(data)]}


def encoding_decode(fields, **rest):  # the member "as" is a keyword of Python
    data = decode(numbers(fields, P))
    if rest["as"] == "hex":
        return {"hex": data.hex()}
    return {"text": data.decode("utf-8-sig", "replace")}


# 3. Add more, one at a time, in any order: SPEC.md A.2 has the list. What is not here is
#    answered with unsupported, which is no failure. For example:
#
# def poseidon_hash(inputs, params="kimchi", prefix=None):
#     if params != "kimchi" or prefix is not None:
#         raise Unsupported("such a hash")
#     return {"hash": str(my_hash(numbers(inputs, P)))}
OPERATIONS = {
    "hello": hello,
    "field.eval": field_eval,
    "encoding.encode": encoding_encode,
    "encoding.decode": encoding_decode,
    # "poseidon.hash": poseidon_hash,
}


# ---- The encoding of SPEC.md 4.8: 31 bytes in a field, lowest first, 01 after the last.


def encode(data):
    whole = len(data) // 31
    chunks = [data[31 * i : 31 * i + 31] for i in range(whole)] + [data[31 * whole :] + b"\x01"]
    return [int.from_bytes(chunk, "little") for chunk in chunks]


def decode(fields):
    chunks = [x.to_bytes(32, "little") for x in fields]
    stop = chunks[-1].rfind(b"\x01", 0, 31) if chunks else -1
    if stop < 0:
        raise Invalid("encoding_no_stop")
    if any(chunks[-1][stop + 1 :]) or any(chunk[31] for chunk in chunks[:-1]):
        raise Invalid("encoding_non_canonical")
    return b"".join(chunk[:31] for chunk in chunks[:-1]) + chunks[-1][:stop]


# ---- Values. Keep these.


def number(text, modulus):
    """A canonical decimal text below the modulus; everything else is refused."""
    canonical = isinstance(text, str) and re.fullmatch("0|[1-9][0-9]{0,76}", text)
    if not canonical or int(text) >= modulus:
        raise Invalid("non_canonical")
    return int(text)


def numbers(texts, modulus):
    return [number(text, modulus) for text in texts]


def scalar_values(text):
    """JSON can hold lone surrogates, UTF-8 cannot."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# ---- The protocol. Keep this.


def respond(line):
    try:
        request = json.loads(line)
        id, op = request["id"], request.get("op")
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"id": None, "status": "error", "code": "bad_request"}
    try:
        if op not in OPERATIONS:
            raise Unsupported(op)
        return {"id": id, "status": "ok", "out": OPERATIONS[op](**request.get("in", {}))}
    except Invalid as refusal:
        return {"id": id, "status": "invalid", "code": str(refusal)}
    except Unsupported as missing:
        return {"id": id, "status": "unsupported", "message": f"no {missing}"}
    except Exception as error:
        return {"id": id, "status": "error", "message": repr(error)}


# Lines end at LF alone: that is how bytes are split. str.splitlines would also split at
# U+2028 and others, which may stand in a JSON text.
for line in sys.stdin.buffer:
    sys.stdout.write(json.dumps(respond(line.rstrip(b"\n"))) + "\n")
    sys.stdout.flush()
