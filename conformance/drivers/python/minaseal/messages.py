"""Messages of the handshake (SPEC 7.3 to 7.9). What is read is a tuple that begins with its kind."""

import re

from .codes import Refused, require
from .strictjson import Object, natural, quote, read_message, string

MAX_MESSAGE = 1 << 20  # [MSG-2]
MAX_WHOLE = 8 << 20  # [MSG-29]
LEAST_LIMIT = 4096  # [NAT-19]
MAX_PARTS = 16384

_CODE = re.compile("[a-z0-9_]{1,40}")
_JOB = re.compile("[!-~]{1,64}")


class Unexpected(Exception):
    """A well-formed reply with a command that SPEC 7.4 does not know."""


# zkcw-v1 and zkcw-v2 (SPEC 7.3, 7.4).


def request(post, value):
    member = "result" if post == "done" else "key"
    return f'{{"post":"{post}","params":{{"{member}":{quote(value)}}}}}'.encode()


def reply(command, member=None, value=None):
    rest = f',"{member}":{quote(value)}' if member else ""
    return f'{{"success":true,"data":{{"command":"{command}"{rest}}}}}'.encode()


def read_request(data):
    post, params = read_message(data).members("post", "params")
    if string(post) not in ("options", "ready", "done"):
        raise Refused("unknown_post")  # [MSG-9]
    require(isinstance(params, Object), "malformed_json")
    (value,) = params.members("result" if post == "done" else "key")
    return post, string(value)


def read_reply(data):
    value = read_message(data)
    if value.get("success") is False:
        return "refusal", string(value.members("success", "error")[1])
    success, content = value.members("success", "data")
    require(success is True and isinstance(content, Object), "malformed_json")
    command = string(content.get("command"))
    if command in ("options", "execute"):
        return command, string(content.members("command", "encrypted")[1])
    if command != "close":
        raise Unexpected(command)
    if "status" not in content:
        content.members("command")
        return command, ""
    status = string(content.members("command", "status")[1])
    require(status != "", "malformed_json")
    return command, status


# sealed-v1 (SPEC 7.8, 7.9).

_VERSION = '"v":"sealed-v1"'


def sealed_options(job, key, identity, ticket, signature):
    ticket = f',"ticket":{ticket}' if ticket else ""
    return (
        f'{{{_VERSION},"type":"options","job":{quote(job)},"seq":0,"key":"{key}","identity":"{identity}"'
        f'{ticket},"signature":"{signature}"}}'
    ).encode()


def sealed_request(kind, job, seq, body):
    return f'{{{_VERSION},"type":"{kind}","job":{quote(job)},"seq":{seq},"body":{body}}}'.encode()


def sealed_reply(job, seq, body):
    return f'{{{_VERSION},"job":{quote(job)},"seq":{seq},"body":{body}}}'.encode()


def sealed_refusal(job, code):
    return f'{{{_VERSION},"job":{quote(job)},"error":"{code}"}}'.encode()


def pointer(job, seq, part):
    return f'{{{_VERSION},"type":"part","job":{quote(job)},"seq":{seq},"part":{part}}}'.encode()


def part(job, seq, number, parts, data):
    head = f'{{{_VERSION},"type":"part","job":{quote(job)},"seq":{seq},"part":{number}'
    return f'{head},"parts":{parts},"data":{quote(data)}}}'.encode()


def check_job(job):
    require(type(job) is str and _JOB.fullmatch(job) is not None, "malformed_json")  # [MSG-23]
    return job


def _read_sealed(data, limit):
    value = read_message(data, limit)
    if string(value.get("v")) != "sealed-v1":
        raise Refused("unknown_profile")  # [MSG-19] before all else [MSG-31]
    return value


def _body(value):
    require(isinstance(value, Object), "malformed_json")
    return value


def _seq(value, *awaited):
    number = natural(value, 5)
    require(number in awaited, "malformed_json")  # [MSG-21]
    return number


def _part(value, parity):
    """A part belongs to a message of that parity of seq, a pointer to one of the other."""
    if "data" not in value:
        _, _, job, seq, number = value.members("v", "type", "job", "seq", "part")
        return "pointer", check_job(job), _seq(seq, 1 - parity, 3 - parity, 5 - parity), natural(number, MAX_PARTS - 1)
    _, _, job, seq, number, parts, data = value.members("v", "type", "job", "seq", "part", "parts", "data")
    number, parts = natural(number, MAX_PARTS - 1), natural(parts, MAX_PARTS)
    require(parts >= 2 and number < parts and string(data) != "", "malformed_json")
    return "part", check_job(job), _seq(seq, parity, parity + 2, parity + 4), number, parts, data


