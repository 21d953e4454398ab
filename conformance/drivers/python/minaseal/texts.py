"""Bytes and text as fields (SPEC 4.8)."""

import re

from .codes import require

_SURROGATE = re.compile("[\ud800-\udfff]")


def utf8(text):
    """The UTF-8 of a text; a lone surrogate is U+FFFD [TXT-3]."""
    return _SURROGATE.sub("\ufffd", text).encode()


def encode_bytes(data):
    """[TXT-1]"""
    whole = len(data) // 31
    chunks = [data[31 * i : 31 * i + 31] for i in range(whole)] + [data[31 * whole :] + b"\x01"]
    return [int.from_bytes(chunk, "little") for chunk in chunks]


def decode_bytes(fields):
    """[TXT-4] to [TXT-8]"""
    require(fields, "encoding_no_stop")
    *chunks, last = [x.to_bytes(32, "little") for x in fields]
    stop = last.rfind(b"\x01", 0, 31)
    require(stop >= 0, "encoding_no_stop")
    require(not any(last[stop + 1 :]), "encoding_non_canonical")
    require(not any(chunk[31] for chunk in chunks), "encoding_non_canonical")
    return b"".join(chunk[:31] for chunk in chunks) + last[:stop]


def encode_text(text):
    """[TXT-2]"""
    return encode_bytes(utf8(text))


def decode_text(fields):
    """[TXT-9] [TXT-10]: Python, too, replaces maximal subparts, and utf-8-sig drops one byte order mark."""
    return decode_bytes(fields).decode("utf-8-sig", "replace")