def read_sealed_request(data, limit=MAX_MESSAGE):
    """("options", job, key, identity, ticket or None, signature), (kind, job, body), or a part or pointer."""
    value = _read_sealed(data, limit)
    kind = string(value.get("type"))
    if kind == "options":
        ticket = value.pop("ticket", None)
        _, _, job, seq, key, identity, signature = value.members("v", "type", "job", "seq", "key", "identity", "signature")
        _seq(seq, 0)
        ticket = None if ticket is None else read_ticket_form(ticket)
        return kind, check_job(job), string(key), string(identity), ticket, string(signature)
    if kind in ("ready", "done"):
        _, _, job, seq, body = value.members("v", "type", "job", "seq", "body")
        _seq(seq, 2 if kind == "ready" else 4)
        return kind, check_job(job), _body(body)
    if kind != "part":
        raise Refused("unknown_post")  # [MSG-20]
    return _part(value, 0)


def read_sealed_reply(data, limit=MAX_MESSAGE):
    """("body", job, seq, body), ("refusal", job, code), or a part or pointer."""
    value = _read_sealed(data, limit)
    if "type" in value:
        require(value["type"] == "part", "malformed_json")
        return _part(value, 1)
    if "error" in value:
        _, job, code = value.members("v", "job", "error")
        require(type(code) is str and _CODE.fullmatch(code) is not None, "malformed_json")  # [MSG-24]
        return "refusal", check_job(job), code
    _, job, seq, body = value.members("v", "job", "seq", "body")
    return "body", check_job(job), _seq(seq, 1, 3, 5), _body(body)


def read_ticket_form(value):
    require(isinstance(value, Object), "malformed_json")
    job, app, worker, until, launcher, signature = value.members("job", "app", "worker", "notAfter", "launcher", "signature")
    for text in (app, worker, launcher, signature):
        string(text)
    return {"job": check_job(job), "app": app, "worker": worker, "notAfter": natural(until), "launcher": launcher, "signature": signature}


def read_ticket(text):
    """[HSK-27]"""
    return read_ticket_form(read_message(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")))


def ticket_json(ticket):
    t = ticket
    return (
        f'{{"job":{quote(t["job"])},"app":"{t["app"]}","worker":"{t["worker"]}","notAfter":{t["notAfter"]},'
        f'"launcher":"{t["launcher"]}","signature":"{t["signature"]}"}}'
    )


class Outgoing:
    """A message whole, or cut in parts that do not exceed the limit [MSG-26]."""

    def __init__(self, message, job, seq, limit):
        require(len(message) <= MAX_WHOLE, "wrong_length")  # [MSG-30]
        self.messages = [message]
        if len(message) > limit:
            texts = self._cut(message.decode(), limit - 256)  # 256: a part without its data
            self.messages = [part(job, seq, i, len(texts), text) for i, text in enumerate(texts)]

    @staticmethod
    def _cut(text, room):
        pieces, start, size = [], 0, 0
        for i, c in enumerate(text):
            width = 2 if c in '"\\' else 1
            if size + width > room:
                pieces.append(text[start:i])
                start, size = i, 0
            size += width
        return pieces + [text[start:]]


class Assembly:
    """A message that comes in parts [MSG-27] [MSG-28]."""

    def __init__(self):
        self.seq = self.parts = None
        self.pieces = []

    def judge(self, seq, number, parts, data):
        """again, first, next, last, too_large or unexpected."""
        same = (seq, parts) == (self.seq, self.parts)
        if same and number < len(self.pieces) and self.pieces[number] == data:
            return "again"
        if number == 0:
            return "first"
        if not same or number != len(self.pieces):
            return "unexpected"
        if sum(map(len, self.pieces)) + len(data) > MAX_WHOLE:
            return "too_large"  # [MSG-29]
        return "last" if number == parts - 1 else "next"

    def add(self, seq, number, parts, data):
        verdict = self.judge(seq, number, parts, data)
        if verdict == "first":
            self.seq, self.parts, self.pieces = seq, parts, [data]
        elif verdict == "next":
            self.pieces.append(data)

    def join(self, data):
        return "".join(self.pieces + [data]).encode()
